"""Days, months and years: arithmetic, precision, and the Hijri calendar (hijridate, Umm al-Qura)."""

from __future__ import annotations

import calendar
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
    """First and last day of 'YYYY', 'YYYY-MM', 'YYYY-MM-DD', 'YYYY-Www', 'YYYY-Qn', '197X', 'YYYY/YYYY'; '' if it has none."""
    body = value.split("~")[0]
    if "/" in body:
        first, last = body.split("/", 1)
        return bounds(first)[0], bounds(last)[1]
    day = body.split("T")[0]
    try:
        if len(day) == 10 and day[4] == "-" and "X" not in day:
            date.fromisoformat(day)
            return day, day
        if "-W" in day and day[6:8].isdigit():
            monday = date.fromisocalendar(int(day[:4]), int(day[6:8]), int(day[9]) if len(day) == 10 else 1)
            sunday = monday if len(day) == 10 else monday + timedelta(days=6)
            return monday.isoformat(), sunday.isoformat()
        if len(day) == 7 and day[5:].isdigit():
            year, month = int(day[:4]), int(day[5:])
            return f"{day}-01", f"{day}-{month_days(year, month):02}"
        if len(day) == 7 and day[5] in "QH" and day[6].isdigit():
            size = 3 if day[5] == "Q" else 6
            first_month = (int(day[6]) - 1) * size + 1
            last_month = first_month + size - 1
            return (
                f"{day[:4]}-{first_month:02}-01",
                f"{day[:4]}-{last_month:02}-{month_days(int(day[:4]), last_month):02}",
            )
        if len(day) == 4 and day.isdigit():
            return f"{day}-01-01", f"{day}-12-31"
        if len(day) == 4 and day[:2].isdigit() and day[2:].replace("X", "0").isdigit():
            return f"{day.replace('X', '0')}-01-01", f"{day.replace('X', '9')}-12-31"
        if len(day) == 7 and day[5:] in ("SP", "SU", "FA", "WI"):
            first_month = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[day[5:]]
            year, month = add_months(int(day[:4]), first_month, 2)
            return f"{day[:4]}-{first_month:02}-01", f"{year}-{month:02}-{month_days(year, month):02}"
    except ValueError:
        return "", ""
    return "", ""


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


def hijri_today(day: date) -> tuple[int, int]:
    """(Hijri year, month) of a Gregorian day; the mean calendar serves where the tables end."""
    try:
        now = Gregorian(day.year, day.month, day.day).to_hijri()
    except (ValueError, OverflowError):
        return round((day.year - 622) * 33 / 32), 1
    return now.year, now.month


_EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


def edtf(value: str) -> str:
    """A value as EDTF level 1 (Library of Congress 2019): '' for durations and mere references."""
    body, _, mark = value.partition("~")
    if not body or body.startswith(("P", "FUTURE")) or ("W" in body.split("T")[0] and body[5:7] != "WI"):
        return ""
    if "/" in body:
        return body
    day = body.split("T")[0]
    if len(day) == 7 and day[5:] in _EDTF_SEASON:
        day = f"{day[:5]}{_EDTF_SEASON[day[5:]]}"
    elif len(day) == 7 and day[5] in "QH":
        return ""
    if "X" not in day and "T" in body and ":" in body:
        return body
    return f"{day}~" if mark else day
