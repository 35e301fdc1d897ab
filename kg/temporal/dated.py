"""Days that the text itself dates, for weekdays of articles whose publication is known only to the month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kg.temporal.anchor import Anchor
from kg.temporal.meaning import Meaning


def dated_weekdays(meanings: Iterable[Meaning], published: str) -> dict[int, str]:
    """Weekday → the only day with it that `meanings` date in the month of publication, where just that month is known."""
    if len(published) != 7:
        return {}
    month = Anchor(published)
    found: dict[int, set[str]] = {}
    for m in meanings:
        day = _day(m, month)
        if day:
            found.setdefault(day.isoweekday(), set()).add(day.isoformat())
    return {weekday: min(days) for weekday, days in found.items() if len(days) == 1}


def _day(m: Meaning, month: Anchor) -> date | None:
    """The day of the month of publication that `m` is, if it is one."""
    if not m.day or m.month != month.month or m.hijri or m.day_from or m.go in ("past", "next"):
        return None
    try:
        return date(month.year or 0, m.month or 0, m.day) if m.year in (None, month.year) else None
    except ValueError:
        return None
