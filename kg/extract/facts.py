"""What the words themselves tell for certain, after the model: kinds, who holds a role and where, countries, gender."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.extract.holders import joined, missing, relations, same
from kg.extract.subtypes import with_subtypes
from kg.extract.traits import traits
from kg.model import Document, Maker, Relation


class Facts:
    """A Component that mends the mentions (kinds, clusters), adds relations that the model left out, and gives "facts"."""

    name = "facts"
    version = "1"
    needs = frozenset({"mentions", "relations"})
    gives = frozenset({"mentions", "relations", "facts"})

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """All mentions and relations, mended and added to."""
        text, maker = doc.article.text, Maker(self.name, self.version)
        kinds = with_subtypes(doc.layers["mentions"])
        mentions = tuple(replace(m, type=kinds[m.id]) if m.id in kinds else m for m in doc.layers["mentions"])
        mentions = joined(mentions, same(mentions, text))
        known: tuple[Relation, ...] = doc.layers["relations"]
        used = {r.id for r in known}
        added = []
        for number, told in enumerate(missing(relations(mentions, text), known, mentions), 1):
            name = f"f{number}"
            while name in used:
                name += "x"
            added.append(Relation(name, told.type, told.head, told.tail, told.score, maker))
        return {"mentions": mentions, "relations": (*known, *added), "facts": tuple(traits(mentions, maker))}
