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


def after(store: OxigraphStore, base_iri: str, ledger: Ledger, folder: Path) -> str:
    """Settles identity across the articles; a digest of the graphs that were written."""
    graphs: dict[str, set[str]] = {}
    for quad in settle(store, base_iri, folder):
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs.setdefault(quad.graph_name.value, set()).add(str(quad.triple))
    made = {
        name: hashlib.sha256("\n".join(sorted(lines)).encode("utf-8", "surrogatepass")).hexdigest()
        for name, lines in sorted(graphs.items())
    }
    ledger.set("pass_graphs", json.dumps(sorted(made)))
    return "".join(f"\n{name} {digest}" for name, digest in made.items())
