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
_NEAR_WORDS = 3
_LEAD = 300
"""The first code points of an article tell the news itself."""


@cache
def _markers() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("data/tense.yaml").items()}


@cache
def _before_length() -> dict[str, re.Pattern[str]]:
    data = load("data/tense.yaml")
    return {mark: re.compile(words_pattern(data[key], particles=True) + r"\s*$") for key, mark in
            (("less", "before"), ("more", "after"), ("about", "approx"))}  # fmt: skip


def _words_before(text: str, start: int) -> list[str]:
    """The words of the same sentence before `start`, nearest first, without a glued و ف."""
    piece = _STOPS.split(text[max(0, start - _REACH) : start])[-1]
    return [w[1:] if w[0] in "وف" and len(w) > 3 else w for w in reversed(_WORD.findall(piece))]


def tells_future(text: str, start: int) -> bool:
    """Whether the nearest word of tense before `start` in folded `text`, in the same sentence, tells of the future."""
    known = _markers()
    excluded: Any = tuple(known["not_future"])
    for word in _words_before(text, start):
        if word in known["future"]:
            return True
        if word in known["past"]:
            return False
        if len(word) > 4 and word[0] == "س" and word[1] in "يتن" and not word.startswith(excluded):
            return True
    return False


def tells_days(meanings: Iterable[Meaning]) -> bool:
    """Whether an article counts its days from its own («أمس», «صباح اليوم», «الخميس»), so that «اليوم» is a day in it too."""
    return any(
        (m.days is not None and (m.days != 0 or m.part or m.weekday)) or (m.weekday and not m.month) for m in meanings
    )


def in_context(m: Meaning, text: str, start: int, days_told: bool = True) -> Meaning:
    """The meaning with what the words before `start` in folded `text` say of it.

    «اليوم» means these days after certain words, and where an article tells no other day (`days_told`), unless it stands in
    the lead or near a verb of news.
    """
    if m.days == 0 and m == Meaning(days=0):
        words = _words_before(text, start)
        if any(w in _markers()["nowadays"] for w in words[:_NEAR_WORDS]):
            return Meaning(ref="PRESENT_REF")
        told = days_told or start < _LEAD or tells_future(text, start) or any(w in _markers()["past"] for w in words)
        return m if told else Meaning(ref="PRESENT_REF")
    if m.unit and m.amount is not None and not m.approx and not m.ago and not m.go:
        before = text[max(0, start - 20) : start]
        for mark, pattern in _before_length().items():
            if pattern.search(before):
                return replace(m, approx=mark)
    return m


def needs_day(m: Meaning) -> bool:
    """A clock time or part of day without its day."""
    return (bool(m.part) or m.clock) and m.days is None and m.weekday is None and m.month is None and m.day is None
