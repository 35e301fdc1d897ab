"""Oxigraph: the engine that holds quads, in memory. kg.store.disk keeps them in a folder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import IO

import pyoxigraph as ox
import rdflib

from kg.errors import GraphError
from kg.rdf.terms import STANDARD_PREFIXES
from kg.store.base import UNION, QueryDataset, Term

FORMATS = {
    ".trig": ox.RdfFormat.TRIG,
    ".nq": ox.RdfFormat.N_QUADS,
    ".ttl": ox.RdfFormat.TURTLE,
    ".nt": ox.RdfFormat.N_TRIPLES,
    ".jsonld": ox.RdfFormat.JSON_LD,
    ".rdf": ox.RdfFormat.RDF_XML,
}


class OxigraphStore:
    """A store in memory, or around an engine that is open already."""

    def __init__(self, engine: ox.Store | None = None) -> None:
        self._engine = ox.Store() if engine is None else engine
        self.prefixes: Mapping[str, str] = STANDARD_PREFIXES
        """Prefixes that a query may use without declaring them."""

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads in one transaction. Raises GraphError KG415 when they cannot be written; nothing is then."""
        self._write(lambda: self._engine.extend(quads))

    def bulk(self, lines: IO[bytes]) -> None:
        """Adds a stream of N-Quads in large blocks: three times as fast as `add`, but not in one transaction.

        Raises GraphError KG415 when they cannot be written, KG413 when they are no N-Quads.
        """
        try:
            self._write(lambda: self._engine.bulk_load(lines, ox.RdfFormat.N_QUADS))
        except (SyntaxError, ValueError) as error:
            raise GraphError("KG413", f"the quads cannot be read: {error}", "build the graph again") from error

    def replace_graph(self, name: str, quads: Iterable[ox.Quad]) -> None:
        """Makes the graph `name` hold the triples of `quads` and nothing else, in one transaction.

        The graph that a quad names is not looked at: all go into `name`. Raises GraphError KG415.
        """
        self.replace_graphs({name: quads})

    def replace_graphs(self, graphs: Mapping[str, Iterable[ox.Quad]]) -> None:
        """Several graphs at once, all or none; a graph without quads is removed. Raises GraphError KG415."""
        fresh: list[ox.Quad] = []
        steps: list[str] = []
        for name, quads in graphs.items():
            node = ox.NamedNode(name)
            wanted = {ox.Quad(q.subject, q.predicate, q.object, node) for q in quads}
            held = set(self._engine.quads_for_pattern(None, None, None, node))
            gone = held - wanted
            if held and (not wanted or any(isinstance(t, ox.BlankNode) for q in gone for t in (q.subject, q.object))):
                steps.append(f"DROP SILENT GRAPH {node}")  # blank nodes cannot be named to be deleted
                held = set()
            elif gone:
                steps.append(f"DELETE DATA {{ {_data(gone)} }}")
            fresh += wanted - held
        if not steps:
            self.add(fresh)
            return
        steps += [f"INSERT DATA {{ {_data(fresh)} }}"] if fresh else []
        self._write(lambda: self._engine.update(" ; ".join(steps)))

    def remove_graph(self, name: str) -> None:
        """Removes the graph `name` in one transaction; nothing happens when there is none. Raises GraphError KG415."""
        self._write(lambda: self._engine.remove_graph(ox.NamedNode(name)))

    def _write(self, change: Callable[[], None]) -> None:
        try:
            change()
        except (OSError, RuntimeError) as error:
            advice = "free some space, or open the store for writing; what was there before is whole"
            raise GraphError("KG415", f"the store cannot be written: {error}", advice) from error

    def load(self, path: Path) -> None:
        """Adds the quads of a file. Raises GraphError KG412 when it is missing, KG413 when it cannot be read."""
        if not path.is_file():
            raise GraphError("KG412", f"no graph at {path}", "build one first: kg build seeds -o output")
        kind = FORMATS.get(path.suffix.lower())
        if kind is None:
            raise GraphError("KG413", f"{path.name} has no known format", f"use one of {', '.join(FORMATS)}")
        try:
            self._engine.bulk_load(path=str(path), format=kind)
        except (SyntaxError, ValueError, OSError) as error:
            raise GraphError("KG413", f"{path} cannot be read: {error}", "build the graph again") from error

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad, in no order."""
        return iter(self._engine)

    def match(
        self, subject: ox.NamedNode | ox.BlankNode | None, predicate: ox.NamedNode | None, value: Term | None
    ) -> Iterator[ox.Quad]:
        """The quads of any graph that fit; None fits all."""
        return self._engine.quads_for_pattern(subject, predicate, value)

    def graph(self, name: str) -> Iterator[ox.Quad]:
        """The quads of the graph `name`."""
        return self._engine.quads_for_pattern(None, None, None, ox.NamedNode(name))

    def graphs(self) -> frozenset[str]:
        """The names of the named graphs."""
        return frozenset(g.value for g in self._engine.named_graphs() if isinstance(g, ox.NamedNode))

    def run(
        self, sparql: str, substitutions: Mapping[str, Term] | None = None, dataset: QueryDataset = UNION
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The raw result. SyntaxError and OSError of the engine pass through."""
        given = {ox.Variable(name): value for name, value in (substitutions or {}).items()}
        return self._engine.query(
            sparql,
            prefixes=dict(self.prefixes),
            use_default_graph_as_union=dataset.union,
            default_graph=None if dataset.default is None else [ox.NamedNode(g) for g in dataset.default],
            named_graphs=None if dataset.named is None else [ox.NamedNode(g) for g in dataset.named],
            substitutions=given or None,
        )

    def dataset(self) -> rdflib.Dataset:
        """An rdflib Dataset over this very store (through oxrdflib): no copy."""
        from oxrdflib import OxigraphStore as Bridge

        return rdflib.Dataset(store=Bridge(store=self._engine), default_union=True)

    def save(self, path: Path) -> None:
        """Writes all quads as TriG, N-Quads or JSON-LD; Turtle and N-Triples lose the graph names."""
        kind = FORMATS.get(path.suffix.lower())
        if kind is None:
            raise GraphError("KG413", f"{path.name} has no known format", f"use one of {', '.join(FORMATS)}")
        if kind.supports_datasets:
            self._engine.dump(str(path), kind)
            return
        triples = sorted({ox.Triple(q.subject, q.predicate, q.object) for q in self._engine}, key=str)
        path.write_bytes(ox.serialize(triples, format=kind) or b"")

    def __len__(self) -> int:
        return len(self._engine)


def _data(quads: Iterable[ox.Quad]) -> str:
    """Quads for INSERT DATA or DELETE DATA: N-Quads terms are SPARQL terms, and no text of theirs can end one early."""
    return " ".join(f"GRAPH {q.graph_name} {{ {q.triple} }}" for q in quads)
