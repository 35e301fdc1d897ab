"""When an article was published: given, written in a dateline or the address, or inferred from what the text says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import PrefixDate
from kg.temporal.pieces import Pieces, pieces

_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/._-]|$)")
_HEAD = 250
"""A dateline stands within this many characters of the start (or the end) of the article."""


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


def publication(given: str, url: str, expressions: Sequence[tuple[int, str]], length: int) -> Publication:
    """The date of an article. `expressions` are (offset, folded time expression); `length` is the text's length."""
    if given:
        return Publication(PrefixDate(given), "given", "from the article's metadata")
    address = from_url(url)
    if address:
        return Publication(PrefixDate(address), "given", "from the web address")
    parsed = [(at, text, pieces(text)) for at, text in expressions]
    for at, text, p in parsed:
        near_edge = at < _HEAD or at > length - _HEAD
        full = p.year and p.month and p.day and not p.hijri and not p.direction and not p.edge
        if near_edge and full and (p.weekday or p.clock or at < 60 or "numeric_date" in p.used) and _real(p):
            return Publication(
                PrefixDate(f"{p.year}-{p.month:02}-{p.day:02}"), "inferred", f"the dateline says «{text.strip()}»"
            )
    return _solve([p for _, _, p in parsed])


def _real(p: Pieces) -> bool:
    try:
        return bool(date(p.year or 0, p.month or 0, p.day or 0))
    except ValueError:
        return False


def _solve(parsed: Sequence[Pieces]) -> Publication:
    """The latest year written in the text, and the month that «الجاري» or weekdays with dates give."""
    years = Counter(
        p.year
        for p in parsed
        if p.year and not p.hijri and not p.year_to and 1990 <= p.year <= 2100 and p.direction != "next"
    )
    current = [p for p in parsed if p.month and not p.hijri and p.direction == "this"]
    past = [p for p in parsed if p.month and not p.hijri and not p.year and p.direction == "past"]
    if not years:
        return Publication(PrefixDate(""), "unknown", "the text names no year")
    latest = max(years)
    why = [f"the latest year in the text is {latest}"]
    month = current[0].month if current else None
    year = latest
    if month is not None:
        why.append(f"«{current[0].text.strip()}» is the month of publication")
        later = [p for p in parsed if p.year == latest and p.month and p.month > month]
        if later:
            year += 1
            why.append(f"{latest}-{later[0].month:02} is told as past, so the year is {year}")
        for p in past:
            if p.month is not None and p.month >= month and not p.day:
                why.append(f"«{p.text.strip()}» is of the year before")
    dated = [p for p in parsed if p.weekday and p.day and p.month and not p.hijri and not p.year]
    for p in dated:
        fitting = [y for y in range(latest, latest + 2) if _weekday(y, p) == p.weekday]
        if fitting and month is None:
            year, month = fitting[0], p.month
            why.append(f"«{p.text.strip()}» falls on that weekday in {year}")
    value = f"{year}-{month:02}" if month else f"{year}"
    return Publication(PrefixDate(value), "inferred", "; ".join(why))


def _weekday(year: int, p: Pieces) -> int:
    try:
        return date(year, p.month or 1, p.day or 1).isoweekday()
    except ValueError:
        return 0
