"""The lexical inputs of words: vector rows and hashed features, remembered by word."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.extract.vectors import WordVectors
from kg.extract.wordfeatures import MOST, word_features
from kg.text.morph import morphology


class Lexical:
    """Both for a list of words.

    Features come from a file made by `save_features` (for machines without the morphology data), else from morphology
    (`kg setup`): without either the model would learn to do without.
    """

    def __init__(self, vectors: WordVectors, features: Path | None = None) -> None:
        self.vectors = vectors
        self._known: dict[str, NDArray[np.int32]] = load_features(features) if features else {}
        self.morph = None if features else morphology()
        if self.morph is None and not self._known:
            raise SystemExit("training needs the morphology data: run `kg setup` first")
        self._rows: dict[str, int] = {}

    def __call__(self, words: list[str]) -> tuple[Tensor, Tensor]:
        """([words] rows, [words, features] bucket numbers)."""
        for word in words:
            if word not in self._known:
                self._known[word] = word_features([word], self.morph)[0]
            if word not in self._rows:
                self._rows[word] = self.vectors.row(word)
        rows = np.array([self._rows[w] for w in words], np.int64)
        features = np.stack([self._known[w] for w in words]) if words else np.zeros((0, MOST), np.int32)
        return torch.from_numpy(rows), torch.from_numpy(features).long()


def save_features(path: Path, words: Iterable[str]) -> None:
    """The features of all `words`, in one file."""
    forms = sorted(set(words))
    table = word_features(forms, morphology()).astype(np.uint16)
    text = np.frombuffer("\n".join(forms).encode("utf-8"), np.uint8)
    np.savez_compressed(path, forms=text, table=table)


def load_features(path: Path) -> dict[str, NDArray[np.int32]]:
    """{word: its features} from a file of `save_features`."""
    with np.load(path) as data:
        forms = bytes(data["forms"]).decode("utf-8").split("\n")
        return dict(zip(forms, data["table"].astype(np.int32), strict=True))
