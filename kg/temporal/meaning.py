"""What an expression says, before it is resolved: the features that rules may set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True, slots=True)
class Meaning:
    """Only what is said is set. Rules name these features (`says`, `with`, `<class:feature>`)."""

    year: int | None = None
    year_to: int | None = None
    month: int | None = None
    month_from: int | None = None
    day: int | None = None
    day_from: int | None = None
    hour_from: int | None = None
    hour_to: int | None = None
    week: int | None = None
    """The nth week of a month or year, -1 the last."""
    last_day: bool = False
    """The last day of a month or year that is told by its distance."""
    rest: bool = False
    """What is left of the week, month or year."""
    hijri: bool = False
    bc: bool = False
    weekday: int | None = None
    """1 Monday … 7 Sunday."""
    numbered: bool = False
    """A day of some month that is told by its number alone."""
    nth: int | None = None
    """The nth such weekday of the month, -1 the last."""
    days: int | None = None
    """Days from today: -1 yesterday."""
    part: str = ""
    """MO MI AF EV NI."""
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    less: int | None = None
    """Minutes to the hour."""
    half_day: str = ""
    zone: str = ""
    unit: str = ""
    """S TM H D W M Y DE CE."""
    form: str = ""
    amount: float | None = None
    low: float | None = None
    half: bool = False
    plus: Mapping[str, Any] | None = None
    """A second length that is added."""
    vague: bool = False
    go: str = ""
    """past, next, this, same; prior, later: than the time last mentioned; new: the year that begins or began."""
    ago: str = ""
    """ago, ahead: from now; before, after: from the time last mentioned."""
    edge: str = ""
    approx: str = ""
    firsts: int | None = None
    """So many first months of a year."""
    quarter: int | None = None
    half_year: int | None = None
    quarters: int | None = None
    """So many quarters from the one last mentioned, else from that of publication."""
    season: str = ""
    decade: int | None = None
    century: int | None = None
    sport: bool = False
    same_stretch: bool = False
    """The quarter or half of a year that was mentioned last, of another year."""
    ref: str = ""
    afterwards: bool = False
    """Later than something, so it may be past."""
    every: str = ""
    often: bool = False
    feast: str = ""
    """A name of data/feasts.yaml, or eid for the nearest of the two great feasts."""
    feast_days: int | None = None
    """So many first days of the feast."""
    first: Mapping[str, Any] | None = None
    last: Mapping[str, Any] | None = None

    @property
    def clock(self) -> bool:
        """Whether an hour is said."""
        return self.hour is not None

    @property
    def bare_day(self) -> bool:
        """A day of the calendar without its year."""
        return self.day is not None and self.month is not None and self.year is None


FEATURES = frozenset(f.name for f in fields(Meaning))


def meaning(said: Mapping[str, Any]) -> Meaning:
    """The features as a Meaning. A year that can only be Hijri is Hijri."""
    known = {k: v for k, v in said.items() if k in FEATURES}
    year = known.get("year")
    far = known.get("year_to", 0) > 99 and known["year_to"] - (year or 0) != 1
    if year and 1350 <= year <= 1460 and not known.get("bc") and "month" not in known and not far:
        known["hijri"] = True
    return Meaning(**known)
