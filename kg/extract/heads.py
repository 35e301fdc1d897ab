"""The small heads above the encoder, in numpy. The trained twin is `training/network.py`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract.features import BETWEEN, SENTENCE_GAPS, Spans, distances
from kg.extract.labels import TAGS, allowed_start, allowed_step

Floats = NDArray[np.float32]
_FORBIDDEN = -1e4
MOST_PAIRS = 60_000
"""Pairs that are scored at once (about 1 KB each)."""
_GELU = np.float32(np.sqrt(2 / np.pi))


def gelu(x: Floats) -> Floats:
    """GELU in its tanh form (Hendrycks and Gimpel 2016)."""
    inner = x * x
    inner *= np.float32(0.044715)
    inner += 1
    inner *= x
    inner *= _GELU
    out = np.tanh(inner)
    out += 1
    out *= x
    out *= np.float32(0.5)
    result: Floats = out
    return result


def softmax(x: Floats) -> Floats:
    """Probabilities along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = e / e.sum(-1, keepdims=True)
    return out


class Heads:
    """Scores from word states. `weights` are the arrays of the trained network by their names there."""

    def __init__(self, weights: Mapping[str, NDArray[np.generic]]) -> None:
        self._w = {name: np.asarray(value, np.float32) for name, value in weights.items()}
        self._sums: dict[str, Floats] = {}
        step = [[0.0 if allowed_step(a, b) else _FORBIDDEN for b in TAGS] for a in TAGS]
        start = [0.0 if allowed_start(a) else _FORBIDDEN for a in TAGS]
        self._step_mask, self._start_mask = np.array(step, np.float32), np.array(start, np.float32)

    def linear(self, name: str, x: Floats) -> Floats:
        """x @ W.T + b of the layer `name`."""
        out: Floats = x @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"]
        return out

    def word_states(self, encoded: Floats, vectors: Floats, features: NDArray[np.int32]) -> Floats:
        """[words, width]: encoder states [words, hidden] beside what the word itself says: its vector [words, d] and its
        hashed features [words, most] (0 is none)."""
        count = np.maximum((features > 0).sum(1, keepdims=True), 1)
        table = self._w["features.weight"]
        bag = np.where((features > 0)[..., None], table[features], 0).sum(1) / np.sqrt(count)
        own = gelu(self.linear("lexical", np.concatenate([vectors, bag], -1).astype(np.float32)))
        return np.concatenate([encoded, own], -1)

    def kinds(self, nodes: Floats, prior: Floats) -> Floats:
        """[events, types] scores; `prior` [events, types] is what the trigger's word alone tells."""
        out: Floats = self.linear("kind", nodes) + self._w["prior"] * prior
        return out

    def crf(self, layer: str) -> tuple[Floats, Floats]:
        """(start [tags], step [tags, tags]) scores of the layer "outer" or "inner"."""
        return self._w[f"{layer}_crf.start"] + self._start_mask, self._w[f"{layer}_crf.step"] + self._step_mask

    def nodes(self, layer: str, states: Floats, ranges: Spans, sentences: NDArray[np.int64]) -> Floats:
        """[spans, node] from first, last and mean word and the mean of the sentence ([words, 2] of word ranges)."""
        if not ranges:
            return np.zeros((0, self._w["types.weight"].shape[1]), np.float32)
        total = np.zeros((len(states) + 1, states.shape[1]), np.float64)
        np.cumsum(states, 0, out=total[1:])
        a, b = np.array(ranges, np.int64).T
        s, t = sentences[a].T
        mean, around = (total[b] - total[a]) / (b - a)[:, None], (total[t] - total[s]) / (t - s)[:, None]
        joined = np.concatenate([states[a], states[b - 1], mean, around], -1).astype(np.float32)
        return gelu(self.linear(layer, joined))

    def typed(self, nodes: Floats, types: Sequence[int]) -> Floats:
        """Nodes with the embedding of their type number added."""
        out: Floats = nodes + self._w["types.weight"][np.array(types, np.int64)] if len(types) else nodes
        return out

    def _places(self, name: str) -> Floats:
        """[distances * gaps * betweens, hidden] of the pair scorer `name`: one look-up in place of three."""
        if name not in self._sums:
            apart, gap, between = (self._w[f"{name}.{k}.weight"] for k in ("apart", "gap", "between"))
            table = apart[:, None, None] + gap[None, :, None] + between[None, None]
            self._sums[name] = table.reshape(-1, table.shape[-1])
        return self._sums[name]

    def pairs(
        self, name: str, a: Floats, b: Floats, a_ranges: Spans, b_ranges: Spans, sentence_of: Sequence[int],
        extra: Floats | None = None,
    ) -> Floats:  # fmt: skip
        """Scores [len(a), len(b), labels] of the pair scorer `name`; `extra` is [len(a), len(b), features]."""
        if len(a) * len(b) > MOST_PAIRS and len(a) > 1:  # a very long article: half at a time, so that memory is bounded
            half_way = len(a) // 2
            sides = (slice(None, half_way), slice(half_way, None))
            pieces = [
                self.pairs(name, a[s], b, a_ranges[s], b_ranges, sentence_of, None if extra is None else extra[s]) for s in sides
            ]
            return np.concatenate(pieces)
        apart, gap, between = distances(a_ranges, b_ranges, sentence_of)
        h = self.linear(f"{name}.left", a)[:, None] + self.linear(f"{name}.right", b)[None]
        h += self._places(name)[(apart * SENTENCE_GAPS + gap) * BETWEEN + between]
        if extra is not None:
            h += self.linear(f"{name}.extra", extra)
        left, right = gelu(self.linear(f"{name}.left_low", a)), gelu(self.linear(f"{name}.right_low", b))
        core = self._w[f"{name}.core"]
        labels, rank, _ = core.shape
        half: Floats = (left @ core.transpose(1, 0, 2).reshape(rank, labels * rank)).reshape(len(a) * labels, rank)
        biaffine: Floats = (half @ right.T).reshape(len(a), labels, len(b)).transpose(0, 2, 1)
        out: Floats = self.linear(f"{name}.out", gelu(h)) + biaffine
        return out
