"""When an article was published: given, written in a dateline or the address, or inferred from what the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import PrefixDate
from kg.temporal.anchor import Anchor
from kg.temporal.find import Expression
from kg.temporal.meaning import Meaning
from kg.temporal.resolve import value_of

_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/._-]|$)")
_HEAD = 250
"""A dateline stands within this many characters of the start (or the end) of the article."""
_LINE = 70
"""A line with at most so many characters beside the date is a dateline."""


@dataclass(frozen=True, slots=True)
class Publication:
    """A date as precise as is known, how it was found (given, inferred, unknown), and why."""

    date: PrefixDate
    source: str
    why: str


def from_url(url: str) -> str:
    """The date in a web address such as …/2019/02/17/…, or ''."""
    found = _IN_URL.search(url)
    if not found:
        return ""
    return f"{found[1]}-{int(found[2]):02}" + (f"-{int(found[3]):02}" if found[3] else "")


def publication(given: str, url: str, expressions: Sequence[Expression], text: str) -> Publication:
    """The date of an article. `expressions` are the times found in `text`."""
    if given:
        return Publication(PrefixDate(given), "given", "from the article's metadata")
    address = from_url(url)
    if address:
        return Publication(PrefixDate(address), "given", "from the web address")
    for e in expressions:
        value = _full(e.meaning)
        if value and (e.span.start < _HEAD or e.span.start > len(text) - _HEAD) and _is_dateline(e, text):
            return Publication(PrefixDate(value), "inferred", f"the dateline says «{e.span.of(text).strip()}»")
    return _solve(expressions, text)


def _full(m: Meaning) -> str:
    """The Gregorian day of a date that is written in full, or ''."""
    if not (m.year and m.month and m.day) or m.day_from or m.edge:
        return ""
    value = value_of(m, Anchor())[0].split("T")[0]
    try:
        return date.fromisoformat(value).isoformat() if len(value) == 10 else ""
    except ValueError:
        return ""


def _is_dateline(e: Expression, text: str) -> bool:
    """The date has its line almost for itself, or a weekday or clock time with it."""
    start = text.rfind("\n", 0, e.span.start) + 1
    end = text.find("\n", e.span.end)
    rest = (end if end >= 0 else len(text)) - start - len(e.span)
    return (
        rest <= _LINE
        or (e.meaning.clock and e.span.start < _HEAD)
        or (e.span.start - start < 25 and bool(e.meaning.weekday))
    )


def _solve(expressions: Sequence[Expression], text: str) -> Publication:
    """What the text's own times allow: «الجاري» names the month, a weekday with a date the year, «أمس الثلاثاء» the day.

    A bare year says nothing (articles tell of the past and of plans), a month or day of a year is mostly of the year of publication.
    """
    parsed = [(e.span.of(text).strip(), e.meaning) for e in expressions]
    current = [(t, m) for t, m in parsed if m.month and not m.hijri and m.go == "this" and not m.unit]
    dated = [m.year for _, m in parsed if _dated(m)]
    stated = [
        (t, m) for t, m in parsed if m.year and (m.go == "this" or (m.weekday and m.month and m.day)) and not m.hijri
    ]
    if not dated and not stated:
        return Publication(PrefixDate(""), "unknown", "no time in the text dates it")
    latest = max([y for y in dated if y] + [m.year for _, m in stated if m.year])
    why = [f"the latest date in the text is of {latest}"]
    year, month = latest, current[0][1].month if current else None
    if month is not None:
        why.append(f"«{current[0][0]}» is the month of publication")
        later = [m for _, m in parsed if m.year == latest and m.month and not m.hijri and m.month > month]
        if later:
            year += 1
            why.append(f"{latest}-{later[0].month:02} is told as past, so the year is {year}")
    for told, m in current:
        fitting = _years_fitting(m, latest)
        if fitting:
            year = fitting[0]
            why.append(f"«{told}» falls on that weekday in {year}")
            break
    day = _current_day(current, year)
    if day:
        return Publication(PrefixDate(day), "inferred", "; ".join([*why, f"{day} is told as today"]))
    day, reason = _day_from_weekdays(parsed, f"{year}-{month:02}" if month else f"{year}")
    if day:
        return Publication(PrefixDate(day), "inferred", "; ".join([*why, reason]))
    for told, m in parsed:
        fitting = _years_fitting(m, latest) if month is None and not m.year else []
        if fitting:
            year, month = fitting[0], m.month
            why.append(f"«{told}» falls on that weekday in {year}")
    return Publication(PrefixDate(f"{year}-{month:02}" if month else f"{year}"), "inferred", "; ".join(why))


def _dated(m: Meaning) -> bool:
    """A month or day of a written year that the text does not announce."""
    return bool(m.year and m.month and not m.hijri and not m.year_to and 1990 <= m.year <= 2100 and m.go != "next")


def _years_fitting(m: Meaning, latest: int) -> list[int]:
    """The years from `latest` on in which a date without its year falls on the weekday that is said with it."""
    if not (m.weekday and m.day and m.month) or m.hijri or m.year:
        return []
    return [y for y in range(latest, latest + 4) if _weekday(y, m) == m.weekday]


def _current_day(current: Sequence[tuple[str, Meaning]], year: int) -> str:
    """«اليوم الخميس 25 يوليوز الجاري»: today itself, '' if no such day is told."""
    for _, m in current:
        if m.days == 0 and m.day and m.month:
            try:
                return date(year, m.month, m.day).isoformat()
            except ValueError:
                return ""
    return ""


def _day_from_weekdays(parsed: Sequence[tuple[str, Meaning]], known: str) -> tuple[str, str]:
    """«أمس الثلاثاء» fixes the weekday of publication, a date with its weekday the week: the first such day from then on."""
    shifted = next(((t, m) for t, m in parsed if m.days is not None and m.days <= 0 and m.weekday and not m.day), None)
    dated = []
    for told, m in parsed:
        if m.weekday and m.day and m.month and not m.hijri and not m.day_from and m.go != "next":
            try:
                day = date(m.year or int(known[:4]), m.month, m.day)
            except ValueError:
                continue
            if day.isoweekday() == m.weekday and day.isoformat().startswith(known):
                dated.append((day, told))
    if not shifted or not dated:
        return "", ""
    told, m = shifted
    latest, written = max(dated)
    weekday = ((m.weekday or 1) - (m.days or 0) - 1) % 7 + 1
    found = latest + timedelta(days=(weekday - latest.isoweekday()) % 7)
    return found.isoformat(), f"«{told}» gives the weekday of publication and «{written}» the week"


def _weekday(year: int, m: Meaning) -> int:
    try:
        return date(year, m.month or 1, m.day or 1).isoweekday()
    except ValueError:
        return 0
