"""Scores as probabilities: a rising curve for each kind of item, learned on annotated articles and kept with the weights.

Isotonic regression over bins of equal number (Zadrozny and Elkan 2002), linear between them. An order of scores is never
changed, so nothing is found or lost by it. A role's score is given that its event is right.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from kg.errors import ModelError
from kg.model import Event, Mention, Relation, Role, Says

KINDS = ("mention", "event", "role", "relation", "says")
Curve = tuple[Sequence[float], Sequence[float]]
"""(scores, the part that is right at each), both rising."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Curves by kind; a kind without one keeps its scores."""

    curves: Mapping[str, Curve] = field(default_factory=dict)

    @classmethod
    def of_card(cls, card: Mapping[str, Any]) -> Calibration:
        """The curves of a model card. Raises ModelError KG303 for curves that are none."""
        curves = {}
        for kind, row in card.get("calibrated", {}).items():
            scores, right = row.get("scores", ()), row.get("right", ())
            rising = list(scores) == sorted(scores) and list(right) == sorted(right)
            if kind not in KINDS or not scores or len(scores) != len(right) or not rising:
                raise ModelError(
                    "KG303", f"the model card has a curve of scores for {kind} that is none", "restore it from the release"
                )
            curves[kind] = tuple(map(float, scores)), tuple(map(float, right))
        return cls(curves)

    def value(self, kind: str, score: float) -> float:
        """The probability that an item of `kind` with this `score` is right."""
        if kind not in self.curves:
            return score
        scores, right = self.curves[kind]
        return float(np.interp(score, scores, right))

    def mentions(self, found: Sequence[Mention]) -> tuple[Mention, ...]:
        """Mentions with their probabilities as scores."""
        return tuple(replace(m, score=self.value("mention", m.score)) for m in found)

    def events(self, found: Sequence[Event]) -> tuple[Event, ...]:
        """Events and their roles with probabilities as scores."""
        return tuple(replace(e, score=self.value("event", e.score), roles=self._roles(e.roles)) for e in found)

    def _roles(self, roles: Sequence[Role]) -> tuple[Role, ...]:
        return tuple(replace(r, score=self.value("role", r.score)) for r in roles)

    def relations(self, found: Sequence[Relation]) -> tuple[Relation, ...]:
        """Relations with their probabilities as scores."""
        return tuple(replace(r, score=self.value("relation", r.score)) for r in found)

    def says(self, found: Sequence[Says]) -> tuple[Says, ...]:
        """Attributions with their probabilities as scores."""
        return tuple(replace(s, score=self.value("says", s.score)) for s in found)
