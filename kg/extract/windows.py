"""Words → windows of subwords for the encoder, whole sentences packed together, and the way back to words."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

START, PADDING, END, UNKNOWN = 0, 1, 2, 3
WINDOW = 320
"""Pieces in a window: shorter ones lose what stands around, longer ones cost attention and bring nothing (docs/ablation.md)."""
MOST_PIECES = 16
"""A word longer than this many pieces (a glued line, a URL) is cut: its first pieces say enough."""


class Subwords:
    """Piece ids of single words, cached. The tokenizer file carries its own normalisation."""

    def __init__(self, path: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._known: dict[str, list[int]] = {}
        self.mask = self._tokenizer.token_to_id("<mask>")

    def __call__(self, word: str) -> list[int]:
        """The piece ids of `word`, never empty."""
        ids = self._known.get(word)
        if ids is None:
            ids = self._tokenizer.encode(word, add_special_tokens=False).ids[:MOST_PIECES] or [UNKNOWN]
            if len(self._known) < 200_000:
                self._known[word] = ids
        return ids


def pack(
    pieces: Sequence[Sequence[int]], sentences: Sequence[tuple[int, int]], limit: int = WINDOW, hard_limit: int = 505
) -> tuple[list[list[int]], NDArray[np.int64]]:
    """Windows of at most `limit` pieces (a longer sentence is split at `hard_limit`).

    `pieces` are the piece ids of each word, `sentences` half-open ranges of word numbers. Gives the windows and
    an array [words, 3] of (window, first piece, number of pieces).
    """
    rows: list[list[int]] = []
    row, places = [START], []
    for start, end in sentences:
        length = sum(len(pieces[i]) for i in range(start, end))
        if len(row) > 1 and len(row) + length + 1 > limit:
            rows.append([*row, END])
            row = [START]
        elif len(row) > 1:
            row.append(END)
        for i in range(start, end):
            if len(row) + len(pieces[i]) > hard_limit:
                rows.append([*row, END])
                row = [START]
            places.append((len(rows), len(row), len(pieces[i])))
            row.extend(pieces[i])
    rows.append([*row, END])
    return rows, np.array(places, np.int64).reshape(-1, 3)
