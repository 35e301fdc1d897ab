"""The piece that the engine works on: a word, a number, or what a rule made of several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

Features = Mapping[str, Any]
"""What a piece says: {"month": 9}, {"unit": "D", "amount": 3} … (kg/temporal/meaning.py lists the names)."""


@dataclass(frozen=True, slots=True)
class Node:
    """A stretch of folded text with its readings: {class: features}. `rules` made it, in order."""

    start: int
    end: int
    readings: Mapping[str, Features]
    rules: tuple[str, ...] = field(default=())
    key: frozenset[str] = field(default=frozenset())
    """The classes alone, the same object for every node of the same kind."""


NOTHING: Features = {}
OTHER: frozenset[str] = frozenset()
"""The key of words that say nothing of time."""
DEFINITE = frozenset({"definite"})
"""The same, but the first has the article: behind a noun it makes that noun the beginning of a name («أيام المهرجان»)."""
