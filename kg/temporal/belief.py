"""Whether a stretch that somebody else holds for a time can be one, and whether all its words are of time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from kg.temporal.lexicon import lexicon, load
from kg.text.fold import folded

_CLITICS = "وفبلك"
_WORD = re.compile(r"[^\W_]+")
_YEAR = re.compile(r"1[0-9]{3}|20[0-9]{2}")
_COUNTS = frozenset({"numword", "ord", "bare_ord", "fresh"})


def says_time(text: str) -> bool:
    """Whether any word in `text` is of time or a year: not only numbers («3», «العاشرة») and other words («العهد الجديد»)."""
    found = _WORD.findall(folded(text))
    return any(_YEAR.fullmatch(word) or (_classes(word) and _COUNTS.isdisjoint(_classes(word))) for word in found)


def words_of_time(words: Iterable[str]) -> bool:
    """Whether all `words` are words of time, numbers, signs, or what joins these («قبل», «من»)."""
    return all(map(_of_time, words))


def joins_times(words: Iterable[str]) -> bool:
    """Whether one of `words`, which stand between two times, makes one time of them: «نوفمبر من العام المذكور», «(23 يوليو)»."""
    joining = load("data/tense.yaml")["joining"]
    return any(folded(word).strip() in joining for word in words)


@cache
def _joins() -> frozenset[str]:
    phrases = (word for first, options in lexicon().phrases.items() for rest, _ in options for word in (first, *rest))
    return frozenset(load("data/tense.yaml")["joins"]) | frozenset(phrases)


def _of_time(word: str) -> bool:
    plain = folded(word).strip()
    return not any(c.isalpha() for c in plain) or bool(_classes(plain)) or plain in _joins() or plain[1:] in _joins()


def _classes(word: str) -> frozenset[str]:
    """The classes of a folded word, with or without particles in front."""
    known = lexicon().words
    found = known.get(word) or (known.get(word[1:]) or known.get(f"ا{word[1:]}") if word[0] in _CLITICS else None)
    return frozenset(found or {})
