"""Word vectors trained on news: what a word is like, for words that the annotated articles never show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import form

_HAMZA_SEATS = str.maketrans({"\u0624": "\u0648", "\u0626": "\u064a"})
_ARTICLE = "\u0627\u0644"
_PARTICLES = ("\u0648", "\u0641", "\u0628", "\u0643", "\u0644", "\u0633")


def vector_key(word: str) -> str:
    """The spelling under which `word` has a vector: folded, hamza seats too; every number is one word."""
    plain = form(word).translate(_HAMZA_SEATS).lower()
    return "0" if plain[:1].isdigit() else plain


class WordVectors:
    """Row numbers of words; row 0 is all zeros, for unknown words."""

    def __init__(self, forms: Sequence[str], table: NDArray[np.float32]) -> None:
        if len(table) != len(forms) + 1:
            raise ValueError("the table needs one row for each form and one for unknown words")
        self._row = {word: i for i, word in enumerate(forms, 1)}
        self.table = table

    @classmethod
    def load(cls, path: Path) -> WordVectors:
        """From an .npz of `forms` (lines, UTF-8 bytes), int8 `table` and float `scale` per row."""
        with np.load(path) as data:
            forms = bytes(data["forms"]).decode("utf-8").split("\n")
            table = data["table"].astype(np.float32) * data["scale"].astype(np.float32)[:, None]
        return cls(forms, np.vstack([np.zeros((1, table.shape[1]), np.float32), table]))

    def row(self, word: str) -> int:
        """The row of `word`, else of the word without its first particles and article, else 0."""
        key = vector_key(word)
        found = self._row.get(key)
        if found is not None:
            return found
        for shorter in _without_prefixes(key):
            found = self._row.get(shorter)
            if found is not None:
                return found
        return 0

    def rows(self, words: Iterable[str]) -> NDArray[np.int64]:
        """[words] row numbers."""
        return np.array([self.row(w) for w in words], np.int64)


def _without_prefixes(key: str) -> Iterable[str]:
    while len(key) > 3 and key[0] in _PARTICLES:
        key = key[1:]
        yield key
        if key[0] == _PARTICLES[4] and len(key) > 3:  # ل of «لل»: the article has lost its alef
            yield _ARTICLE + key[1:]
    if key.startswith(_ARTICLE) and len(key) > 4:
        yield key[2:]
