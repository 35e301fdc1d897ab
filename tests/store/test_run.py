"""Deadlines, limits, errors with a place, tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, QueryError
from kg.store import OxigraphStore, Table, ask

Stores = Callable[..., OxigraphStore]


def test_rows_are_limited_and_it_is_said(article_store: Stores) -> None:
    answer = ask(article_store("dam"), "SELECT * WHERE { ?s ?p ?o }", rows=7)
    assert len(answer.rows) == 7
    assert answer.truncated
    assert not ask(article_store("dam"), "SELECT * WHERE { ?s ?p ?o } LIMIT 7", rows=7).truncated


def test_a_query_without_end_is_stopped_and_the_next_one_works(article_store: Stores) -> None:
    store = article_store()
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(QueryError, match="KG507"):
        ask(store, endless, seconds=0.5)
    assert ask(store, "ASK { ?s ?p ?o }", seconds=5).yes is True


def test_the_answer_is_the_same_with_and_without_a_deadline(article_store: Stores) -> None:
    store, query = article_store("trade"), "SELECT ?s ?o WHERE { ?s a ?o } ORDER BY ?s ?o"
    assert ask(store, query, seconds=10) == ask(store, query)


def test_a_syntax_error_shows_the_place() -> None:
    with pytest.raises(QueryError) as caught:
        ask(OxigraphStore(), "SELECT *\nWHERE { ?s ?p }", seconds=5)
    assert caught.value.code == "KG506"
    assert "line 2" in caught.value.message
    assert caught.value.message.splitlines()[-1].strip() == "^"


def test_construct_gives_triples(article_store: Stores) -> None:
    answer = ask(article_store("dam"), "CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", rows=5)
    assert len(answer.triples) == 5
    assert answer.truncated


def test_saving_and_loading_keep_every_quad(article_store: Stores, tmp_path: Path) -> None:
    store = article_store()
    for suffix in (".trig", ".nq", ".jsonld"):
        store.save(tmp_path / f"g{suffix}")
        again = OxigraphStore()
        again.load(tmp_path / f"g{suffix}")
        assert set(again.quads()) == set(store.quads()), suffix


def test_files_that_are_not_there_or_no_graph(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="KG412"):
        OxigraphStore().load(tmp_path / "x.trig")
    (tmp_path / "x.trig").write_text("nonsense <")
    with pytest.raises(GraphError, match="KG413"):
        OxigraphStore().load(tmp_path / "x.trig")
    with pytest.raises(GraphError, match="KG413"):
        OxigraphStore().save(tmp_path / "x.png")


def test_rdflib_sees_the_same_quads(article_store: Stores) -> None:
    store = article_store("dam")
    dataset = store.dataset()
    assert len(list(dataset.quads())) == len(store)
    (count,) = dataset.query("SELECT (COUNT(*) AS ?n) WHERE { ?c a <https://w3id.org/khabar/ontology#Claim> }")
    assert int(count[0]) == 21


TABLE = Table(
    ("who", "n", "none"),
    (
        (ox.NamedNode("https://x.org/e/1"), ox.Literal(3), None),
        (ox.Literal("a|b,<c>\n", language="ar"), ox.Literal(True), None),
    ),
    labels={"https://x.org/e/1": "علي"},
)


def test_tables_show_labels_and_values() -> None:
    assert TABLE.texts() == [["علي", "3", ""], ["a|b,<c>\n", "true", ""]]
    assert [row["n"] for row in TABLE] == [3, True]


def test_tables_as_csv_json_markdown() -> None:
    assert list(csv.reader(io.StringIO(TABLE.to_csv())))[1] == ["https://x.org/e/1", "3", ""]
    data = json.loads(TABLE.to_json())
    assert data["results"]["bindings"][1]["who"] == {"type": "literal", "value": "a|b,<c>\n", "xml:lang": "ar"}
    assert "a\\|b,&lt;c>" in TABLE.to_markdown()


def test_tables_as_frames() -> None:
    frame = TABLE.df()
    assert list(frame.columns) == ["who", "n", "none"]
    assert frame["who"][0] == "علي"


def test_tables_in_notebooks_are_escaped() -> None:
    html = TABLE._repr_mimebundle_()["text/html"]
    assert "<c>" not in html
    assert 'dir="auto"' in html


def test_from_names_the_graphs_that_a_query_sees() -> None:
    store, p = OxigraphStore(), ox.NamedNode("urn:p")
    store.replace_graphs({f"urn:{n}": [ox.Quad(p, p, ox.Literal(n))] for n in ("a", "b", "c")})
    count = "SELECT (COUNT(*) AS ?n) {} WHERE {{ {} }}"
    for clause, pattern, wanted in (
        ("", "?s ?p ?o", 3),
        ("FROM <urn:a>", "?s ?p ?o", 1),
        ("FROM <urn:a> FROM <urn:b>", "?s ?p ?o", 2),
        ("FROM NAMED <urn:a>", "?s ?p ?o", 0),
        ("FROM NAMED <urn:a>", "GRAPH ?g { ?s ?p ?o }", 1),
        ("", "GRAPH ?g { ?s ?p ?o }", 3),
    ):
        (row,) = ask(store, count.format(clause, pattern), graphs=store.graphs()).rows
        assert row[0] == ox.Literal(wanted), (clause, pattern)
