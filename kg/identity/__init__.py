"""Identity across articles, on a graph: accounts are read from the articles' graphs, the outcome is written to graphs of its own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.identity.board import Board, board, conflict_rows, find_event
from kg.identity.reading import accounts
from kg.identity.versions import Versions, versions
from kg.identity.writing import AGREEMENT, IDENTITY, graph_name, identity_quads
from kg.resolve.across import Judgement, Outcome, append, identify, read_log
from kg.resolve.across.judgements import FILE
from kg.store.oxigraph import OxigraphStore

__all__ = [
    "AGREEMENT", "FILE", "IDENTITY", "Board", "Versions", "board", "conflict_rows", "find_event", "graph_name", "identify_store", "refresh",
    "settle", "versions",
]  # fmt: skip


def identify_store(store: OxigraphStore, log: Sequence[Judgement] = ()) -> Outcome:
    """The outcome for the articles of a store; nothing is written."""
    return identify(accounts(store), log)


def refresh(store: OxigraphStore, base_iri: str, log: Sequence[Judgement] = ()) -> tuple[Outcome, list[ox.Quad]]:
    """Writes the graphs of identity and agreement anew, in place of the old ones; gives the outcome and the quads.

    The graphs of articles are only read. `log` holds the judgements made before.
    """
    outcome = identify_store(store, log)
    quads = identity_quads(outcome, base_iri)
    graphs: dict[str, list[ox.Quad]] = {graph_name(base_iri, name).value: [] for name in (IDENTITY, AGREEMENT)}
    for quad in quads:
        assert isinstance(quad.graph_name, ox.NamedNode)
        graphs[quad.graph_name.value].append(quad)
    store.replace_graphs(graphs)
    return outcome, quads


def settle(store: OxigraphStore, base_iri: str, folder: Path | None = None) -> list[ox.Quad]:
    """`refresh` with the log of judgements in `folder`, to which the new ones are added; gives the quads.

    Raises GraphError KG431 for a log that cannot be read, KG414 for one that cannot be written.
    """
    log = read_log(folder / FILE) if folder is not None else []
    outcome, quads = refresh(store, base_iri, log)
    if folder is not None:
        append(folder / FILE, outcome.judgements, log)
    return quads
