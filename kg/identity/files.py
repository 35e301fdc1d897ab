"""The files of a built folder after a decision: graph.trig, graph.ttl and the store get the new graphs of identity, nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import pyoxigraph as ox

from kg.rdf import trig, turtle
from kg.store import DiskStore, is_store
from kg.store.oxigraph import OxigraphStore

STORE_FOLDER = "store"


def rewrite(folder: Path, store: OxigraphStore, quads: Iterable[ox.Quad], base_iri: str, names: Sequence[str]) -> None:
    """Writes the quads of `store` to the files that `folder` has, and the graphs `names` to its store on disk."""
    listed = list(store.quads())
    for name, write in (("graph.trig", trig), ("graph.ttl", turtle)):
        if (folder / name).is_file():
            part = folder / f"{name}.part"
            with part.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(write(listed, base_iri))
            part.replace(folder / name)
    if is_store(folder / STORE_FOLDER):
        graphs: dict[str, list[ox.Quad]] = {name: [] for name in names}
        for quad in quads:
            assert isinstance(quad.graph_name, ox.NamedNode)
            graphs[quad.graph_name.value].append(quad)
        with DiskStore(folder / STORE_FOLDER) as disk:
            disk.replace_graphs(graphs)
