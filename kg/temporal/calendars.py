"""Days, months and years: arithmetic, precision, and the Hijri calendar (hijridate, Umm al-Qura)."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

from hijridate import Gregorian, Hijri


def month_days(year: int, month: int) -> int:
    """How many days the month has."""
    return calendar.monthrange(year, month)[1]


def add_months(year: int, month: int, count: int) -> tuple[int, int]:
    """(year, month) `count` months on."""
    index = year * 12 + month - 1 + count
    return index // 12, index % 12 + 1


def shift(day: date, unit: str, count: int) -> date:
    """`day` moved by `count` days (D), weeks (W), months (M), years (Y) or decades (DE)."""
    if unit in ("D", "W"):
        return day + timedelta(days=count * (7 if unit == "W" else 1))
    months = count * {"M": 1, "Y": 12, "DE": 120, "CE": 1200}[unit]
    year, month = add_months(day.year, day.month, months)
    return date(year, month, min(day.day, month_days(year, month)))


def bounds(value: str) -> tuple[str, str]:
    """First and last day that a value may cover, '' for an open end or where it has none.

    'YYYY', 'YYYY-MM', 'YYYY-MM-DD', 'YYYY-Www', 'YYYY-Qn', 'YYYY-Hn', 'YYYY-SU', '197X', 'A/B'; ~before and ~after open an end.
    """
    body, _, mark = value.partition("~")
    sides = body.split("/", 1)
    try:
        found = [_side(side.split("T")[0]) for side in sides]
    except (ValueError, OverflowError):
        return "", ""
    first, last = found[0][0], found[-1][1]
    if not first or not last:
        return "", ""
    if mark == "before":
        return "", (first - timedelta(days=1)).isoformat()
    return first.isoformat(), "" if mark == "after" else last.isoformat()


def _side(day: str) -> tuple[date | None, date | None]:
    day = day.removesuffix("-XX").removesuffix("-XX") if "-XX-" not in day or day.endswith("-XX") else day[:4]
    if len(day) == 10 and "X" not in day and day[4] == "-" and day[5] != "W":
        return date.fromisoformat(day), date.fromisoformat(day)
    if len(day) in (8, 10) and day[4:6] == "-W" and day[6:8].isdigit():
        monday = date.fromisocalendar(int(day[:4]), int(day[6:8]), int(day[9]) if len(day) == 10 else 1)
        return monday, monday if len(day) == 10 else monday + timedelta(days=6)
    year, rest = day[:4], day[5:]
    if not re.fullmatch(r"\d{2}[\dX]{2}", year):
        return None, None
    if len(day) == 7 and (rest.isdigit() or (rest[0] in "QH" and rest[1].isdigit()) or rest in _SEASON_STARTS):
        size = 1 if rest.isdigit() else {"Q": 3, "H": 6}.get(rest[0], 3)
        first = int(rest) if rest.isdigit() else _SEASON_STARTS.get(rest) or (int(rest[1]) - 1) * size + 1
        last_year, last = add_months(int(year), first, size - 1)
        return date(int(year), first, 1), date(last_year, last, month_days(last_year, last))
    if len(day) == 4:
        return date(int(year.replace("X", "0")), 1, 1), date(int(year.replace("X", "9")), 12, 31)
    return None, None


def hijri_value(year: int, month: int | None, day: int | None) -> str | None:
    """The Gregorian value of a Hijri date: a day, or first/last day of the month; a year gives the years it touches."""
    try:
        if month and day:
            return Hijri(year, month, day).to_gregorian().isoformat()
        if month:
            first = Hijri(year, month, 1)
            return f"{first.to_gregorian().isoformat()}/{Hijri(year, month, first.month_length()).to_gregorian().isoformat()}"
        first_year, last_year = Hijri(year, 1, 1).to_gregorian().year, Hijri(year, 12, 29).to_gregorian().year
    except (ValueError, OverflowError):
        return _civil_value(year, month, day)
    return f"{first_year}" if first_year == last_year else f"{first_year}/{last_year}"


def _civil_value(year: int, month: int | None, day: int | None) -> str | None:
    """The same by the civil (tabular) calendar, for years that the Umm al-Qura tables do not hold; proleptic Gregorian."""
    if not 1 <= year <= 1600 or not 1 <= (month or 1) <= 12 or not 1 <= (day or 1) <= 30:
        return None
    if month and day:
        return _civil(year, month, day).isoformat()
    if month:
        return f"{_civil(year, month, 1).isoformat()}/{_civil(year, month, 29).isoformat()}"
    first, last = _civil(year, 1, 1).year, _civil(year, 12, 29).year
    return f"{first:04}" if first == last else f"{first:04}/{last:04}"


def _civil(year: int, month: int, day: int) -> date:
    """A day of the civil Hijri calendar (thirty-year cycle, epoch 16 July 622 Julian; Reingold and Dershowitz 2018)."""
    days = day + 29 * (month - 1) + month // 2 + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227_014 + days)


def hijri_year(year: int, month: int) -> int:
    """The Hijri year whose `month` begins in a Gregorian year («رمضان 2019»); the later one if two do."""
    first = round((year - 622) * 33 / 32)
    begins = [h for h in range(first - 1, first + 3) if (hijri_value(h, month, 1) or "").startswith(f"{year}-")]
    return begins[-1] if begins else first


def hijri_today(day: date) -> tuple[int, int]:
    """(Hijri year, month) of a Gregorian day; the mean calendar serves where the tables end."""
    try:
        now = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return round((day.year - 622) * 33 / 32), 1
    return now.year, now.month


_EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}
_SEASON_STARTS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def edtf(value: str) -> str:
    """A value as EDTF level 1 (Library of Congress 2019): '' for lengths of time, weeks, quarters and mere references."""
    body, _, mark = value.partition("~")
    sides = [_edtf_side(side, alone="/" not in body) for side in body.split("/", 1)]
    if not all(sides):
        return ""
    if mark in ("before", "after"):
        return f"../{sides[0]}" if mark == "before" else f"{sides[-1]}/.."
    if len(set(sides)) == 1:  # hours of one day
        sides = sides[:1]
    return "/".join(f"{side}~" if mark else side for side in sides)


def _edtf_side(side: str, *, alone: bool) -> str:
    if side.startswith("BC"):
        return f"-{int(side[2:]) - 1:04}" if side[2:].isdigit() else ""
    day = side.split("T")[0]
    if len(day) == 7 and day[5:] in _EDTF_SEASON:
        return f"{day[:5]}{_EDTF_SEASON[day[5:]]}"
    if not re.fullmatch(r"[\dX]{4}(-[\dX]{2}){0,2}", day) or (day[:4] == "XXXX" and not day.endswith("X")):
        return ""
    return side if alone and "X" not in day and ":" in side else day
