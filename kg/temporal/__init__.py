"""Arabic time expressions: found by rule, resolved against the publication date. Nothing here needs a model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import PrefixDate, Span, Time
from kg.temporal.calendars import bounds
from kg.temporal.find import find_times
from kg.temporal.numbers import parse_money, parse_number
from kg.temporal.pieces import pieces
from kg.temporal.publication import publication
from kg.temporal.resolve import Anchor, value_of
from kg.text.fold import folded

__all__ = ["Calendar", "edtf", "find_times", "parse", "parse_money", "parse_number", "resolve_times"]

_EDTF_SEASON = {"SP": "21", "SU": "22", "FA": "23", "WI": "24"}


@dataclass(frozen=True, slots=True)
class Calendar:
    """The times of an article, one for each span asked about, and its publication date with how it was found."""

    times: tuple[Time, ...]
    published: PrefixDate
    published_source: str
    why: str


def resolve_times(text: str, spans: Sequence[Span], published: str = "", url: str = "") -> Calendar:
    """Values of the time expressions at `spans`. `published` is '' or a PrefixDate; if it is not given it is inferred."""
    rule = find_times(text)
    told = sorted([*rule, *(s for s in spans if not any(s.overlaps(r) and len(s) <= len(r) for r in rule))])
    known = publication(published, url, [(s.start, folded(s.of(text))) for s in told], len(text))
    anchor = Anchor(known.date)
    times = tuple(_time(span, span.of(text), anchor) for span in spans)
    return Calendar(times, known.date, known.source, known.why)


def parse(text: str, reference: str = "") -> Time | None:
    """The meaning of one expression («منتصف شهر شتنبر من سنة 2018») as told on `reference` (a PrefixDate), or None."""
    time = _time(Span(0, len(text)), text, Anchor(reference))
    return time if time.value else None


def _time(span: Span, text: str, anchor: Anchor) -> Time:
    value, why = value_of(pieces(folded(text)), anchor)
    first, last = bounds(value)
    return Time(span, text, value, edtf(value), first, last, why)


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
