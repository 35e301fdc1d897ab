"""How sure the model must be before something counts. Tuned on the development articles and kept with the weights."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`outer`, `inner`, `trigger`, `cue` are taken off the score of "outside"; the others are least probabilities
    (`coref`, `same_event`: least scores against "no antecedent"); `lexicon` is the weight of the trigger words' own types."""

    outer: float = 0.0
    inner: float = 0.0
    trigger: float = 0.0
    cue: float = 0.0
    role: float = 0.4
    relation: float = 0.5
    source: float = 0.3
    content: float = 0.4
    coref: float = 0.0
    same_event: float = 0.0
    modality: float = 0.4
    lexicon: float = 0.0

    def with_value(self, name: str, value: float) -> Thresholds:
        """A copy with one threshold changed."""
        return replace(self, **{name: value})

    def as_dict(self) -> dict[str, float]:
        """{name: value}."""
        return asdict(self)
