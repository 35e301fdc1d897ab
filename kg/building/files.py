"""graph.trig, graph.ttl and explorer.html from the ledger, article by article, each file whole or not at all."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.building.ledger import Ledger
from kg.building.part import part_quads
from kg.building.passes import pass_graphs
from kg.errors import GraphError
from kg.rdf.formats import trig_graph
from kg.rdf.prefixes import prefix_lines
from kg.settings import Settings
from kg.store import DiskStore, OxigraphStore
from kg.store.disk import FOLDER

TRIG, TURTLE = "graph.trig", "graph.ttl"
MOST_ARTICLES = 1000
"""Above so many, graph.trig and graph.ttl (0.5 MB an article) are written only when asked for; the store holds the graph."""


def write_files(folder: Path, ledger: Ledger, values: Settings, files: bool | None) -> tuple[Path, ...]:
    """Writes graph.trig and graph.ttl, or removes older ones that would no longer be true; those written.

    Raises GraphError KG414 when the folder cannot be written.
    """
    wanted = ledger.totals().articles <= MOST_ARTICLES if files is None else files
    paths = (folder / TRIG, folder / TURTLE)
    try:
        if not wanted:
            for path in paths:
                path.unlink(missing_ok=True)
            return ()
        digest = ledger.get("digest")
        if ledger.get("written") == digest and all(path.is_file() for path in paths):
            return paths
        _write(paths, ledger, folder, values.base_iri)
        ledger.set("written", digest)
        return paths
    except OSError as error:
        for path in paths:
            with contextlib.suppress(OSError):
                path.with_name(path.name + ".part").unlink(missing_ok=True)
        advice = "free some space, or give another folder with -o; the next build goes on from here"
        raise GraphError("KG414", f"cannot write to {folder}: {error.strerror or error}", advice) from error


def _write(paths: tuple[Path, ...], ledger: Ledger, folder: Path, base_iri: str) -> None:
    parts = [path.with_name(path.name + ".part") for path in paths]
    with ExitStack() as stack:
        both: list[IO[str]] = [stack.enter_context(p.open("w", encoding="utf-8", newline="\n")) for p in parts]
        for file in both:
            file.write(prefix_lines(base_iri))
        for quads in graphs(ledger, folder):
            head, *blocks, foot = trig_graph(quads, base_iri)
            both[0].writelines([head, *blocks, foot])
            both[1].writelines(blocks)
    for part, path in zip(parts, paths, strict=True):
        part.replace(path)


def newest(folder: Path, count: int) -> tuple[OxigraphStore, int]:
    """A store in memory with the `count` articles published last, for a page that people look at; and how many there are.

    What passes over the whole graph found (who is who, what sources disagree on) is in it too.
    """
    store = OxigraphStore()
    with Ledger(folder) as ledger:
        for body in ledger.newest(count):
            store.add(part_quads(body))
        added = pass_graphs(ledger)
        if added:
            with DiskStore(folder / FOLDER, read_only=True) as disk:
                for graph in added:
                    store.add(disk.graph(graph))
        return store, ledger.totals().articles


def graphs(ledger: Ledger, folder: Path) -> Iterator[list[ox.Quad]]:
    """The quads of every graph, those of passes too, in the order of the graphs' names."""
    added = iter(pass_graphs(ledger))
    following = next(added, None)
    store = DiskStore(folder / FOLDER, read_only=True) if following else None
    with store or contextlib.nullcontext():
        for _, graph, body in ledger.bodies():
            while following and following < graph:
                assert store is not None
                yield list(store.graph(following))
                following = next(added, None)
            yield part_quads(body)
        while following:
            assert store is not None
            yield list(store.graph(following))
            following = next(added, None)
