"""When an article was published: given, written in the address, a dateline or the file's name, or inferred from what the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.model import PrefixDate
from kg.temporal.anchor import Anchor
from kg.temporal.find import Expression
from kg.temporal.meaning import Meaning
from kg.temporal.resolve import value_of
from kg.temporal.solve import solve

_IN_URL = re.compile(r"/((?:19|20)\d{2})[/-](0?[1-9]|1[0-2])(?:[/-](0?[1-9]|[12]\d|3[01]))?(?=[/._-]|$)")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{2})([-_.]?)(0[1-9]|1[0-2])\2(0[1-9]|[12]\d|3[01])(?!\d)")
_ONE_ARTICLE = (".txt", ".md", ".html", ".htm")
"""Files of many articles are named for the day they were made, not for the day of each article."""
_HEAD = 250
"""A dateline stands within this many characters of the start (or the end) of the article."""
_LINE = 70
"""A line with at most so many characters beside the date is a dateline."""


_LEAD = 25
"""What stands before the date in the line of a dateline (a town, an agency) has so many characters at most."""
_VERB = re.compile(r"(?:تم|ت|ي)\w{2,}$|تم$")
"""«تدور الأحد 26 فيفري», «تم الأحد»: a sentence that begins with its verb."""


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


def from_name(path: str) -> str:
    """The day in the name of a file of one article, such as 2019-02-17-title.txt or paper_20190217_3.html, or ''."""
    name = path.rsplit("/", 1)[-1]
    found = _IN_NAME.search(name)
    if not found or not name.lower().endswith(_ONE_ARTICLE):
        return ""
    try:
        return date(int(found[1]), int(found[3]), int(found[4])).isoformat()
    except ValueError:
        return ""


def publication(given: str, url: str, expressions: Sequence[Expression], text: str, path: str = "") -> Publication:
    """The date of an article. `expressions` are the times found in `text`; `path` is where it was read.

    What is given (or stands in the address) is kept; where it is only a year or month, the text may make it more precise. The
    name of its file counts for less than a dateline: it may tell when the article was saved.
    """
    known = given or from_url(url)
    where = "from the article's metadata" if given else "from the web address"
    if len(known) == 10:
        return Publication(PrefixDate(known), "given", where)
    for e in expressions:
        value = _full(e.meaning)
        at_edge = e.span.start < _HEAD or e.span.start > len(text) - _HEAD
        if value.startswith(known) and value and at_edge and _is_dateline(e, text):
            return Publication(PrefixDate(value), "inferred", f"the dateline says «{e.span.of(text).strip()}»")
    named = from_name(path)
    if named and named.startswith(known):
        return Publication(PrefixDate(named), "given", "from the file's name")
    found, why = solve([(e.span.of(text).strip(), e.meaning) for e in expressions], known)
    if known and len(found) <= len(known):
        return Publication(PrefixDate(known), "given", where)
    return Publication(
        PrefixDate(found), "inferred" if found else "unknown", "; ".join([where, *why] if known else why)
    )


def _full(m: Meaning) -> str:
    """The Gregorian day of publication that a date written in full gives («أمس الأربعاء 1 فيفري 2017»: the day after), or ''."""
    if not (m.year and m.month and m.day) or m.day_from or m.edge:
        return ""
    value = value_of(replace(m, days=None), Anchor())[0].split("T")[0]
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return ""
    if m.days is not None and m.weekday and day.isoweekday() != m.weekday and not m.hijri:
        day = next((d for d in _years_beside(day) if d.isoweekday() == m.weekday), day)
    return (day - timedelta(days=m.days or 0)).isoformat()


def _years_beside(day: date) -> list[date]:
    """The same day of the next and last year: in January papers write the old year."""
    return [day.replace(year=day.year + n) for n in (1, -1)] if (day.month, day.day) != (2, 29) else []


def _is_dateline(e: Expression, text: str) -> bool:
    """The date has its line almost for itself, begins it with a weekday or clock time, or is called today."""
    start = text.rfind("\n", 0, e.span.start) + 1
    end = text.find("\n", e.span.end)
    rest = (end if end >= 0 else len(text)) - start - len(e.span)
    lead = text[start : e.span.start].strip()
    leads = e.span.start - start < _LEAD and (not lead or lead[-1] in "-–—/|،,(" or " " not in lead)
    told = e.meaning.days == 0 and bool(e.meaning.weekday)
    return (
        (rest <= _LINE and "\n" in text.strip())
        or (leads and (e.meaning.clock or bool(e.meaning.weekday)) and not _VERB.match(lead))
        or (told and e.span.start < _HEAD)
    )
