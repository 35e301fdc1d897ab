"""Feasts and weeks: «عيد الأضحى 2013», «الأسبوع الأول من أكتوبر»."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any

from kg.temporal.anchor import SIGN, Anchor, Reading
from kg.temporal.calendars import hijri_value, month_days
from kg.temporal.lexicon import load
from kg.temporal.meaning import Meaning

_SOON = timedelta(days=21)
"""A feast that is so near is the coming one, unless one was as near behind."""


@cache
def _feasts() -> Mapping[str, Mapping[str, Any]]:
    feasts: Mapping[str, Mapping[str, Any]] = load("data/feasts.yaml")
    return feasts


def feast_day(m: Meaning, anchor: Anchor) -> Reading:
    """The day of a feast (or the nth of its days) in the year that is said, else the one before or after publication."""
    value, why = _first_day(m, anchor)
    if not m.feast_days or "X" in value or not value:
        return value, why
    return f"{value}/{(date.fromisoformat(value) + timedelta(days=m.feast_days - 1)).isoformat()}", f"days of {why}"


def _first_day(m: Meaning, anchor: Anchor) -> Reading:
    later = timedelta(days=(m.nth or 1) - 1)
    year = m.year or (anchor.year + SIGN[m.go] if anchor.year and m.unit == "Y" and m.go in SIGN else None)
    if year:
        days = feast_days(m.feast, year)
        return ((days[0] + later).isoformat(), "the feast in that year") if days else ("", "the feast is not in that year")
    if not anchor.year:
        return "XXXX-XX-XX", "the publication date is unknown"
    now = anchor.day or date(anchor.year, anchor.month or 7, 15)
    near = sorted(d for y in (now.year - 1, now.year, now.year + 1) for d in feast_days(m.feast, y))
    coming = m.go == "next" or (not m.go and anchor.future)
    last, following = max(d for d in near if d <= now), min(d for d in near if d >= now)
    coming = coming or (not m.go and following - now < _SOON < now - last)
    found = [following if coming else last]
    return (found[0] + later).isoformat(), "the feast after publication" if coming else "the feast before publication"


def feast_days(name: str, year: int) -> list[date]:
    """The days of a Gregorian year on which a feast falls: one, for a Hijri feast now and then two or none."""
    if name == "eid":
        return sorted({*feast_days("fitr", year), *feast_days("adha", year)})
    rule = _feasts()[name]
    if "easter" in rule:
        return [easter(year) + timedelta(days=rule["easter"])]
    if "nth" in rule:
        found = nth_weekday(year, rule["month"], rule["weekday"], rule["nth"])
        return [found] if found else []
    if not rule.get("hijri"):
        return [date(year, rule["month"], rule["day"])]
    first = round((year - 622) * 33 / 32)
    days = [hijri_value(h, rule["month"], rule["day"]) for h in range(first - 1, first + 3)]
    return sorted({date.fromisoformat(d) for d in days if d and d.startswith(f"{year}-")})


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm, Nature 1876; Meeus 1991)."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    k = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    p = h + k - 7 * ((a + 11 * h + 22 * k) // 451) + 114
    return date(year, p // 31, p % 31 + 1)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth (-1: last) such weekday of a month, None if there is none."""
    days = [date(year, month, d) for d in range(1, month_days(year, month) + 1)]
    found = [d for d in days if d.isoweekday() == weekday]
    return found[-1] if nth < 0 else found[nth - 1] if nth <= len(found) else None


def week_of(year: int, month: int | None, nth: int) -> date | None:
    """The Monday of the nth (-1: last) week: ISO weeks of a year; weeks of a month that begin in it (the last ends in it)."""
    if month is None:
        last = date(year, 12, 28).isocalendar().week
        return date.fromisocalendar(year, last if nth < 0 else nth, 1) if nth <= last else None
    if nth > 0:
        return nth_weekday(year, month, 1, nth)
    sunday = nth_weekday(year, month, 7, -1)
    return sunday - timedelta(days=6) if sunday else None
