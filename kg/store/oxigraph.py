"""Oxigraph, in memory or in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError
from kg.store.base import Term

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


class OxigraphStore:
    """A store in memory, or in `folder` when one is given (made if missing)."""

    def __init__(self, folder: Path | None = None) -> None:
        try:
            self._store = ox.Store() if folder is None else ox.Store(str(folder))
        except OSError as error:
            advice = "close the other program that uses it, or give another folder"
            raise GraphError("KG411", f"cannot open the store in {folder}: {error}", advice) from error

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads in one transaction."""
        self._store.extend(quads)

    def load(self, path: Path) -> None:
        """Adds the quads of a file. Raises GraphError KG412 when it is missing, KG413 when it cannot be read."""
        if not path.is_file():
            raise GraphError("KG412", f"no graph at {path}", "build one first: kg build seeds -o output")
        kind = FORMATS.get(path.suffix.lower())
        if kind is None:
            raise GraphError("KG413", f"{path.name} has no known format", f"use one of {', '.join(FORMATS)}")
        try:
            self._store.bulk_load(path=str(path), format=kind)
        except (SyntaxError, ValueError, OSError) as error:
            raise GraphError("KG413", f"{path} cannot be read: {error}", "build the graph again") from error

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad, in no order."""
        return iter(self._store)

    def match(
        self, subject: ox.NamedNode | ox.BlankNode | None, predicate: ox.NamedNode | None, value: Term | None
    ) -> Iterator[ox.Quad]:
        """The quads of any graph that fit; None fits all."""
        return self._store.quads_for_pattern(subject, predicate, value)

    def graphs(self) -> frozenset[str]:
        """The names of the named graphs."""
        return frozenset(g.value for g in self._store.named_graphs() if isinstance(g, ox.NamedNode))

    def run(
        self, sparql: str, substitutions: Mapping[str, Term] | None = None
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The raw result. SyntaxError and OSError of the engine pass through."""
        given = {ox.Variable(name): value for name, value in (substitutions or {}).items()}
        return self._store.query(sparql, use_default_graph_as_union=True, substitutions=given or None)

    def dataset(self) -> rdflib.Dataset:
        """An rdflib Dataset over this very store (through oxrdflib): no copy."""
        from oxrdflib import OxigraphStore as Bridge

        return rdflib.Dataset(store=Bridge(store=self._store), default_union=True)

    def save(self, path: Path) -> None:
        """Writes all quads as TriG, N-Quads or JSON-LD; Turtle and N-Triples lose the graph names."""
        kind = FORMATS.get(path.suffix.lower())
        if kind is None:
            raise GraphError("KG413", f"{path.name} has no known format", f"use one of {', '.join(FORMATS)}")
        if kind.supports_datasets:
            self._store.dump(str(path), kind)
            return
        triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in self._store}, key=str)
        path.write_bytes(ox.serialize(triples, format=kind) or b"")

    def __len__(self) -> int:
        return len(self._store)
