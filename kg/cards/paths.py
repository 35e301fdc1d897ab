"""Ways from one node to another, each step with its claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.cards.lines import CardLine, Words
from kg.graph.paths import shortest
from kg.listing import Listing


@dataclass(frozen=True, slots=True)
class Step:
    """From one node to the next by the claims between them, the surest first."""

    start: str
    end: str
    lines: tuple[CardLine, ...]


@dataclass(frozen=True, slots=True)
class Path:
    """Steps from the first node to the last."""

    steps: tuple[Step, ...]

    def __len__(self) -> int:
        return len(self.steps)

    @property
    def nodes(self) -> tuple[str, ...]:
        """The labels along the way."""
        return (self.steps[0].start, *(s.end for s in self.steps))

    def __str__(self) -> str:
        return "\n".join(f"{s.start} — {s.end}: {s.lines[0]}" for s in self.steps)

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook.cards import path_html

        return {"text/plain": str(self), "text/html": path_html(self)}


def paths(words: Words, starts: frozenset[str], ends: frozenset[str], most: int, sure: frozenset[str]) -> Listing[Path]:
    """At most `most` shortest ways. Columns: steps, way (labels), relations, speakers, quotes."""
    found = []
    for way in shortest(words.facts, starts, ends, most, sure):
        steps = []
        for a, b, claims in way:
            lines = sorted((words.line(c) for c in claims), key=lambda x: (-x.confidence, x.iri))
            steps.append(Step(words.label(a), words.label(b), tuple(lines)))
        found.append(Path(tuple(steps)))

    def row(p: Path) -> tuple[object, ...]:
        first = [s.lines[0] for s in p.steps]
        return (
            len(p), " — ".join(p.nodes), " · ".join(x.relation for x in first), " · ".join(x.speakers or "the article" for x in first),
            " · ".join(f"«{x.quote}»" for x in first),
        )  # fmt: skip

    return Listing(found, ("steps", "way", "relations", "speakers", "quotes"), row)
