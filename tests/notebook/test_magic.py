"""%sparql and %%sparql in a real IPython shell: tables, frames, pictures, completion, errors with a caret."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell

from kg.api import Graph
from kg.notebook.completion import candidates, terms
from kg.store import OxigraphStore

Stores = Callable[..., OxigraphStore]
COUNTS = """SELECT ?degree (COUNT(?claim) AS ?n) WHERE { ?claim kh:factuality ?f ; a kh:Claim . BIND(STRAFTER(STR(?f), "#") AS ?degree) }
GROUP BY ?degree ORDER BY DESC(?n)"""
TIMES = """SELECT ?earliest ?latest ?event WHERE {
  ?c rdf:subject/rdfs:label ?event ; rdf:predicate kh:time ; rdf:object ?t . ?t kh:earliest ?earliest ; kh:latest ?latest }"""
LINKS = "CONSTRUCT { ?s kh:agent ?o } WHERE { ?s kh:agent ?o }"


@pytest.fixture
def shell(article_store: Stores) -> Iterator[InteractiveShell]:
    made = InteractiveShell.instance(colors="nocolor")
    made.user_ns["graph"] = Graph(article_store())
    made.run_line_magic("load_ext", "kg.notebook")
    yield made
    InteractiveShell.clear_instance()


def run(shell: InteractiveShell, line: str, cell: str) -> Any:
    return shell.run_cell_magic("sparql", line, cell)


def test_a_select_becomes_a_table(shell: InteractiveShell) -> None:
    bundle = run(shell, "", COUNTS)._repr_mimebundle_()
    assert "<table" in bundle["text/html"]
    assert bundle["text/plain"].startswith("| degree | n |")


def test_rows_go_into_a_frame(shell: InteractiveShell) -> None:
    run(shell, "-g graph --into df", COUNTS)
    frame = shell.user_ns["df"]
    assert list(frame.columns) == ["degree", "n"]
    assert frame["n"].sum() == len(shell.user_ns["graph"].claims)


def test_a_limit_is_kept_and_said(shell: InteractiveShell) -> None:
    view = run(shell, "--limit 2", "SELECT * WHERE { ?s ?p ?o }")
    assert len(view.table) == 2
    assert "more rows than the limit" in view._repr_mimebundle_()["text/html"]


@pytest.mark.parametrize(
    ("view", "query"),
    [
        ("bars", COUNTS), ("timeline", TIMES), ("graph", LINKS),
        ("map", 'SELECT ?lat ?long ?name WHERE { VALUES (?lat ?long ?name) { (33.9 35.5 "بيروت") (30.0 31.2 "القاهرة") } }'),
        ("map", 'SELECT ?where ?name WHERE { VALUES (?where ?name) { ("POINT(35.5 33.9)" "بيروت") } }'),
    ],
)  # fmt: skip
def test_views_are_pictures_over_the_rows(shell: InteractiveShell, view: str, query: str) -> None:
    bundle = run(shell, f"--view {view}", query)._repr_mimebundle_()
    assert bundle["image/svg+xml"].startswith("<svg")
    assert "<table" in bundle["text/html"]


@pytest.mark.parametrize("view", ["bars", "timeline", "map", "graph"])
def test_rows_that_cant_be_drawn_so_say_what_is_missing(shell: InteractiveShell, view: str) -> None:
    found = run(shell, f"--view {view}", "SELECT ?only WHERE { VALUES ?only { 'x' } }")
    with pytest.raises(Exception, match="KG632"):
        found._repr_mimebundle_()


def test_an_ask_is_a_sentence(shell: InteractiveShell) -> None:
    assert run(shell, "", "ASK { ?s a kh:Claim }")._repr_mimebundle_()["text/plain"] == "Yes."
    assert run(shell, "", "ASK { ?s a kh:Nothing }")._repr_mimebundle_()["text/plain"] == "No."


def test_named_queries_on_a_line(shell: InteractiveShell) -> None:
    found = shell.run_line_magic("sparql", "tellings event=attack")
    assert "told_by" in found.table.columns


def error(shell: InteractiveShell, code: str, capsys: pytest.CaptureFixture[str]) -> str:
    result = shell.run_cell(code)
    assert not result.success
    return capsys.readouterr().out


def test_an_error_points_at_line_and_column_without_a_traceback(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    said = error(shell, "%%sparql\nSELECT ?s WHERE {\n  ?s rdfs:label ?x .\n  ?s ?p }", capsys)
    assert "line 3" in said
    assert "  ?s ?p }" in said
    caret = next(line for line in said.splitlines() if line.strip() == "^")
    assert caret.index("^") > 3
    assert "Traceback" not in said


def test_other_errors_keep_their_traceback(shell: InteractiveShell, capsys: pytest.CaptureFixture[str]) -> None:
    assert "Traceback" in error(shell, "1 / 0", capsys)


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("%%sparql -g nothing\nASK {}", "KG633"),
        ("%sparql", "KG614"),
        ("%sparql no-such-query", "KG614"),
        ("%sparql tellings coup", "KG612"),
        ("%%sparql tellings\nASK {}", "KG612"),
        ("%%sparql\nSELECT * WHERE { SERVICE <http://x> { ?s ?p ?o } }", "KG503"),
        ("%%sparql\nDELETE WHERE { ?s ?p ?o }", "KG502"),
    ],
)
def test_what_can_go_wrong_has_a_code(shell: InteractiveShell, capsys: pytest.CaptureFixture[str], code: str, said: str) -> None:
    assert said in error(shell, code, capsys)


def test_two_graphs_want_a_name(shell: InteractiveShell, article_store: Stores, capsys: pytest.CaptureFixture[str]) -> None:
    shell.user_ns["other"] = Graph(article_store("dam"))
    assert "which graph?" in error(shell, "%%sparql\nASK { ?s ?p ?o }", capsys)
    assert len(run(shell, "-g other", "SELECT ?c WHERE { ?c a kh:Claim }").table) == 21


def completions(shell: InteractiveShell, code: str) -> list[str]:
    with provisionalcompleter():
        found = list(shell.Completer.completions(code, len(code)))
    return [code[: c.start] + c.text for c in found]


def test_completion_of_terms_variables_and_keywords(shell: InteractiveShell) -> None:
    start = "%%sparql\nSELECT ?event WHERE { ?event "
    assert start + "kh:claimedBy" in completions(shell, start + "kh:claimed")
    assert start + "?event" in completions(shell, start + "?ev")
    assert start + "OPTIONAL" in completions(shell, start + "opt")
    assert "%%sparql --view" in completions(shell, "%%sparql --v")


def test_completion_is_silent_elsewhere(shell: InteractiveShell) -> None:
    assert not [c for c in completions(shell, "x = 'kh:claimed") if "claimedBy" in c]


def test_terms_that_complete_are_in_the_ontology() -> None:
    assert {"kh:Claim", "kh:factuality", "rdfs:label", "oa:exact"} <= set(terms())
    assert candidates("%%sparql\n?a ?b", "%%sparql\n?")[1] == ["?a", "?b"]
