"""Particles glued to a word: و ف ب ك ل س and أ. How many letters of them stand before a name, and names without them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from functools import cache

from kg.locations import data_file
from kg.text.fold import folded
from kg.text.morph import Morphology

ALEF, LAM = "\u0627", "\u0644"
ARTICLE = ALEF + LAM
_PARTICLES = re.compile("(?:\u0623?[\u0648\u0641])?(?:[\u0628\u0643\u0644\u0633])?")
_CONJUNCTION, _PREPOSITION = "\u0648\u0641", "\u0628\u0643\u0644"
_QUOTES = "\"'«»“”„‟‘’‹›()[]{}"
_EDGE = re.compile(rf"^[\s{re.escape(_QUOTES)}،,.:؛-]+|[\s{re.escape(_QUOTES)}،,.:؛-]+$")
LEAST_STEM = 2


@cache
def _unsplit() -> frozenset[str]:
    lines = data_file("lexicons", "unsplit.tsv").read_text(encoding="utf-8").splitlines()
    return frozenset(line.strip() for line in lines if line.strip() and not line.startswith("#"))


def proclitic_length(word: str, morph: Morphology | None = None, known: Collection[str] = ()) -> int:
    """How many letters at the start of `word` are particles (never of the article; of «لل» only the first ل).

    `known` are folded words of the article: «وباغوز» is «و» and «باغوز» when «باغوز» stands alone somewhere.
    """
    longest = _PARTICLES.match(word)
    most = longest.end() if longest else 0
    while most and len(word) - most < LEAST_STEM:
        most -= 1
    if not most or folded(word) in _unsplit():
        return 0
    readings = morph.analyse(word) if morph is not None else ()
    if readings:
        # Few particles, then proper names; a pronoun at the end of a name is unlikely («وعلي» is not «my ibex»).
        best = min(readings, key=lambda a: (a.proclitics + 0.5 * (not a.proper) + 0.6 * bool(a.enclitic), -a.logprob))
        return min(best.proclitics, most)
    glued = _before_article(word)
    if glued is not None:
        return glued
    for length in range(1, most + 1):
        rest = word[length:]
        if folded(rest) in known or folded(rest) in _unsplit():
            return length
        if morph is not None and any(a.proper and not a.proclitics for a in morph.analyse(rest)):
            return length
    return 0


def _before_article(word: str) -> int | None:
    """Letters before «ال» or «لل» (the article after ل): unambiguous in a word of five letters or more."""
    for length in (1, 2, 3):
        rest = word[length:]
        if len(rest) < 4 or not _PARTICLES.fullmatch(word[:length]):
            continue
        if rest.startswith(ARTICLE) and word[length - 1] != LAM:
            return length
    for length in (0, 1):
        if (
            word[length : length + 2] == LAM + LAM
            and len(word) - length >= 4
            and (not length or word[0] in _CONJUNCTION)
        ):
            return length + 1
    return None


def trimmer(words: Iterable[str], morph: Morphology | None) -> Callable[[str, str], int]:
    """A function (word, next word) → letters of particles, for the words of one article."""
    known = frozenset(folded(w) for w in words)

    def trim(word: str, following: str) -> int:
        return proclitic_length(word, morph, known)

    return trim


def unquoted(text: str) -> str:
    """A name without quotes, brackets and signs at its ends, in single spaces."""
    plain = _EDGE.sub("", " ".join(text.split()))
    return " ".join("".join(c for c in plain if c not in _QUOTES).split())


def bare_name(text: str, morph: Morphology | None = None, known: Collection[str] = ()) -> str:
    """A name as one would cite it: no quotes, no particles; «لل» gets its article back.

    «للغارديان», «بالغارديان» and «الغارديان» give the same. Where quotes stand inside («تنظيم “داعش”») they go too.
    """
    plain = unquoted(text)
    first, _, rest = plain.partition(" ")
    cut = proclitic_length(first, morph, known)
    stem = first[cut:]
    if cut and first[cut - 1] == LAM and stem.startswith(LAM) and len(stem) > 3:
        stem = ALEF + stem
    return f"{stem} {rest}" if rest else stem
