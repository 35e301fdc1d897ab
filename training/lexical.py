"""The lexical inputs of words: vector rows and hashed features, remembered by word."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.extract.vectors import WordVectors
from kg.extract.wordfeatures import word_features
from kg.text.morph import morphology


class Lexical:
    """Both for a list of words. Needs the morphology data (`kg setup`): without it the model would learn to do without."""

    def __init__(self, vectors: WordVectors) -> None:
        self.vectors, self.morph = vectors, morphology()
        if self.morph is None:
            raise SystemExit("training needs the morphology data: run `kg setup` first")
        self._known: dict[str, NDArray[np.int32]] = {}

    def __call__(self, words: list[str]) -> tuple[Tensor, Tensor]:
        """([words] rows, [words, features] bucket numbers)."""
        for word in words:
            if word not in self._known:
                self._known[word] = word_features([word], self.morph)[0]
        features = np.stack([self._known[w] for w in words])
        return torch.from_numpy(self.vectors.rows(words)), torch.from_numpy(features).long()
