"""Whether scores are probabilities: of the items scored about 0.8, are 80 % right?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from kg.evaluate.judge import HIT, Judged

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Items whose scores fall between `low` and `high`: how many, their mean score, the part of them that is right."""

    low: float
    high: float
    items: int
    score: float
    right: float


@dataclass(frozen=True, slots=True)
class Curve:
    """The reliability diagram of one kind of item: bins of equal width that hold items.

    `error` is the expected calibration error (Naeini et al. 2015), `brier` the mean squared error of the scores.
    """

    bins: tuple[Bin, ...]
    items: int
    error: float
    brier: float


def calibration(judged: Iterable[Judged]) -> dict[str, Curve]:
    """Curves by kind. Only predicted items count: what was missed has no score."""
    by_kind: dict[str, list[tuple[float, bool]]] = {}
    for item in judged:
        if item.score is not None:
            by_kind.setdefault(item.kind, []).append((item.score, item.verdict == HIT))
    return {kind: curve(pairs) for kind, pairs in by_kind.items()}


def curve(pairs: Iterable[tuple[float, bool]]) -> Curve:
    """The curve of (score 0 to 1, right) pairs."""
    groups: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, right in pairs:
        groups[min(BINS - 1, max(0, int(score * BINS)))].append((score, right))
    bins = [
        Bin(n / BINS, (n + 1) / BINS, len(g), sum(s for s, _ in g) / len(g), sum(r for _, r in g) / len(g))
        for n, g in enumerate(groups)
        if g
    ]
    count = sum(b.items for b in bins)
    error = sum(b.items * abs(b.score - b.right) for b in bins) / count if count else 0.0
    brier = sum((s - r) ** 2 for g in groups for s, r in g) / count if count else 0.0
    return Curve(tuple(bins), count, error, brier)
