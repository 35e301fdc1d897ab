"""The graph in the server's own hands: front page, search, named queries, completion, the explorer."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Any

import pyoxigraph as ox

from kg import api
from kg.rdf.captions import one_line
from kg.rdf.ontology import ontology_quads, term_labels
from kg.rdf.prefixes import prefixes
from kg.rdf.terms import DCTERMS, RDF, RDFS
from kg.rdf.vocab import KH, NAMESPACE
from kg.server.describe import Counts
from kg.server.lookup import Lookup
from kg.settings import Settings
from kg.store import Names, OxigraphStore, named_queries, named_query
from kg.text.fold import fold_key

MOST_ARTICLES, MOST_FOUND = 100, 50
INDEX = "/explorer/index"
"""Where the explorer finds its data."""
_OWL = "http://www.w3.org/2002/07/owl#"
_KINDS = {
    f"{_OWL}Class": "class",
    f"{_OWL}ObjectProperty": "property",
    f"{_OWL}DatatypeProperty": "property",
    f"{NAMESPACE}Factuality": "value",
}


@dataclass(frozen=True, slots=True)
class Listed:
    """An article in a list; its first words stand for a title that it does not have."""

    iri: str
    title: str
    outlet: str
    issued: str


class Front:
    """What pages need beside single nodes. All methods may block: call them in a thread."""

    def __init__(self, graph: Path, values: Settings) -> None:
        self.store: OxigraphStore = api.store_at(graph)
        self.lookup = Lookup(self.store)
        self._values = values
        self._lock = Lock()
        self._pages: dict[str, str] = {}

    @cached_property
    def names(self) -> Names:
        """The index of names, folded."""
        return Names.of(self.store)

    def find(self, text: str) -> tuple[str, ...]:
        """The IRIs of the nodes called `text`."""
        with self._lock:
            names = self.names
        return names.find(text)

    def search(self, text: str) -> list[str]:
        """The IRIs of the nodes called `text`, then of those whose names begin with it or contain it."""
        if not text.strip():
            return []
        return list(dict.fromkeys((*self.find(text), *(n["iri"] for n in self.complete(text)))))[:MOST_FOUND]

    def articles(self) -> list[Listed]:
        """The first articles that the store gives, newest first."""
        found = {str(q.subject)[1:-1] for q in islice(self.store.match(None, RDF.type, KH.Article), MOST_ARTICLES)}
        value = self.lookup.value
        listed = [
            Listed(iri, value(iri, DCTERMS.title) or one_line(value(iri, KH.text)), value(iri, KH.outlet), value(iri, DCTERMS.issued))
            for iri in sorted(found)
        ]
        return sorted(listed, key=lambda article: article.issued, reverse=True)

    def bound(self, name: str, given: dict[str, str]) -> str:
        """A named query with its parameters in place: an empty one takes everything, one that is left out has its default.

        Raises UsageError KG612 to KG614, QueryError KG509.
        """
        return named_query(name).bind(given, self.find)

    def queries(self) -> list[dict[str, Any]]:
        """The named queries, as the query page wants them."""
        return [
            {"name": q.name, "titles": dict(q.titles), "about": q.about, "sparql": q.sparql,
             "params": [{"name": p.name, "kind": p.kind, "default": p.default or ""} for p in q.params]}
            for q in named_queries().values()
        ]  # fmt: skip

    def complete(self, text: str) -> list[dict[str, str]]:
        """Names in the graph that begin with, else contain, `text`: IRI, name and class, for completion."""
        key = fold_key(text)
        if not key:
            return []
        with self._lock:
            names = self.names
        starts = [n for n in names.nodes if n.startswith(key)]
        inside = [n for n in names.nodes if key in n and not n.startswith(key)] if len(starts) < MOST_FOUND else []
        iris = dict.fromkeys(iri for name in [*starts, *inside][: 2 * MOST_FOUND] for iri in names.nodes[name])
        return [
            {"iri": iri, "label": self.lookup.label(iri), "kind": self.lookup.kind(iri).rsplit("#", 1)[-1]}
            for iri in list(iris)[:MOST_FOUND]
        ]

    def terms(self, counts: Counts) -> dict[str, Any]:
        """Prefixes and terms for completion: name, labels, comment, kind, domain, how often the graph has them."""
        sizes = dict(counts.classes) | dict(counts.properties)
        labels = {language: term_labels(language) for language in ("ar", "en", "fr")}
        found: dict[str, dict[str, Any]] = {}
        for quad in ontology_quads():
            iri, value = str(quad.subject)[1:-1], quad.object
            if not iri.startswith(NAMESPACE):
                continue
            term = found.setdefault(iri, {"iri": iri, "kind": "", "domain": [], "comment": {}, "n": sizes.get(iri, 0)})
            if quad.predicate == RDF.type and isinstance(value, ox.NamedNode):
                term["kind"] = _KINDS.get(value.value, term["kind"])
            elif quad.predicate.value == RDFS.NS + "domain" and isinstance(value, ox.NamedNode):
                term["domain"].append(value.value)
            elif quad.predicate.value == RDFS.NS + "comment" and isinstance(value, ox.Literal):
                term["comment"][value.language] = value.value
        for iri, term in found.items():
            term["labels"] = {language: known[iri] for language, known in labels.items() if iri in known}
        foreign = [{"iri": p, "kind": "property", "n": n, "labels": {}, "comment": {}, "domain": []}
                   for p, n in counts.properties if not p.startswith(NAMESPACE)]  # fmt: skip
        kept = [t for t in found.values() if t["kind"]]
        return {"prefixes": prefixes(self._values.base_iri), "terms": sorted([*kept, *foreign], key=lambda t: (-t["n"], t["iri"]))}

    def explorer(self, language: str) -> str:
        """The explorer page of the whole graph, made once for each language; it asks for its index by request."""
        from kg.view import explorer_html

        with self._lock:
            if language not in self._pages:
                budget = self._values.draw_budget
                known = self._known
                self._pages[language] = explorer_html(
                    known.facts, lang=language, budget=budget, versions=known.versions, source=INDEX
                )
            return self._pages[language]

    def index(self) -> tuple[bytes, bytes]:
        """The explorer's index: articles, nodes and claims as JSON; and the same in gzip."""
        with self._lock:
            return self._index

    @cached_property
    def _index(self) -> tuple[bytes, bytes]:
        from kg.view import explorer_data

        data = explorer_data(self._known.facts, self._known.versions)
        return data, gzip.compress(data, 6, mtime=0)

    @cached_property
    def _known(self) -> api.Graph:
        return api.Graph(self.store, self._values)


def tag(body: bytes) -> str:
    """An entity tag."""
    return f'"{sha256(body).hexdigest()[:20]}"'


