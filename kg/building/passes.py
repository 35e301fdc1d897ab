"""What is worked out over the whole graph once the articles' graphs are in the store: who is who across articles.

It writes named graphs of its own and never changes an article's graph, so a build that changes nothing need not do it again.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pyoxigraph as ox

from kg.building.ledger import Ledger
from kg.identity import settle
from kg.store import OxigraphStore

_GRAPHS = "pass_graphs"
MOST_ARTICLES = 1000
"""Identity is settled in memory (about 1 MB an article): in a build for so many articles at most."""


def after(store: OxigraphStore, base_iri: str, ledger: Ledger, folder: Path) -> str:
    """Settles identity across the articles; a digest of the graphs that were written."""
    before = pass_graphs(ledger)
    graphs: dict[str, set[str]] = {}
    for quad in settle(store, base_iri, folder) if within(ledger) else ():
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, set()).add(str(quad.triple))
    made = {
        name: hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogatepass")).hexdigest()
        for name, lines in sorted(graphs.items())
    }
    for name in before:
        if name not in made:  # of another base IRI, or no longer settled: it would not be true of this graph
            store.remove_graph(name)
    ledger.set(_GRAPHS, json.dumps(sorted(made)))
    return "".join(f"\n{name} {digest}" for name, digest in made.items())


def within(ledger: Ledger) -> bool:
    """Whether identity is settled in a build of this size."""
    return ledger.totals().articles <= MOST_ARTICLES


def pass_graphs(ledger: Ledger) -> list[str]:
    """The names of the graphs that were written last, sorted."""
    names: list[str] = json.loads(ledger.get(_GRAPHS) or "[]")
    return names
