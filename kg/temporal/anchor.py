"""What times are told relative to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from kg.temporal.calendars import add_months


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date as far as known ('', 'YYYY', 'YYYY-MM', 'YYYY-MM-DD') and what the text told before.

    `mentioned` is the time last mentioned (a value); `near` the day that a clock time in the same sentence belongs to;
    `future` whether the sentence tells of what is to come.
    """

    published: str = ""
    mentioned: str = ""
    near: str = ""
    future: bool = False
    beside: str = ""
    """The time mentioned shortly before: what «السابق» and «التالي» count from."""
    stretch: str = ""
    """The week, month, quarter, half or range last mentioned, for «الفترة نفسها من العام الماضي»."""
    weekdays: Mapping[int, str] = field(default_factory=dict)
    """Weekdays whose day the text told before, 1 Monday … 7 Sunday."""
    tense: str = ""
    """What the sentence of a month without its year tells of: past, future or ''."""
    dated: Mapping[int, str] = field(default_factory=dict)
    """Weekdays with the one day of the month of publication that the text dates."""

    @property
    def day(self) -> date | None:
        """The publication day, if known to the day."""
        return date.fromisoformat(self.published) if len(self.published) == 10 else None

    @property
    def year(self) -> int | None:
        """The publication year, if known."""
        return int(self.published[:4]) if len(self.published) >= 4 else None

    @property
    def month(self) -> int | None:
        """The publication month, if known."""
        return int(self.published[5:7]) if len(self.published) >= 7 else None

    @property
    def some_day(self) -> str:
        """The publication day as far as known: '2012-07-03', '2012-07-XX', '2012-XX-XX', 'XXXX-XX-XX'."""
        if len(self.published) >= 7:
            return self.published if len(self.published) == 10 else f"{self.published}-XX"
        return f"{self.published or 'XXXX'}-XX-XX"

    def month_on(self, count: int) -> str:
        """The month `count` months after that of publication, '' if that is unknown."""
        if self.month is None or self.year is None:
            return ""
        year, month = add_months(self.year, self.month, count)
        return f"{year}-{month:02}"


Reading = tuple[str, str]
"""(value, why in one sentence)."""

SIGN = {"past": -1, "next": 1, "this": 0}
REFS = {"past": "PAST_REF", "next": "FUTURE_REF", "this": "PRESENT_REF", "same": "PAST_REF"}
BESIDE = {"prior": "past", "later": "next"}
"""«السابق», «التالي»: before or after the time last mentioned; where there is none, of publication."""
