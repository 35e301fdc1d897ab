"""What morphology and the trigger lexicon tell of a word, as hashed features for the model.

The English gloss of a lemma says what a verb is about even if the annotated articles never show that verb.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from kg.extract.labels import EVENTS
from kg.extract.lexicon import trigger_types
from kg.text.morph import Analysis, Morphology

BUCKETS = 16384
"""Rows of the embedding table; row 0 is for padding."""
MOST = 24
"""Features of one word at most."""
READINGS = 3
_GLOSS_WORD = re.compile(r"[A-Za-z][a-z'-]+")
_SKIPPED = frozenset(
    [
        "the",
        "and",
        "for",
        "to",
        "with",
        "by",
        "in",
        "of",
        "it",
        "he",
        "she",
        "they",
        "fem",
        "sg",
        "pl",
        "du",
        "masc",
        "his",
        "her",
        "its",
        "their",
        "acc",
        "gen",
        "nom",
        "def",
        "indef",
    ]
)


def word_features(words: Sequence[str], morph: Morphology | None) -> NDArray[np.int32]:
    """[words, MOST] bucket numbers, 0 where there are fewer."""
    out = np.zeros((len(words), MOST), np.int32)
    for row, word in enumerate(words):
        numbers = _numbers(word, morph)  # type: ignore[arg-type]  # a protocol cannot promise its hash
        out[row, : len(numbers)] = numbers
    return out


@lru_cache(maxsize=100_000)
def _numbers(word: str, morph: Morphology | None) -> tuple[int, ...]:
    """The buckets of one word; news repeats its words, so they are kept."""
    names = sorted(set(_names(word, morph)))[:MOST]
    return tuple(1 + zlib.crc32(name.encode("utf-8")) % (BUCKETS - 1) for name in names)


def _names(word: str, morph: Morphology | None) -> Iterable[str]:
    for kind in trigger_types(word):
        yield f"trigger:{EVENTS[kind]}"
    if morph is None or not word[:1].isalpha():
        return
    readings = morph.analyse(word)
    if not readings:
        yield "unknown"
    for reading in readings[:READINGS]:
        yield from _of_reading(reading)
    if readings:
        yield (
            "all proper"
            if all(r.proper for r in readings)
            else "some proper"
            if any(r.proper for r in readings)
            else "not proper"
        )


def _of_reading(reading: Analysis) -> Iterable[str]:
    yield f"pos:{reading.pos}"
    yield f"lemma:{reading.lemma}"
    yield f"before:{reading.proclitics}{reading.article:d}"
    for text in _GLOSS_WORD.findall(reading.gloss):
        if text.lower() not in _SKIPPED:
            yield f"gloss:{text.lower()}"
            if text[0].isupper():
                yield "capital"
