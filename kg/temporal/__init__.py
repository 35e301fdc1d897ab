"""Arabic time expressions: found by rule, resolved against the publication date. Nothing here needs a model.

Rules are data (kg/temporal/rules, one folder a family, with examples and counter-examples beside them); docs/temporal.md tells how
they are read and what is measured.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import PrefixDate, Span, Time
from kg.temporal.anchor import Anchor
from kg.temporal.belief import joins_times, says_time, words_of_time
from kg.temporal.calendars import bounds, edtf
from kg.temporal.context import in_context, needs_day, tells_days, tells_future, tense, with_half
from kg.temporal.dated import dated_weekdays
from kg.temporal.find import Expression, find_expressions, find_times, interpret
from kg.temporal.numbers import parse_money, parse_number
from kg.temporal.publication import publication
from kg.temporal.resolve import value_of
from kg.text.fold import fold

__all__ = [
    "Calendar", "edtf", "find_times", "joins_times", "parse", "parse_money", "parse_number", "resolve_times", "says_time",
    "words_of_time",
]  # fmt: skip

_SAME_STORY = 220
"""A clock time belongs to a day that was mentioned at most so many characters before."""
_STRETCH = re.compile(r"\d{4}-(?:[HQ]\d|W\d\d|SU|WI|SP|FA|\d\d|\d\d(?:-\d\d)?/\d{4}-\d\d(?:-\d\d)?)")
"""Values of stretches that may come again in another year."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """The times of an article, one for each span asked about, and its publication date with how it was found."""

    times: tuple[Time, ...]
    published: PrefixDate
    published_source: str
    why: str


def resolve_times(text: str, spans: Sequence[Span], published: str = "", url: str = "", path: str = "") -> Calendar:
    """Values of the time expressions at `spans`. `published` is '' or a PrefixDate; if it is not given it is inferred, from
    `url` and `path` too."""
    rules = find_expressions(text)
    known = publication(published, url, rules, text, path)
    plain = fold(text)
    by_span = {e.span: e for e in rules}
    asked = {s: by_span.get(s) or Expression(s, *interpret(s.of(text))) for s in spans}
    others = [e for e in rules if not any(e.span.overlaps(s) for s in asked)]
    days_told = tells_days(e.meaning for e in (*rules, *asked.values()))
    anchor = Anchor(known.date)
    times: dict[Span, Time] = {}
    weekdays: dict[int, str] = {}
    dated = dated_weekdays((e.meaning for e in rules), known.date)
    near_end = told_end = 0
    stretch = ""
    halves: dict[int, str] = {}
    for e in sorted([*asked.values(), *others], key=lambda e: e.span):
        at, to = plain.map.folded_offset(e.span.start), plain.map.folded_offset(e.span.end)
        said = with_half(in_context(e.meaning, plain.text, at, to, days_told, anchor.day is not None), e.span.of(text), halves)
        here = Anchor(
            known.date, anchor.mentioned,
            anchor.near if e.span.start - near_end <= _SAME_STORY and "\n" not in text[near_end : e.span.start] else "",
            e.meaning.weekday is not None and not e.meaning.go and tells_future(plain.text, at, to),
            anchor.mentioned if e.span.start - told_end <= _SAME_STORY else "", stretch, weekdays,
            tense(plain.text, at, to) if e.meaning.month and not e.meaning.year else "", dated,
        )  # fmt: skip
        value, why = value_of(said, here)
        times[e.span] = _time(e.span, text, value, why, e.rules)
        first = times[e.span].earliest
        if e.meaning.weekday and len(value) >= 10 and (here.future or e.meaning.go == "next" or e.meaning.day):
            weekdays[e.meaning.weekday] = value[:10]
        stretch = value if _STRETCH.fullmatch(value) else stretch
        if first:
            mentioned = value.split("/")[0].split("T")[0].split("~")[0].split("X")[0].rstrip("-")
            is_day = len(mentioned) == 10 and not needs_day(e.meaning)
            anchor = Anchor(known.date, mentioned, mentioned if is_day else anchor.near)
            near_end, told_end = e.span.end if is_day else near_end, e.span.end
    return Calendar(tuple(times[s] for s in spans), known.date, known.source, known.why)


def parse(text: str, reference: str = "", *, future: bool = False) -> Time | None:
    """The meaning of one expression («منتصف شهر شتنبر من سنة 2018») as told on `reference` (a PrefixDate), or None.

    `future`: what may lie before or after the reference («الخميس», «في مارس») is taken to come; otherwise as news tells it.
    """
    said, rules = interpret(text)
    value, why = value_of(said, Anchor(reference, future=future))
    return _time(Span(0, len(text)), text, value, why, rules) if value else None


def _time(span: Span, text: str, value: str, why: str, rules: Sequence[str]) -> Time:
    first, last = bounds(value)
    told = f"{why} (rules: {', '.join(dict.fromkeys(rules))})" if rules else why
    return Time(span, span.of(text), value, edtf(value), first, last, told)
