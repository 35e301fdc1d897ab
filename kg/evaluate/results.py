"""Articles scored one by one, and what they say together: totals, and how far chance may have moved them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.evaluate.score import MEASURES, Tally

SAMPLES, SEED = 1000, 20190220
LEVEL = 95
"""Per cent of the resampled scores that an interval holds."""
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Scored:
    """One article: its text, the gold annotation, the prediction, both in the shape of `kg extract --format json`."""

    name: str
    text: str
    gold: dict[str, Any]
    predicted: dict[str, Any]
    tally: Tally


@dataclass(frozen=True)
class Results:
    """Scores of articles. `seconds` is what the predictions took, `cpu` the processor's time for it (0: made before)."""

    articles: tuple[Scored, ...]
    seconds: float = 0.0
    cpu: float = 0.0

    @cached_property
    def tally(self) -> Tally:
        """All articles together (micro-average)."""
        total = Tally()
        for article in self.articles:
            total += article.tally
        return total

    @property
    def words(self) -> int:
        """Words between white space."""
        return sum(len(a.text.split()) for a in self.articles)

    def row(self, measure: str) -> tuple[float, float, float]:
        """(precision, recall, F1), each 0 to 1."""
        return self.tally.row(measure)

    def measures(self) -> Iterator[str]:
        """The measures of everything."""
        yield from MEASURES
        yield "coref"

    def types(self) -> list[str]:
        """The measures of single types, those of a kind together."""
        kinds = ("mention", "event", "role", "relation")
        known = set(self.tally.gold) | set(self.tally.predicted)
        return [m for kind in kinds for m in sorted(known) if m.startswith(f"{kind}/")]

    def interval(self, measure: str) -> tuple[float, float]:
        """The 95 % interval of F1: articles drawn with replacement (Efron 1979), the same draws for every measure."""
        scores = self.resampled(measure)
        low, high = np.percentile(scores, [(100 - LEVEL) / 2, (100 + LEVEL) / 2]) if len(scores) else (0.0, 0.0)
        return float(low), float(high)

    def resampled(self, measure: str) -> Counts:
        """[SAMPLES] F1 of as many draws."""
        if not self.articles:
            return np.zeros(0)
        return _f1(measure, self._draws @ _counts(measure, self.articles))

    @cached_property
    def _draws(self) -> Counts:
        """[SAMPLES, articles]: how often each article is in each draw."""
        n = len(self.articles)
        return np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), SAMPLES).astype(np.float64)


def _counts(measure: str, articles: Sequence[Scored]) -> Counts:
    """[articles, 3]: what the measure adds up for each."""
    if measure == "coref":
        return np.array([[*a.tally.b_cubed, a.tally.paired] for a in articles], np.float64)
    rows = [[a.tally.hits[measure], a.tally.gold[measure], a.tally.predicted[measure]] for a in articles]
    return np.array(rows, np.float64)


def _f1(measure: str, sums: Counts) -> Counts:
    one, two, three = sums.T
    if measure == "coref":
        p, r = one / np.maximum(three, 1), two / np.maximum(three, 1)
        return np.where(p + r > 0, 2 * p * r / np.maximum(p + r, 1e-12), 0.0)
    scores: Counts = 2 * one / np.maximum(two + three, 1)
    return scores


def difference(a: Results, b: Results, measure: str) -> tuple[float, float, float]:
    """(F1 of `b` less F1 of `a`, low, high): the 95 % interval over the same draws of the same articles."""
    if [x.name for x in a.articles] != [x.name for x in b.articles]:
        raise ValueError("the two must be scored on the same articles in the same order")
    moved = b.resampled(measure) - a.resampled(measure)
    low, high = np.percentile(moved, [(100 - LEVEL) / 2, (100 + LEVEL) / 2]) if len(moved) else (0.0, 0.0)
    return b.row(measure)[2] - a.row(measure)[2], float(low), float(high)
