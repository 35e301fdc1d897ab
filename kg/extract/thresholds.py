"""How sure the model must be before something counts. Tuned on the development articles and kept with the weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True, slots=True)
class Thresholds:
    """`outer`, `inner`, `trigger`, `cue` are taken off the score of "outside"; the others are least probabilities.

    `event` is that of trigger and type together, `role` that of event and role together; `role_share` and
    `relation_share` are least shares of the best filler with the same label; `coref` and `same_event` are least scores against
    "no antecedent". `lexicon` is the weight of the trigger words' own types; `roles` overrules
    `role` for single role names.
    """

    outer: float = 0.0
    inner: float = 0.0
    trigger: float = 0.0
    cue: float = 0.0
    event: float = 0.0
    role: float = 0.4
    role_share: float = 0.0
    relation: float = 0.5
    relation_share: float = 0.0
    source: float = 0.3
    content: float = 0.4
    coref: float = 0.0
    same_event: float = 0.0
    modality: float = 0.4
    lexicon: float = 0.0
    roles: Mapping[str, float] = field(default_factory=dict)

    def with_value(self, name: str, value: float) -> Thresholds:
        """A copy with one threshold changed."""
        changed: dict[str, Any] = {name: value}
        return replace(self, **changed)

    def role_of(self, name: str) -> float:
        """The least probability of the role `name`."""
        return self.roles.get(name, self.role)

    def with_role(self, name: str, value: float) -> Thresholds:
        """A copy with the threshold of one role changed."""
        return replace(self, roles={**self.roles, name: value})

    def as_dict(self) -> dict[str, Any]:
        """{name: value}."""
        return asdict(self)
