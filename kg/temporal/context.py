"""What the words around an expression add: what is to come, what «اليوم» means, «لا يتجاوز» before a length."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from functools import cache
from typing import Any

from kg.temporal.lexicon import load, words_pattern
from kg.temporal.meaning import Meaning

_REACH = 90
_STOPS = re.compile(r"[.!؟\n]")
_WORD = re.compile(r"[^\W\d_]+")
_NEXT_WORD = re.compile(r"\s([^\W\d_]+)")
_NEXT_CLAUSE = re.compile(r"،?\s([^\W\d_]+)")
_CLAUSE_START = re.compile(r"(?:^|[.\n،«\"“]\s*و?|\sو)$")
_NEAR_WORDS = 3
_DIGIT_CLOCK = re.compile(r"\d\s?[:.,]\s?\d|\b0\d")
_AFTERNOON = 6
_THIS = "هذا"
_IN = re.compile(r"\w\s+$")
_SUFFIXES = ("نا", "ها", "ه")
_LEAD = 300
"""The first code points of an article tell the news itself."""


@cache
def _markers() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("data/tense.yaml").items()}


@cache
def _around_length() -> dict[str, tuple[re.Pattern[str], re.Pattern[str]]]:
    """Mark → what says it in front of a length, and behind."""
    data = load("data/tense.yaml")
    return {
        mark: (re.compile(words_pattern(data[key], particles=True) + r"\s*$"), re.compile(rf"\s*{words_pattern(data[f'{key}_behind'])}"))
        for key, mark in (("less", "before"), ("more", "after"), ("about", "approx"))
    }  # fmt: skip


def _words_before(text: str, start: int) -> list[str]:
    """The words of the same sentence before `start`, nearest first, without a glued و ف."""
    piece = _STOPS.split(text[max(0, start - _REACH) : start])[-1]
    return [w[1:] if w[0] in "وف" and len(w) > 3 else w for w in reversed(_WORD.findall(piece))]


def tense(text: str, start: int, end: int | None = None) -> str:
    """'future', 'past' or '': what the verb right behind `end` in folded `text` tells, else the nearest before `start`."""
    leads = _CLAUSE_START.search(text, max(0, start - 4), start)
    behind = (_NEXT_CLAUSE if leads else _NEXT_WORD).match(text, end) if end is not None else None
    found = _tense_of(behind[1]) if behind else ""
    return found or next((t for t in map(_tense_of, _words_before(text, start)) if t), "")


def tells_future(text: str, start: int, end: int | None = None) -> bool:
    """Whether the nearest word of tense in the same sentence tells of the future."""
    return tense(text, start, end) == "future"


def _tense_of(word: str) -> str:
    known = _markers()
    if word in known["future"]:
        return "future"
    if word in known["past"]:
        return "past"
    excluded: Any = tuple(known["not_future"])
    will = len(word) > 4 and word[0] == "س" and word[1] in "يتن" and not word.startswith(excluded)
    return "future" if will else ""


def tells_days(meanings: Iterable[Meaning]) -> bool:
    """Whether an article counts its days from its own («أمس», «صباح اليوم», «الخميس»), so that «اليوم» is a day in it too."""
    return any(
        (m.days is not None and (m.days != 0 or m.part or m.weekday)) or (m.weekday and not m.month) for m in meanings
    )


def in_context(m: Meaning, text: str, start: int, end: int, days_told: bool = True, dated: bool = True) -> Meaning:
    """The meaning with what the words around folded `text[start:end]` say of it.

    «اليوم» means these days after certain words, and where an article tells no other day (`days_told`), unless it stands in
    the lead or near a verb of news; where the day of publication is unknown (not `dated`), it is a day near such a verb only.
    «لاحقا» lies ahead unless the sentence tells of the past.
    """
    if m.days == 0 and m == Meaning(days=0) and not text.startswith(_THIS, start):
        words = _words_before(text, start)
        if words and words[0] in _markers()["in"] and _IN.search(text[:start]):
            return Meaning(unit="D", amount=1)  # «مرة في اليوم»
        if any(_nowadays(w) for w in words[:_NEAR_WORDS]):
            return Meaning(ref="PRESENT_REF")
        told = (dated and (days_told or start < _LEAD)) or tells_future(text, start) or any(w in _markers()["past"] for w in words)
        return m if told else Meaning(ref="PRESENT_REF")
    if m.afterwards:
        return replace(m, ref="PAST_REF") if tense(text, start, end) == "past" else m
    if m.unit and m.amount is not None and not m.approx and not m.ago and not m.go:
        before, behind = text[max(0, start - 20) : start], text[end : end + 20]
        said = [
            (len(match.group()), mark)
            for mark, (in_front, after) in _around_length().items()
            for match in (in_front.search(before), after.match(behind))
            if match
        ]
        return replace(m, approx=max(said)[1]) if said else m  # «لا تقل عن» holds «تقل عن»
    return m


def _nowadays(word: str) -> bool:
    """«أصبح», «نعيشه», «واقعنا» before «اليوم»."""
    known = _markers()
    stem = next((word.removesuffix(s) for s in _SUFFIXES if word.endswith(s)), word)
    ours = stem in known["ours"] or f"و{stem}" in known["ours"]  # the و of «واقع» was taken for a particle
    return word in known["nowadays"] or stem in known["nowadays"] or ours


def needs_day(m: Meaning) -> bool:
    """A clock time or part of day without its day."""
    return (bool(m.part) or m.clock) and m.days is None and m.weekday is None and m.month is None and m.day is None


def with_half(m: Meaning, words: str, halves: dict[int, str]) -> Meaning:
    """An hour without its part of day: as the same hour was told before in the text, else one to six are after noon.

    Hours with minutes in digits count to 24, and keep. `halves` remembers what is told.
    """
    if m.hour is None or m.hour > 12:
        return m
    if m.part or m.half_day:
        halves[m.hour] = m.half_day or ("am" if m.part == "MO" else "pm" if m.part in ("AF", "EV") else "")
        return m
    if m.zone or _DIGIT_CLOCK.search(words):
        return m
    return replace(m, half_day=halves.get(m.hour) or ("pm" if m.hour <= _AFTERNOON else ""))
