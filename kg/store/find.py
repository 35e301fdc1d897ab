"""Finding nodes by what people call them: labels, aliases and romanised forms, folded."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store.oxigraph import OxigraphStore
from kg.text.fold import fold_key

_LABELS = (
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
    "https://w3id.org/khabar/ontology#romanisedLabel",
)
_ARTICLE = "\u0627\u0644"


@dataclass(frozen=True, slots=True)
class Names:
    """{folded name: nodes that bear it}, sorted."""

    nodes: dict[str, tuple[str, ...]]

    @classmethod
    def of(cls, store: OxigraphStore, ontology: str = "https://w3id.org/khabar/ontology") -> Names:
        """The names in a store (its copy of the ontology left out)."""
        found: dict[str, set[str]] = defaultdict(set)
        for link in _LABELS:
            for quad in store.match(None, ox.NamedNode(link), None):
                home = quad.graph_name.value if isinstance(quad.graph_name, ox.NamedNode) else ""
                if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal) and home != ontology:
                    found[fold_key(quad.object.value)].add(quad.subject.value)
        return cls({name: tuple(sorted(nodes)) for name, nodes in sorted(found.items())})

    def find(self, text: str) -> tuple[str, ...]:
        """The nodes called `text`: exactly, else with or without ال, else with it as whole words, else within the name."""
        key = fold_key(text)
        if not key:
            return ()
        plain = key.removeprefix(_ARTICLE)
        for exact in ((key,), (plain, _ARTICLE + plain)):
            nodes = {n for k in exact for n in self.nodes.get(k, ())}
            if nodes:
                return tuple(sorted(nodes))
        words = f" {key} "
        nodes = {n for name, ns in self.nodes.items() if words in f" {name} " for n in ns}
        nodes = nodes or {n for name, ns in self.nodes.items() if key in name for n in ns}
        return tuple(sorted(nodes))
