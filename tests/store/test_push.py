"""Pushing to servers: canonical hashes, resuming, pruning."""

from __future__ import annotations

from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.store import OxigraphStore
from kg.store.push import digest, push
from kg.store.remote import KINDS, Remote
from tests.conftest import store_of

XSD = "http://www.w3.org/2001/XMLSchema#"
P = ox.NamedNode("urn:p")


def literal(text: str, kind: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + kind))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (literal("0.90", "decimal"), literal("0.9", "decimal")),
        (literal("1.0", "decimal"), literal("1", "decimal")),
        (literal("-0.0", "decimal"), literal("0", "decimal")),
        (literal("+07", "integer"), literal("7", "integer")),
        (ox.Literal("x", language="ar-Latn"), ox.Literal("x", language="ar-latn")),
    ],
)
def test_spellings_that_servers_change_do_not_count(one: ox.Literal, other: ox.Literal) -> None:
    assert digest([ox.Triple(P, P, one)]) == digest([ox.Triple(P, P, other)])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (literal("1", "decimal"), literal("1", "integer")),
        (ox.Literal("x"), ox.Literal("x", language="ar")),
        (ox.Literal("1"), literal("1", "integer")),
        (literal("2018-09", "gYearMonth"), ox.Literal("2018-09")),
        (literal("nonsense", "decimal"), literal("0", "decimal")),
    ],
)
def test_everything_else_counts(one: ox.Literal, other: ox.Literal) -> None:
    assert digest([ox.Triple(P, P, one)]) != digest([ox.Triple(P, P, other)])


@given(st.lists(st.tuples(st.text(max_size=5), st.booleans()), max_size=6), st.randoms())
def test_order_repeats_and_names_of_blank_nodes_do_not_count(found: list[tuple[str, bool]], chance: Any) -> None:
    def triples(prefix: str) -> list[ox.Triple]:
        node = ox.BlankNode(f"{prefix}n")
        return [ox.Triple(node if blank else P, P, ox.Literal(text)) for text, blank in found]

    shuffled = [*triples("b"), *triples("b")]
    chance.shuffle(shuffled)
    assert digest(triples("a")) == digest(shuffled)


class Fake(Remote):
    """A server in memory that may lose what it is sent."""

    def __init__(self, loses: str = "") -> None:
        super().__init__("http://127.0.0.1:1/")
        object.__setattr__(self, "held", OxigraphStore())
        object.__setattr__(self, "loses", loses)
        object.__setattr__(self, "log", [])

    def count(self, graph: str) -> int:
        return len(self.triples(graph))

    def triples(self, graph: str) -> list[ox.Triple]:
        return [q.triple for q in self.held.graph(graph)]  # type: ignore[attr-defined]

    def replace(self, graph: str, triples: Any) -> None:
        kept = [t for t in triples if not self.loses or self.loses not in str(t)]  # type: ignore[attr-defined]
        self.held.replace_graph(graph, [ox.Quad(t.subject, t.predicate, t.object) for t in kept])  # type: ignore[attr-defined]
        self.log.append(graph)  # type: ignore[attr-defined]

    def remove(self, graph: str) -> None:
        self.held.remove_graph(graph)  # type: ignore[attr-defined]


def test_what_is_there_already_is_not_sent_again() -> None:
    store, remote = store_of("dam", "trade"), Fake()
    steps = push(store, remote)
    assert next(steps).state == "sent"
    steps.close()  # stopped in the middle
    assert [p.state for p in push(store, remote)] == ["same", "sent"]
    assert len(remote.log) == 2  # type: ignore[attr-defined]
    assert [p.state for p in push(store, remote, dry=True)] == ["same", "same"]


def test_a_server_that_loses_something_is_found_out() -> None:
    found = list(push(store_of("dam"), Fake(loses="0.")))
    assert [p.state for p in found] == ["sent"]
    (lost,) = push(store_of("dam"), Fake(loses="@ar"))
    assert lost.state == "differs"
    assert 0 < lost.there < lost.triples


def test_withdrawn_graphs_are_removed_there() -> None:
    store, remote = store_of("dam", "trade"), Fake()
    list(push(store, remote))
    gone = sorted(store.graphs())[0]
    store.remove_graph(gone)
    assert [p.state for p in push(store, remote, gone=[gone])] == ["same", "removed"]
    assert remote.count(gone) == 0


def test_what_is_no_server(unused_port: int) -> None:
    with pytest.raises(GraphError, match="KG430"):
        Remote("http://x/", "mysql")
    with pytest.raises(GraphError, match="KG430"):
        Remote("file:///etc/passwd")
    with pytest.raises(GraphError, match="KG432"):
        Remote(f"http://127.0.0.1:{unused_port}/").count("urn:g")


@pytest.fixture
def unused_port() -> int:
    from tests.server.conftest import free_port

    return free_port()


def test_every_kind_has_doors() -> None:
    remote = Remote("http://127.0.0.1:3030/news/", "fuseki")
    assert remote._door(KINDS["fuseki"].query) == "http://127.0.0.1:3030/news/query"
    assert Remote("http://h:1/sparql", "virtuoso")._door(KINDS["virtuoso"].graphs) == "http://h:1/sparql-graph-crud-auth"


def test_a_store_in_one_word() -> None:
    found = Remote.parse("sparql+http://h:1/sparql#virtuoso", "u", "secret")
    assert (found.url, found.kind, found.user) == ("http://h:1/sparql", "virtuoso", "u")
    assert "secret" not in repr(found)
    for wrong in ("http://h/sparql", "sparql+ftp://h/", "sparql+http://h/#mysql"):
        with pytest.raises(GraphError, match="KG430"):
            Remote.parse(wrong)
