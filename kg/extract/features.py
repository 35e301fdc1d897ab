"""Features of pairs of spans that the encoder does not see: distances, and how alike two names are spelled."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.inventory import coarse

Spans = Sequence[tuple[int, int]]
_STEPS = (0, 1, 2, 3, 4, 6, 9, 13, 20, 35, 70)
_FAR = 3000
DISTANCES, SENTENCE_GAPS, BETWEEN = 24, 9, 16
NAME_FEATURES = 9
_FOLD = str.maketrans({
    "\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627", "\u0671": "\u0627",
    "\u0629": "\u0647", "\u0649": "\u064a", "\u0640": None, "\u0670": None,
    **{chr(c): None for c in range(0x064B, 0x0653)},
})  # fmt: skip
_ARTICLE = "\u0627\u0644"
_WAW, _BA, _KAF, _FA, _LAM = "\u0648", "\u0628", "\u0643", "\u0641", "\u0644"
_PREFIXES = (
    _WAW + _LAM + _LAM, _WAW + _ARTICLE, _BA + _ARTICLE, _KAF + _ARTICLE, _FA + _ARTICLE, _LAM + _LAM, _ARTICLE,
)  # fmt: skip


def _bucket(distance: int) -> int:
    sign, size = (-1 if distance < 0 else 1), abs(distance)
    for i, step in enumerate(_STEPS):
        if size <= step:
            return sign * i + 11
    return sign * 11 + 11


_BUCKETS = np.array([_bucket(d) for d in range(-_FAR, _FAR + 1)])


def form(word: str) -> str:
    """`word` folded as the model knows it: no diacritics, one alef, ya and ha."""
    return word.translate(_FOLD)


def stem(word: str) -> str:
    """`form` without the article and the particles glued to it, for comparing names."""
    plain = form(word)
    for prefix in _PREFIXES:
        if plain.startswith(prefix) and len(plain) > len(prefix) + 2:
            return plain[len(prefix) :]
    return plain


def distances(a: Spans, b: Spans, sentence_of: Sequence[int]) -> tuple[NDArray[np.int64], ...]:
    """Three arrays [len(a), len(b)] of bucket numbers: words apart, sentences apart, spans of `b` between."""
    x, y = np.array(a, np.int64).reshape(-1, 2), np.array(b, np.int64).reshape(-1, 2)
    sentence = np.asarray(sentence_of, np.int64)
    after = y[None, :, 0] - x[:, None, 1] + 1
    before = -(x[:, None, 0] - y[None, :, 1] + 1)
    apart = np.where(y[None, :, 0] >= x[:, None, 1], after, np.where(x[:, None, 0] >= y[None, :, 1], before, 0))
    gap = np.clip(sentence[y[:, 0]][None] - sentence[x[:, 0]][:, None], -4, 4) + 4
    starts = np.sort(y[:, 0])
    rank_a, rank_b = np.searchsorted(starts, x[:, 0]), np.searchsorted(starts, y[:, 0])
    between = np.clip(rank_b[None] - rank_a[:, None], -7, 7) + 8
    return _BUCKETS[np.clip(apart, -_FAR, _FAR) + _FAR], gap, between


def name_likeness(words: Sequence[str], spans: Spans, types: Sequence[str]) -> NDArray[np.float32]:
    """[n, n, NAME_FEATURES]: how alike the words of span i are to those of an earlier span k (k < i)."""
    stems = [[stem(w) for w in words[a:b] if w[:1].isalnum()] or [""] for a, b in spans]
    names = ["".join(s) for s in stems]
    forms = {w: n for n, w in enumerate(dict.fromkeys(w for s in stems for w in s))}
    holds = np.zeros((len(spans), len(forms)), np.float32)
    for i, s in enumerate(stems):
        holds[i, [forms[w] for w in s]] = 1
    shared, size = holds @ holds.T, holds.sum(1)
    inside = np.zeros((len(forms), len(spans)), np.float32)
    for w, n in forms.items():
        if len(w) > 2:
            inside[n] = [w in name for name in names]
    place = np.array(spans, np.int64).reshape(-1, 2)
    gap = place[:, None, 0] - place[None, :, 1]
    features = (
        _equal(names), _equal([s[0] for s in stems]), _equal([s[-1] for s in stems]), shared > 0,
        shared == np.minimum(size[:, None], size), _equal(list(map(coarse, types))), _equal(types), (gap == 0) | (gap == 1),
        (shared == 0) & (holds @ inside > 0),
    )  # fmt: skip
    earlier = np.tril(np.ones((len(spans), len(spans)), bool), -1)
    return (np.stack(features, -1) & earlier[..., None]).astype(np.float32)


def _equal(values: Sequence[str]) -> NDArray[np.bool_]:
    """[n, n] which of `values` are the same."""
    numbers = {v: n for n, v in enumerate(dict.fromkeys(values))}
    row = np.array([numbers[v] for v in values], np.int64)
    out: NDArray[np.bool_] = row[:, None] == row
    return out
