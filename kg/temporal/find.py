"""Time expressions found by rule: runs of time words that hold something datable."""

from __future__ import annotations

import re
from functools import cache

from kg.model import Span
from kg.temporal.lexicon import lexicon, words_pattern
from kg.text.fold import fold

_NUMBER = r"\d{1,4}(?:\s*[-/]\s*\d{1,2}\s*[-/]\s*\d{1,4})?(?:\s*(?:ه|م)(?![^\W\d_]))?"


@cache
def _expression() -> re.Pattern[str]:
    """One pattern, linear: anchors that are datable by themselves, with what may stand before and after them."""
    lex, data = lexicon(), lexicon().data
    month = words_pattern([m for m in lex.months if m not in ("اب", "ماي", "مارس")], particles=True)
    weak_month = words_pattern(["اب", "ماي", "مارس"])
    hijri = words_pattern(lex.hijri_months)
    weekday = words_pattern(lex.weekdays, particles=True)
    relative = words_pattern([*data["past"], *data["next"], *data["this"]])
    unit = words_pattern([w for u in ("D", "W", "M", "Y", "DE", "CE") for w in data["units"][u]["one"] + data["units"][u]["two"]
                          + data["units"][u]["many"]], particles=True)  # fmt: skip
    days = words_pattern([w for k, ws in data["days"].items() for w in ws if w != "الليله"], particles=True)
    lead = words_pattern([*data["edges"]["start"], *data["edges"]["mid"], *data["edges"]["end"],
                          *[w for ws in data["parts"].values() for w in ws], "يوم", "شهر", "نهار"], particles=True)  # fmt: skip
    part = words_pattern([w for ws in data["parts"].values() for w in ws])
    year = r"(?:(?:من\s+)?(?:عام|العام|سنه|السنه)\s+)?(?:1[0-9]{3}|20[0-9]{2})(?!\d)(?:\s*(?:م|ه)(?![^\W\d_]))?"
    dated = (
        rf"(?:{weekday}\s*[،,(]?\s*)?(?:(?<!\d)\d{{1,2}}\s+(?:من\s+)?)(?:شهر\s+)?(?:{month}|{weak_month}|{hijri})(?:\s*[/(]\s*{month}\s*\)?)?"
        rf"(?:\s+{relative}|\s*[،,]?\s*{year})?"
    )
    month_only = rf"(?:شهر\s+)?{month}(?:\s*[/(]\s*{month}\s*\)?)?\s+(?:{relative}|{year})"
    numeric = r"(?<!\d)(?:\d{1,2}\s*[-/]\s*\d{1,2}\s*[-/]\s*\d{4}|\d{4}\s*[-/]\s*\d{1,2}\s*[-/]\s*\d{1,2})(?:\s*(?:م|ه)(?![^\W\d_]))?"
    named_year = r"(?<![^\W\d_])[وبل]?(?:عام|العام|سنه)\s+(?:1[0-9]{3}|20[0-9]{2})(?!\d)"
    shifted = rf"{unit}\s+{relative}"
    day = rf"(?:{part}\s+)?(?:يوم\s+)?{days}(?:\s+{weekday})?"
    week = rf"(?:{part}\s+)?(?:يوم\s+)?{weekday}(?:\s+{relative})?"
    return re.compile(rf"(?:{lead}\s+){{0,2}}(?:{dated}|{numeric}|{month_only}|{named_year}|{shifted}|{day}|{week})")


def find_times(text: str) -> tuple[Span, ...]:
    """Spans of `text` that are surely times, in order, without overlaps. A glued particle is left out."""
    plain = fold(text)
    found = []
    for match in _expression().finditer(plain.text):
        start, end = match.span()
        while start < end and plain.text[start].isspace():
            start += 1
        found.append(plain.map.original_span(Span(start, end)))
    return tuple(found)
