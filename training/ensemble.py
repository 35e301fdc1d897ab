"""Several trained networks as one: their scores are averaged wherever the decoding asks for scores.

States, nodes and typed nodes of the members stand side by side along the last axis, so that the decoding that ships works on
them unchanged.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import Spans
from kg.extract.heads import Floats, Heads


class Ensemble(Heads):
    """Heads over the states [words, members * width] of several networks."""

    def __init__(self, members: Sequence[Heads]) -> None:
        self.members = tuple(members)

    def _split(self, x: Floats) -> list[Floats]:
        return np.split(x, len(self.members), -1)

    def linear(self, name: str, x: Floats) -> Floats:
        """Mean scores of the layer `name`."""
        return _mean([m.linear(name, part) for m, part in zip(self.members, self._split(x), strict=True)])

    def kinds(self, nodes: Floats, prior: Floats) -> Floats:
        """Mean scores of event types."""
        return _mean([m.kinds(part, prior) for m, part in zip(self.members, self._split(nodes), strict=True)])

    def crf(self, layer: str) -> tuple[Floats, Floats]:
        """Mean start and step scores."""
        starts, steps = zip(*(m.crf(layer) for m in self.members), strict=True)
        return _mean(starts), _mean(steps)

    def nodes(self, layer: str, states: Floats, ranges: Spans, sentences: NDArray[np.int64]) -> Floats:
        """[spans, members * node]."""
        parts = zip(self.members, self._split(states), strict=True)
        return np.concatenate([m.nodes(layer, part, ranges, sentences) for m, part in parts], -1)

    def typed(self, nodes: Floats, types: Sequence[int]) -> Floats:
        """[spans, members * node] with the embeddings of the types added."""
        parts = zip(self.members, self._split(nodes), strict=True)
        return np.concatenate([m.typed(part, types) for m, part in parts], -1)

    def pairs(
        self, name: str, a: Floats, b: Floats, a_ranges: Spans, b_ranges: Spans, sentence_of: Sequence[int],
        extra: Floats | None = None,
    ) -> Floats:  # fmt: skip
        """Mean scores of the pair scorer `name`."""
        parts = zip(self.members, self._split(a), self._split(b), strict=True)
        return _mean([m.pairs(name, x, y, a_ranges, b_ranges, sentence_of, extra) for m, x, y in parts])


def _mean(scores: Sequence[Floats]) -> Floats:
    out: Floats = np.mean(np.stack(scores), 0)
    return out
