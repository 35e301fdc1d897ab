"""The IRIs that the graph mints: hashes only, so that no text of an article ever becomes part of one."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache

from pyoxigraph import NamedNode

from kg.model import Entity, Happening, Story

KINDS = (
    "article", "graph", "entity", "event", "claim", "time", "saying", "mention", "run", "maker", "identity", "judgement", "origin",
    "comparison", "reading", "toll",
)  # fmt: skip
"""What instance IRIs are of; each is a folder under the base IRI."""

_HASH = re.compile(r"[0-9a-f]{8,64}")
_DIGITS = 20  # 80 bits: at a hundred million nodes a collision is still a one in a hundred million matter


@lru_cache(maxsize=30_000, typed=True)
def token(*parts: object) -> str:
    """A hash of `parts`. A single part that is a hash already (8 to 64 hex digits) stays as it is."""
    if len(parts) == 1 and _HASH.fullmatch(str(parts[0])):
        return str(parts[0])
    joined = "".join(f"{len(str(part))}:{part}" for part in parts)  # lengths keep ("ab", "c") and ("a", "bc") apart
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:_DIGITS]


@dataclass(frozen=True, slots=True)
class Iris:
    """Makes the IRIs under one base IRI (which ends in / or #)."""

    base: str

    def mint(self, kind: str, *parts: object) -> NamedNode:
        """The IRI of the thing of `kind` (one of KINDS) that `parts` identify."""
        return NamedNode(f"{self.base}{kind}/{token(*parts)}")

    def article(self, article_id: str) -> NamedNode:
        """The IRI of an article."""
        return self.mint("article", article_id)

    def graph(self, article_id: str) -> NamedNode:
        """The name of the graph that holds what an article tells."""
        return self.mint("graph", article_id)

    def entity(self, entity: Entity) -> NamedNode:
        """The IRI of an entity; one of type DATE is a time."""
        return self.mint("time" if entity.type == "DATE" else "entity", entity.id)

    def event(self, happening: Happening) -> NamedNode:
        """The IRI of an event."""
        return self.mint("event", happening.id)

    def claim(self, claim_id: str) -> NamedNode:
        """The IRI of a claim."""
        return self.mint("claim", claim_id)

    def nodes(self, story: Story) -> dict[str, NamedNode]:
        """{id in the story: IRI} for its entities and happenings."""
        return {e.id: self.entity(e) for e in story.entities} | {h.id: self.event(h) for h in story.happenings}
