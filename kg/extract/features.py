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
    sets, joined = [set(s) for s in stems], ["".join(s) for s in stems]
    out = np.zeros((len(spans), len(spans), NAME_FEATURES), np.float32)
    for i, (mine, name) in enumerate(zip(sets, joined, strict=True)):
        for k in range(i):
            shared = len(mine & sets[k])
            out[i, k] = (
                name == joined[k],
                stems[i][0] == stems[k][0],
                stems[i][-1] == stems[k][-1],
                shared > 0,
                shared == min(len(mine), len(sets[k])),
                coarse(types[i]) == coarse(types[k]),
                types[i] == types[k],
                spans[i][0] - spans[k][1] in (0, 1),
                shared == 0 and any(len(w) > 2 and w in joined[k] for w in mine),
            )
    return out
