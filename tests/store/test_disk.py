"""The store in a folder: transactions, one writer or many readers, graphs replaced whole."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg
from kg.errors import GraphError
from kg.store import DiskStore, OxigraphStore
from kg.store.disk import writing

Stores = Callable[..., OxigraphStore]
P = ox.NamedNode("urn:p")
TEXTS = st.sets(st.text(max_size=8), max_size=5)


def quads(*texts: str) -> list[ox.Quad]:
    return [ox.Quad(P, P, ox.Literal(text)) for text in texts]


def texts(store: OxigraphStore, name: str) -> set[str]:
    return {q.object.value for q in store.graph(name)}  # type: ignore[union-attr]


def test_a_store_in_a_folder_keeps(article_store: Stores, tmp_path: Path) -> None:
    source = article_store("dam")
    with writing(tmp_path / "s") as store:
        store.add(source.quads())
    with DiskStore(tmp_path / "s", read_only=True) as again:
        assert set(again.quads()) == set(source.quads())


@given(st.dictionaries(st.sampled_from(["urn:a", "urn:b"]), TEXTS), st.dictionaries(st.sampled_from(["urn:a", "urn:b"]), TEXTS))
def test_a_replaced_graph_holds_the_new_triples_and_no_others(before: dict[str, set[str]], after: dict[str, set[str]]) -> None:
    store = OxigraphStore()
    for state in (before, after):
        store.replace_graphs({name: quads(*found) for name, found in state.items()})
    for name in ("urn:a", "urn:b"):
        assert texts(store, name) == after.get(name, before.get(name, set()))
    assert store.graphs() == {name for name in ("urn:a", "urn:b") if texts(store, name)}


def test_graphs_with_blank_nodes_are_replaced_too() -> None:
    store = OxigraphStore()
    for text in ("one", "two"):
        store.replace_graph("urn:a", [ox.Quad(ox.BlankNode(), P, ox.Literal(text))])
    assert texts(store, "urn:a") == {"two"}


def test_a_removed_graph_is_gone_and_the_others_stay() -> None:
    store = OxigraphStore()
    store.replace_graphs({"urn:a": quads("x"), "urn:b": quads("y")})
    store.remove_graph("urn:a")
    store.remove_graph("urn:never")
    assert store.graphs() == {"urn:b"}


def test_nothing_is_written_when_a_part_cannot_be(tmp_path: Path) -> None:
    def broken() -> Iterator[ox.Quad]:
        yield from quads("new")
        raise RuntimeError("the source of the quads broke")

    with writing(tmp_path / "s") as store:
        store.replace_graph("urn:a", quads("old"))
        with pytest.raises(RuntimeError):
            store.replace_graphs({"urn:a": quads("half"), "urn:b": broken()})
        with pytest.raises(GraphError, match="KG415"):
            store.add(broken())
        assert [q.object.value for q in store.quads()] == ["old"]  # type: ignore[union-attr]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with writing(tmp_path / "s") as store:
        store.add(quads("x"))
    with DiskStore(tmp_path / "s", read_only=True) as reader, pytest.raises(GraphError, match="KG415"):
        reader.replace_graph("urn:a", quads("y"))


@pytest.mark.parametrize("holder", ["DiskStore(Path(sys.argv[1]))", "DiskStore(Path(sys.argv[1]), read_only=True)"])
def test_a_writer_and_anybody_else_exclude_each_other(tmp_path: Path, holder: str) -> None:
    with writing(tmp_path / "s") as store:
        store.add(quads("x"))
    code = f"import sys; from pathlib import Path; from kg.store import DiskStore; s = {holder}; print(1, flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "s")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "1\n"
        with pytest.raises(GraphError, match="KG411"):
            DiskStore(tmp_path / "s", read_only="read_only" not in holder)
        if "read_only" in holder:
            DiskStore(tmp_path / "s", read_only=True).close()
        other.communicate("")
    DiskStore(tmp_path / "s").close()


def test_no_store_there(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="KG412"):
        DiskStore(tmp_path, read_only=True)


def test_small_graphs_are_held_in_memory_and_the_setting_says_what_is_small(tmp_path: Path) -> None:
    with writing(tmp_path / "s") as store:
        store.add(quads("x" * 1_500_000))
    assert not isinstance(kg.open(tmp_path / "s").store, DiskStore)
    found = kg.open(tmp_path / "s", in_memory_mb=1).store
    assert isinstance(found, DiskStore)
    assert set(found.quads()) == set(quads("x" * 1_500_000))
    found.close()
