"""The publication date as far as the text's own times fix it.

Each clue is a constraint: «فبراير الجاري» names the month, «اليوم الخميس 25 يوليوز» is the day itself, a weekday with a date allows
few years, «أمس الثلاثاء» fixes the weekday, and a date with its weekday the week. A bare year says nothing: articles tell of the past
and of plans. The latest day that is told with its year is mostly of the year of publication, a month is not.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kg.temporal.meaning import Meaning

Told = tuple[str, Meaning]
"""The words and what they say."""


def solve(told: Sequence[Told], known: str = "") -> tuple[str, list[str]]:
    """(date as precise as it can be fixed or '', the steps in English). `known` is what is known before: '', a year or a month."""
    why: list[str] = []
    year = int(known[:4]) if known else _latest_year(told, why)
    if not year:
        return "", ["no time in the text dates it"]
    month = int(known[5:7]) if len(known) >= 7 else None
    if not known:
        year, month = _current_month(told, year, why)
    day = _today(told, year, why) or _day_of_week(told, year, month, why)
    if day and day.isoformat().startswith(known):
        return day.isoformat(), why
    if month is None:
        month = _month_of_weekday(told, year, why)
    if not known and month is None and not _tells_year(told, year):
        return "", ["years are named, but no day in one that would be the year of publication"]
    return (f"{year}-{month:02}" if month else f"{year}"), why


def _tells_year(told: Sequence[Told], year: int) -> bool:
    """Whether a day of `year` or «هذا العام 2012» is told, and no later year: months alone are mostly of the past."""
    of_year = [m for _, m in told if m.year == year and not m.hijri and not m.year_to]
    later = any(m.year and m.year > year and not m.hijri for _, m in told)
    return not later and any((m.day and m.month) or m.go == "this" for m in of_year)


def _latest_year(told: Sequence[Told], why: list[str]) -> int:
    """The latest year that a month, a day, or «الحالي» is told of; moved on until a date without a year fits its weekday."""
    dated = [m.year for _, m in told if m.year and not m.hijri and not m.year_to and 1990 <= m.year <= 2100
             and (m.month or m.go == "this") and m.go != "next"]  # fmt: skip
    if not dated:
        return 0
    latest = max(dated)
    why.append(f"the latest date in the text is of {latest}")
    for text, m in told:
        if m.weekday and m.day and m.month and not m.year and not m.hijri and (m.days is not None or m.go == "this"):
            fitting = [y for y in range(latest, latest + 4) if _weekday(y, m) == m.weekday]
            if fitting:
                why.append(f"«{text}» falls on that weekday in {fitting[0]}")
                return fitting[0]
    return latest


def _current_month(told: Sequence[Told], year: int, why: list[str]) -> tuple[int, int | None]:
    """(year, month) from «الجاري»; a later month of the same year that is told as past moves the year on."""
    current = [(t, m) for t, m in told if m.month and not m.hijri and m.go == "this" and not m.unit]
    if not current:
        return year, None
    text, first = current[0]
    why.append(f"«{text}» is the month of publication")
    later = [m for _, m in told if m.year == year and m.month and not m.hijri and m.month > (first.month or 12)]
    if later:
        why.append(f"{year}-{later[0].month:02} is told as past, so the year is {year + 1}")
        year += 1
    return year, first.month


def _today(told: Sequence[Told], year: int, why: list[str]) -> date | None:
    """«اليوم الخميس 25 يوليوز», «أمس 16 يوليو»: a day of the calendar that is told by its distance from publication."""
    for text, m in told:
        if m.days is not None and m.day and m.month and not m.hijri and not m.day_from:
            found = _day(m.year or year, m)
            if found:
                why.append(f"«{text}» is told by its distance from publication")
                return found - timedelta(days=m.days)
    return None


def _day_of_week(told: Sequence[Told], year: int, month: int | None, why: list[str]) -> date | None:
    """The first day with the weekday that «أمس الثلاثاء» gives, from the latest date on that is told with its weekday."""
    shifted = [(t, m) for t, m in told if m.days is not None and m.days <= 0 and m.weekday and not m.day]
    dated = []
    for text, m in told:
        found = (
            _day(m.year or year, m)
            if m.weekday and m.day and m.month and not m.hijri and not m.day_from and m.go != "next"
            else None
        )
        if found and found.isoweekday() == m.weekday and found.year == year and month in (None, found.month):
            dated.append((found, text))
    if not shifted or not dated:
        return None
    text, m = shifted[0]
    latest, written = max(dated)
    weekday = ((m.weekday or 1) - (m.days or 0) - 1) % 7 + 1
    why.append(f"«{text}» gives the weekday of publication and «{written}» the week")
    return latest + timedelta(days=(weekday - latest.isoweekday()) % 7)


def _month_of_weekday(told: Sequence[Told], year: int, why: list[str]) -> int | None:
    """The month of a date without its year that falls on its weekday in `year`."""
    for text, m in told:
        if (
            m.weekday
            and m.day
            and m.month
            and not m.year
            and not m.hijri
            and m.go != "next"
            and _weekday(year, m) == m.weekday
        ):
            why.append(f"«{text}» falls on that weekday in {year}")
            return m.month
    return None


def _day(year: int, m: Meaning) -> date | None:
    try:
        return date(year, m.month or 0, m.day or 0)
    except ValueError:
        return None


def _weekday(year: int, m: Meaning) -> int:
    found = _day(year, m)
    return found.isoweekday() if found else 0
