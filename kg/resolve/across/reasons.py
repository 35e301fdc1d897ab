"""Evidence for or against two things being one: named features with a weight each, added up to a probability.

The weights are log-odds (natural logarithm), learned from annotated clusters by training/identity.py where these have
examples and set by hand where they have none; kg/data/lexicons/identity.tsv holds them. A feature of infinite weight settles it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.locations import data_file

Features = Mapping[str, float]
"""{name of a feature: how strongly it holds, from 0 to 1}."""


@dataclass(frozen=True, slots=True)
class Match:
    """How likely two things are one, and the features that say so, strongest first."""

    score: float
    features: tuple[tuple[str, float], ...]
    barred: bool = False

    @property
    def why(self) -> str:
        """One English sentence."""
        words = [f"{describe(name)} ({points:+.1f})" for name, points in self.features]
        return "; ".join(words) or "nothing speaks for it"


@dataclass(frozen=True, slots=True)
class Weight:
    """The log-odds of a feature, and what it says in English."""

    points: float
    words: str


@cache
def weights() -> Mapping[str, Weight]:
    """{feature: its weight} from kg/data/lexicons/identity.tsv; `-inf` bars a merge."""
    found = {}
    for line in data_file("lexicons", "identity.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, points, words = line.split("\t")[:3]
            found[name] = Weight(float(points), words)
    return found


def describe(name: str) -> str:
    """What a feature says, in English."""
    return weights()[name].words


def judge(features: Features) -> Match:
    """The probability that features add up to. Raises KeyError for a feature without a weight."""
    table = weights()
    points = {name: table[name].points * strength for name, strength in features.items() if strength}
    barred = any(p == -math.inf for p in points.values())
    total = sum(points.values())
    score = 0.0 if barred else 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
    ranked = tuple(sorted(points.items(), key=lambda p: (-abs(p[1]), p[0])))
    return Match(round(score, 4), ranked, barred)
