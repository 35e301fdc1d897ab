"""The guard lets questions through and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError
from kg.store import OxigraphStore, ask
from kg.store.guard import check

REFUSED = [
    ("SELECT * WHERE { SERVICE <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { sErViCe <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { \\u0053ERVICE <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { SERVICE SILENT ?x { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { SERVICE<http://x/>{ ?s ?p ?o } }", "KG503"),
    ("PREFIX : <http://x/> SELECT * WHERE { SERVICE:x { ?s ?p ?o } }", "KG503"),
    ("PREFIX SERVICEx: <http://x/> SELECT * WHERE { SERVICEx:y { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { SERVICESILENT<http://x/> { ?s ?p ?o } }", "KG503"),
    ("PREFIX x: <http://x/> SELECT * WHERE { ?s ?p x:.SERVICE <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { ?s ?p trueSERVICE <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { ?s ?p 1e5SERVICE <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { ?s ?p 'x'@ar.SERVICE <http://x/> { ?s ?p ?o } }", "KG503"),
    ("SELECT * WHERE { ?s ?p ?o # a\r SERVICE <http://x/> { ?s ?p ?o }\n }", "KG503"),
    ('SELECT * WHERE { ?s ?p "\\u005C" . SERVICE <http://x/> { ?s ?p ?o } } #"', "KG503"),
    ('SELECT * WHERE { ?s ?p "\\u0022 . SERVICE <http://x/> { ?s ?p ?o } } #"', "KG503"),
    ("SELECT * WHERE " + "{" * 2_000 + "}" * 2_000, "KG511"),
    ("SELECT * WHERE { ?s ?p ?o FILTER(" + "(" * 2_000 + "1" + ")" * 2_000 + ") }", "KG511"),
    ("SELECT * WHERE { " + "?s <urn:p>* ?o . " * 20 + "}", "KG511"),
    ("SELECT * WHERE { " + "?s (<urn:p> / <urn:q>)+ ?o . " * 20 + "}", "KG511"),
    ("SELECT * FROM <file:///etc/passwd> WHERE { ?s ?p ?o }", "KG504"),
    ("SELECT * FROM NAMED <http://x/> WHERE { ?s ?p ?o }", "KG504"),
    ("PREFIX x: <http://x/> SELECT * FROM x:y WHERE { ?s ?p ?o }", "KG504"),
    ("LOAD <http://x/>", "KG502"),
    ("INSERT DATA { <a:b> <a:b> <a:b> }", "KG502"),
    ("DELETE WHERE { ?s ?p ?o }", "KG502"),
    ("PREFIX x: <y:> DROP ALL", "KG502"),
    ("CLEAR DEFAULT", "KG502"),
    ("WITH <g:g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "KG502"),
    ("", "KG505"),
    ("hello", "KG505"),
    ("# SELECT", "KG505"),
    ("SELECT * WHERE { ?s ?p ?o } #" + "x" * 20_000, "KG501"),
]
LET_THROUGH = [
    "SELECT * WHERE { ?s ?p ?o }",
    "ASK { ?s ?p 'SERVICE' }",
    'SELECT * WHERE { ?s ?p "LOAD <http://x/> FROM" } # SERVICE',
    "SELECT ?service WHERE { ?service ?from ?load }",
    "SELECT * WHERE { ?s <http://x/SERVICE> ?o }",
    "PREFIX service: <http://x/> SELECT * WHERE { ?s service:load ?o }",
    "PREFIX x: <http://x/> SELECT * WHERE { ?s x:service ?o . ?s x:a.service ?o . _:service ?p x:y-service }",
    "PREFIX service: <http://x/> SELECT * WHERE { service:a service:b service:c . { ?s ?p ?o } }",
    "SELECT (?a * ?b AS ?c) (?a + 1 AS ?d) WHERE { ?s <urn:p>+/<urn:q>* ?a . ?s <urn:q>? ?b }",
    "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }",
    "DESCRIBE <http://x/>",
    'SELECT * WHERE { ?s ?p """a "SERVICE" b""" }',
]


@pytest.mark.parametrize(("query", "code"), REFUSED)
def test_refused(query: str, code: str) -> None:
    with pytest.raises(QueryError) as caught:
        check(query)
    assert caught.value.code == code
    assert caught.value.advice or code == "KG505"


@pytest.mark.parametrize("query", LET_THROUGH)
def test_let_through(query: str) -> None:
    check(query)


def test_graphs_of_the_store_may_be_named() -> None:
    check("SELECT * FROM <g:1> FROM NAMED <g:1> WHERE { ?s ?p ?o }", {"g:1"})


@given(st.text(max_size=200))
def test_any_text_is_answered_or_refused_with_a_code(text: str) -> None:
    code = "KG5"
    try:
        ask(OxigraphStore(), text)
    except QueryError as error:
        code = error.code
    assert code.startswith("KG5")


@given(st.sampled_from(["service", "SERVICE", "Service"]), st.sampled_from([" ", "\n", "\t", " # x\n"]))
def test_white_space_and_comments_do_not_hide_it(word: str, space: str) -> None:
    with pytest.raises(QueryError, match="KG503"):
        check(f"SELECT * WHERE {{{space}{word}{space}<http://x/>{space}{{ ?s ?p ?o }} }}")
