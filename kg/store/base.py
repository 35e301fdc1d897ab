"""What a store of quads can do, whichever engine holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import pyoxigraph as ox
import rdflib

Term = ox.NamedNode | ox.Literal | ox.BlankNode | ox.Triple


@dataclass(frozen=True, slots=True)
class QueryDataset:
    """Which graphs a query sees. `union`: all named graphs are its default graph; else `default` are (None: the store's own,
    or those that the query names with FROM). `named` are those for GRAPH (None: all).
    """

    union: bool = True
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


UNION = QueryDataset()


class Store(Protocol):
    """Quads at rest. Queries see the union of all named graphs as their default graph."""

    def add(self, quads: Iterable[ox.Quad]) -> None:
        """Adds quads, all or none."""
        ...

    def replace_graph(self, name: str, quads: Iterable[ox.Quad]) -> None:
        """Makes a named graph hold these triples and nothing else, all or none."""
        ...

    def remove_graph(self, name: str) -> None:
        """Removes a named graph."""
        ...

    def quads(self) -> Iterator[ox.Quad]:
        """Every quad."""
        ...

    def run(
        self, sparql: str, substitutions: Mapping[str, Term] | None = None, dataset: QueryDataset = UNION
    ) -> ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples:
        """The raw result of a query that has passed the guard."""
        ...

    def dataset(self) -> rdflib.Dataset:
        """The same quads as an rdflib Dataset."""
        ...

    def save(self, path: Path) -> None:
        """Writes all quads; the suffix names the format."""
        ...

    def __len__(self) -> int: ...
