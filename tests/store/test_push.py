"""Pushing to servers: canonical hashes, resuming, a real Virtuoso that answers the competency questions alike."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.api import Graph
from kg.errors import GraphError
from kg.store import OxigraphStore, named_queries
from kg.store.push import _canonical, digest, push
from kg.store.remote import KINDS, Remote
from tests.conftest import store_of
from tests.store.test_competency import QUESTIONS
from tests.store.virtuoso import running

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


needs_virtuoso = pytest.mark.skipif(
    not shutil.which("virtuoso-t"), reason="NO VIRTUOSO: apt-get install virtuoso-opensource-7, or it is not tested"
)


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    with running(tmp_path_factory.mktemp("virtuoso")) as found:
        yield found


@pytest.fixture(scope="module")
def remote(virtuoso: tuple[str, str]) -> Remote:
    return Remote(virtuoso[0], "virtuoso", "dba", "dba")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(store_of())


@pytest.fixture(scope="module")
def filled(remote: Remote, graph: Graph) -> Remote:
    """Virtuoso with the graph of tests/articles."""
    assert {p.state for p in push(graph.store, remote)} <= {"sent", "same"}
    return remote


@needs_virtuoso
def test_virtuoso_holds_what_was_pushed(filled: Remote, graph: Graph) -> None:
    assert {p.state for p in push(graph.store, filled)} == {"same"}
    for name in graph.store.graphs():
        assert filled.count(name) == len(list(graph.store.graph(name)))


def plain(term: Any) -> str:
    """A cell as both engines give it: unbound is '', parts of a joined text in one order (joining has none)."""
    if term is None:
        return ""
    found = _canonical(term)
    text = found.value if isinstance(found, (ox.NamedNode, ox.Literal)) else str(found)
    return ", ".join(sorted(text.replace("? ", "، ").split("، ")))


@needs_virtuoso
@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: str(q["query"]))
def test_virtuoso_answers_the_competency_questions_alike(filled: Remote, graph: Graph, question: dict[str, Any]) -> None:
    """`target` samples one quote of several, so its last column may differ."""
    sparql = named_queries()[question["query"]].bind(question.get("given", {}), graph.names.find)
    body = filled.ask(sparql, "application/sparql-results+json")
    theirs = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
    assert isinstance(theirs, ox.QuerySolutions)
    kept = -1 if question["query"] == "target" else None
    ours = graph.store.run(sparql)
    assert sorted([plain(t) for t in row][:kept] for row in theirs) == sorted([plain(t) for t in row][:kept] for row in ours)  # type: ignore[union-attr]


@needs_virtuoso
def test_pushing_by_update_alone(virtuoso: tuple[str, str], graph: Graph) -> None:
    """As to a server without the Graph Store protocol: the right to update is given to everybody, on loopback."""
    program = shutil.which("isql-vt") or "isql-vt"
    grant = 'exec=GRANT SPARQL_UPDATE TO "SPARQL";'
    done = subprocess.run([program, virtuoso[1], "dba", "dba", grant], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    remote = Remote(virtuoso[0])
    name = "urn:by-update"
    text = ox.Literal("«نص» \"x\" \\ <b> {{ }} ? \n", language="ar")
    remote.replace(name, [ox.Triple(ox.NamedNode(f"urn:s{n}"), P, text) for n in range(250)])
    assert remote.count(name) == 250
    assert digest(remote.triples(name)) == digest(ox.Triple(ox.NamedNode(f"urn:s{n}"), P, text) for n in range(250))
    remote.remove(name)
    assert remote.count(name) == 0


def test_every_kind_has_doors() -> None:
    remote = Remote("http://127.0.0.1:3030/news/", "fuseki")
    assert remote._door(KINDS["fuseki"].query) == "http://127.0.0.1:3030/news/query"
    assert Remote("http://h:1/sparql", "virtuoso")._door(KINDS["virtuoso"].graphs) == "http://h:1/sparql-graph-crud-auth"


@needs_virtuoso
def test_the_command_prunes_what_was_withdrawn(virtuoso: tuple[str, str], tmp_path: Any) -> None:
    from typer.testing import CliRunner

    from kg.cli import app

    store = store_of("dam", "trade")
    store.save(tmp_path / "graph.trig")
    asked = ["push", virtuoso[0], str(tmp_path), "--kind", "virtuoso", "--user", "dba", "--password", "dba"]
    assert CliRunner().invoke(app, asked).exit_code == 0
    gone = sorted(store.graphs())[0]
    store.remove_graph(gone)
    store.save(tmp_path / "graph.trig")
    done = CliRunner().invoke(app, [*asked, "--prune"])
    assert done.exit_code == 0, done.output
    assert "1 same" in done.output
    assert "removed" in done.output
    remote = Remote(virtuoso[0], "virtuoso", "dba", "dba")
    assert remote.names("https://w3id.org/khabar/graph/") == sorted(store.graphs())


def test_a_store_in_one_word() -> None:
    found = Remote.parse("sparql+http://h:1/sparql#virtuoso", "u", "secret")
    assert (found.url, found.kind, found.user) == ("http://h:1/sparql", "virtuoso", "u")
    assert "secret" not in repr(found)
    for wrong in ("http://h/sparql", "sparql+ftp://h/", "sparql+http://h/#mysql"):
        with pytest.raises(GraphError, match="KG430"):
            Remote.parse(wrong)
