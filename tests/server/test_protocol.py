"""The SPARQL 1.1 protocol as far as it concerns queries, test by test as the W3C's suite names them, and what surrounds it."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import httpx
import pyoxigraph as ox
import pytest
import rdflib

KH = "https://w3id.org/khabar/ontology#"
FORM = "application/x-www-form-urlencoded"
SPARQL = "application/sparql-query"
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
NAMED = "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g ORDER BY ?g"
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def graphs(web: httpx.Client) -> dict[str, int]:
    """{graph: its triples}."""
    found = web.get("/sparql", params={"query": NAMED, "format": "csv"}).text
    return {row["g"]: int(row["n"]) for row in csv.DictReader(io.StringIO(found))}


def count(answer: httpx.Response) -> int:
    assert answer.status_code == 200, answer.text
    return int(answer.json()["results"]["bindings"][0]["n"]["value"])


def test_query_get(web: httpx.Client) -> None:
    assert web.get("/sparql?query=ASK%20%7B%7D").json() == {"head": {}, "boolean": True}


def test_query_post_form(web: httpx.Client) -> None:
    answer = web.post("/sparql", content=b"query=ASK%20%7B%7D", headers={"content-type": FORM})
    assert answer.json()["boolean"] is True


def test_query_post_direct(web: httpx.Client) -> None:
    answer = web.post("/sparql", content=b"ASK {}", headers={"content-type": f"{SPARQL}; charset=UTF-8"})
    assert answer.json()["boolean"] is True


def test_query_dataset_default_graph(web: httpx.Client, graphs: dict[str, int]) -> None:
    for name, size in graphs.items():
        assert count(web.get("/sparql", params={"query": COUNT, "default-graph-uri": name})) == size
        assert count(web.post("/sparql", data={"query": COUNT, "default-graph-uri": name})) == size
        sent = {"content": COUNT.encode(), "headers": {"content-type": SPARQL}, "params": {"default-graph-uri": name}}
        assert count(web.post("/sparql", **sent)) == size  # type: ignore[arg-type]


def test_query_dataset_default_graphs(web: httpx.Client, graphs: dict[str, int]) -> None:
    one, two, *_ = graphs
    asked = {"query": f"SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {{ ?a a <{KH}Article> }}", "default-graph-uri": [one, two]}
    assert count(web.get("/sparql", params=asked)) == 2


def test_query_dataset_named_graphs(web: httpx.Client, graphs: dict[str, int]) -> None:
    one, two, *_ = graphs
    found = web.get("/sparql", params={"query": NAMED, "named-graph-uri": [one, two]}).json()["results"]["bindings"]
    assert [row["g"]["value"] for row in found] == [one, two]
    assert count(web.get("/sparql", params={"query": COUNT, "named-graph-uri": [one, two]})) == 0


def test_query_dataset_full(web: httpx.Client, graphs: dict[str, int]) -> None:
    one, two, *_ = graphs
    both = f"SELECT (COUNT(DISTINCT ?g) AS ?n) WHERE {{ ?a a <{KH}Article> . GRAPH ?g {{ ?b a <{KH}Article> }} }}"
    assert count(web.get("/sparql", params={"query": both, "default-graph-uri": one, "named-graph-uri": two})) == 1


def test_query_multiple_dataset(web: httpx.Client, graphs: dict[str, int]) -> None:
    """The dataset of the request wins over the one that the query names."""
    one, two, *_ = graphs
    asked = {"query": f"SELECT (COUNT(*) AS ?n) FROM <{one}> WHERE {{ ?s ?p ?o }}", "default-graph-uri": two}
    assert count(web.get("/sparql", params=asked)) == graphs[two]


def test_from_within_the_query(web: httpx.Client, graphs: dict[str, int]) -> None:
    for name, size in graphs.items():
        assert count(web.get("/sparql", params={"query": f"SELECT (COUNT(*) AS ?n) FROM <{name}> {{ ?s ?p ?o }}"})) == size


ROWS = {
    "application/sparql-results+json": lambda t: json.loads(t)["results"]["bindings"],
    "application/sparql-results+xml": lambda t: ElementTree.fromstring(t)[1],
    "text/csv": lambda t: list(csv.reader(io.StringIO(t)))[1:],
    "text/tab-separated-values": lambda t: t.splitlines()[1:],
}


@pytest.mark.parametrize("media", ROWS)
def test_query_content_type_select(web: httpx.Client, media: str) -> None:
    answer = web.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 3"}, headers={"accept": media})
    assert answer.headers["content-type"].split(";")[0] == media
    assert len(ROWS[media](answer.text)) == 3  # type: ignore[no-untyped-call]


@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_rows_say_the_same_in_every_format(web: httpx.Client, kind: str) -> None:
    """Read by libraries that did not write them; terms with every trap of the formats."""
    values = r"""(<urn:x> "a\"b,c" 1 UNDEF) (UNDEF "tab\there\nline\r<&>'" true "س"@ar) ("" "\u0001" 1.5e0 "x"^^<urn:t>)"""
    query = f"SELECT ?a ?b ?c ?d WHERE {{ VALUES (?a ?b ?c ?d) {{ {values} }} }}"
    text = web.get("/sparql", params={"query": query, "format": kind}).content
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(text.decode(), newline="")))
        assert rows[1] == ["urn:x", 'a"b,c', "1", ""]
        assert rows[2] == ["", "tab\there\nline\r<&>'", "true", "س"]
        return
    wanted = [
        (ox.NamedNode("urn:x"), ox.Literal('a"b,c'), ox.Literal(1), None),
        (None, ox.Literal("tab\there\nline\r<&>'"), ox.Literal(True), ox.Literal("س", language="ar")),
        (ox.Literal(""), ox.Literal("\u0001" if kind != "xml" else "\ufffd"), ox.Literal("1.5", datatype=XSD_DOUBLE),
         ox.Literal("x", datatype=ox.NamedNode("urn:t"))),
    ]  # fmt: skip
    formats = {"json": ox.QueryResultsFormat.JSON, "xml": ox.QueryResultsFormat.XML, "tsv": ox.QueryResultsFormat.TSV}
    found = ox.parse_query_results(text, format=formats[kind])
    assert [tuple(row) for row in found] == wanted  # type: ignore[union-attr]


XSD_DOUBLE = ox.NamedNode("http://www.w3.org/2001/XMLSchema#double")


@pytest.mark.parametrize(("media", "text"), [("application/sparql-results+json", '"boolean":true'), ("text/csv", "true"),
                                             ("application/sparql-results+xml", "<boolean>true</boolean>")])  # fmt: skip
def test_query_content_type_ask(web: httpx.Client, media: str, text: str) -> None:
    assert text in web.get("/sparql", params={"query": "ASK {}"}, headers={"accept": media}).text


@pytest.mark.parametrize(
    ("media", "name"),
    [("text/turtle", "turtle"), ("application/n-triples", "nt"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml"),
     ("application/trig", "trig"), ("application/n-quads", "nquads")],
)  # fmt: skip
@pytest.mark.parametrize("form", ["CONSTRUCT { ?s a ?c } WHERE { ?s a ?c } LIMIT 20", f"DESCRIBE ?a WHERE {{ ?a a <{KH}Article> }}"])
def test_query_content_type_construct_and_describe(web: httpx.Client, media: str, name: str, form: str) -> None:
    answer = web.get("/sparql", params={"query": form}, headers={"accept": media})
    assert answer.headers["content-type"].split(";")[0] == media
    read = rdflib.Dataset().parse(data=answer.text, format=name)
    same = web.get("/sparql", params={"query": form, "format": "nt"}).text
    assert len(read) == len(same.splitlines()) > 0


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("", "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("text/*", "text/csv"),
        ("text/turtle, */*;q=0.1", "application/sparql-results+json"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.2", "application/sparql-results+xml"),
        ("application/sparql-results+json;q=0, */*", "application/sparql-results+xml"),
        ("application/json", "application/json"),
    ],
)
def test_negotiation(web: httpx.Client, accept: str, given: str) -> None:
    answer = web.get("/sparql", params={"query": "SELECT * {} LIMIT 1"}, headers={"accept": accept})
    assert answer.headers["content-type"].split(";")[0] == given
    assert answer.headers["vary"] == "Accept"


def test_nothing_that_would_do(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": "ASK {}"}, headers={"accept": "image/png"})
    assert (answer.status_code, answer.json()["code"]) == (406, "KG514")


def test_bad_query_syntax(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": "SELECT *\nWHERE { ?s ?p }"})
    assert answer.status_code == 400
    found = answer.json()
    assert (found["code"], found["line"]) == ("KG506", 2)
    assert found["column"] in (15, 16)
    assert found["detail"].endswith("^")


@pytest.mark.parametrize(
    ("content_type", "body", "status"),
    [
        ("text/plain", b"ASK {}", 415),  # bad-query-wrong-media-type
        ("", b"query=ASK%20%7B%7D", 415),  # bad-query-missing-form-type
        ("", b"ASK {}", 415),  # bad-query-missing-direct-type
        (f"{SPARQL}; charset=UTF-16", "ASK {}".encode("utf-16"), 415),  # bad-query-non-utf8
        (FORM, b"query=ASK%20%7B%7D&query=ASK%20%7B%7D", 400),  # bad-multiple-queries
        (FORM, b"", 400),
    ],
)
def test_bad_queries(web: httpx.Client, content_type: str, body: bytes, status: int) -> None:
    headers = {"content-type": content_type} if content_type else {}
    assert web.post("/sparql", content=body, headers=headers).status_code == status


def test_bad_query_method(web: httpx.Client) -> None:
    assert web.put("/sparql", params={"query": "ASK {}"}).status_code == 405


def test_head_and_options(web: httpx.Client) -> None:
    head = web.head("/sparql", params={"query": "ASK {}"})
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["content-length"]) > 0
    options = web.options("/sparql", headers={"origin": "https://example.org", "access-control-request-method": "POST"})
    assert options.status_code == 204
    assert set(options.headers["allow"].split(", ")) == {"GET", "HEAD", "POST", "OPTIONS"}
    assert options.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in options.headers


def test_rows_are_limited_and_it_is_said(web: httpx.Client) -> None:
    answer = web.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o }"})
    assert len(answer.json()["results"]["bindings"]) == 500
    assert (answer.headers["x-rows"], answer.headers["x-row-limit"]) == ("500", "500")
    assert answer.headers["x-truncated"] == "first 500 rows"
    assert "x-truncated" not in web.get("/sparql", params={"query": "SELECT * WHERE { ?s ?p ?o } LIMIT 500"}).headers


def test_bytes_are_limited_and_it_is_said(web: httpx.Client) -> None:
    long = f"SELECT (CONCAT(?t, ?t, ?t, ?t, ?t, ?t, ?t, ?t) AS ?x) WHERE {{ ?a <{KH}text> ?t . ?s ?p ?o }}"
    answer = web.get("/sparql", params={"query": long})
    assert len(answer.content) < 400_100
    assert 0 < len(answer.json()["results"]["bindings"]) < 500
    assert answer.headers["x-truncated"].startswith("first ")


def test_the_deadline_is_kept_and_the_next_question_answered(web: httpx.Client) -> None:
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    answer = web.get("/sparql", params={"query": endless})
    assert (answer.status_code, answer.json()["code"]) == (504, "KG507")
    assert web.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_the_service_describes_itself(web: httpx.Client) -> None:
    for path in ("/sparql", "/void", "/.well-known/void"):
        found = rdflib.Graph().parse(data=web.get(path, headers={"accept": "text/turtle"}).text)
        sd, void = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#"), rdflib.Namespace("http://rdfs.org/ns/void#")
        (service,) = found.subjects(rdflib.RDF.type, sd.Service)
        assert str(found.value(service, sd.endpoint)) == str(web.base_url).rstrip("/") + "/sparql"
        assert sd.UnionDefaultGraph in set(found.objects(service, sd.feature))
    data = found.value(service, sd.defaultDataset)
    assert int(found.value(data, void.triples)) == count(web.get("/sparql", params={"query": COUNT}))  # type: ignore[arg-type]
    assert len(list(found.objects(data, void.classPartition))) > 10


def test_answers_carry_safe_headers(web: httpx.Client) -> None:
    for path in ("/sparql?query=ASK%7B%7D", "/nothing", "/sparql"):
        headers = web.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert "server" not in headers
