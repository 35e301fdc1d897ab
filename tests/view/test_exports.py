"""What can be taken away loads elsewhere, says the same in every form, and names its date, filters and version."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from datetime import date

import networkx as nx
import pytest
import rdflib
from rdflib.compare import isomorphic

from tests.view.conftest import Opener, Page

pytestmark = pytest.mark.browser
KH = rdflib.Namespace("https://w3id.org/khabar/ontology#")
ISOLATES = re.compile("[\u2066-\u2069]")


def made(found: Page, kind: str, scope: str = "all") -> str:
    return str(found("return khabar.make(arguments[0], arguments[1])", kind, scope))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


@pytest.mark.parametrize("names", [("dam",), ("hostile",), ()])
def test_graphml_and_gexf_load_in_networkx_and_are_equal(page: Opener, names: tuple[str, ...]) -> None:
    found = page(*names)
    graphml = nx.parse_graphml(made(found, "graphml"), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(made(found, "gexf").encode("utf-8")))
    nodes, edges = found("return [khabar.data.nodes.length, khabar.data.claims.filter((c) => c.o !== null).length]")
    assert graphml.number_of_nodes() == gexf.number_of_nodes() == nodes
    assert graphml.number_of_edges() == gexf.number_of_edges() == edges
    assert {n: d["label"] for n, d in graphml.nodes(data=True)} == {n: d["label"] for n, d in gexf.nodes(data=True)}
    ends = [sorted((a, b, d["relation"], d["words"]) for a, b, d in g.edges(data=True)) for g in (graphml, gexf)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("names", [("dam",), ("hostile",)])
def test_turtle_and_jsonld_load_in_rdflib_and_are_equal(page: Opener, names: tuple[str, ...]) -> None:
    found = page(*names)
    turtle = rdflib.Graph().parse(data=made(found, "ttl"), format="turtle")
    jsonld = rdflib.Graph().parse(data=made(found, "jsonld"), format="json-ld")
    assert len(turtle) == len(jsonld) > 50
    assert isomorphic(turtle, jsonld)


def test_the_rdf_says_what_the_graph_says(page: Opener, article_store) -> None:  # type: ignore[no-untyped-def]
    """Every claim with its subject, relation, object, stance and offsets, as in the store that the page was made of."""
    got = rdflib.Graph().parse(data=made(page("dam"), "ttl"), format="turtle")
    query = """SELECT ?c ?s ?p ?o ?f ?a ?start ?end WHERE { ?c rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kh:factuality ?f ;
      kh:evidence ?e . ?e kh:inArticle ?a ; oa:start ?start ; oa:end ?end }"""
    names = {"kh": KH, "rdf": rdflib.RDF, "oa": rdflib.Namespace("http://www.w3.org/ns/oa#")}
    flat = rdflib.Graph()
    for s, p, o, _ in article_store("dam").dataset().quads():
        flat.add((s, p, o))
    told, kept = ({tuple(map(str, r)) for r in g.query(query, initNs=names)} for g in (got, flat))
    assert told == kept
    plain = {
        (s, p, o)
        for s, p, o in got
        if str(p).startswith(str(KH)) and (None, rdflib.RDF.subject, s) in got and isinstance(o, rdflib.URIRef)
    }
    assert {t for t in plain if (None, rdflib.RDF.object, t[2]) in got} <= set(flat)


def test_doubted_claims_give_no_plain_statement(page: Opener) -> None:
    found = page()
    got = rdflib.Graph().parse(data=made(found, "ttl"), format="turtle")
    doubted = {c for f in (KH.alleged, KH.denied, KH.attempted, KH.planned) for c in got.subjects(KH.factuality, f)}
    sure = {
        (got.value(c, rdflib.RDF.subject), got.value(c, rdflib.RDF.predicate), got.value(c, rdflib.RDF.object))
        for c in got.subjects(KH.factuality, KH.asserted)
    }
    facts = {
        (got.value(c, rdflib.RDF.subject), got.value(c, rdflib.RDF.predicate), got.value(c, rdflib.RDF.object))
        for c in doubted
    }
    assert doubted
    assert not [t for t in facts - sure if t in got]


def test_claims_as_csv_carry_their_evidence(page: Opener) -> None:
    found = page("dam")
    table = rows(made(found, "claims.csv"))
    assert len(table) == found("return khabar.data.claims.flatMap((c) => c.ev).length")
    text = found("return khabar.data.articles[0].text")
    for row in table:
        assert text[int(row["start"]) : int(row["end"])] == row["words"].removeprefix("'")
        assert row["words"].removeprefix("'") in row["sentence"]


def test_formulas_in_names_stay_text(page: Opener) -> None:
    found = page("dam")
    found("khabar.data.nodes[0].l = '=cmd|calc'")
    assert next(r["label"] for r in rows(made(found, "nodes.csv"))) == "'=cmd|calc"


def test_svg_keeps_arabic_as_text_and_names_its_fonts(page: Opener) -> None:
    found = page("dam")
    text = made(found, "svg")
    root = ET.fromstring(text.encode("utf-8"))
    words = [ISOLATES.sub("", "".join(t.itertext())) for t in root.iter("{http://www.w3.org/2000/svg}text")]
    assert "كريم الهاشمي" in words
    assert "IBM Plex Sans Arabic" in root.attrib["font-family"]
    assert all(t.text is None or t.text[0] in "\u2066\u2067" for t in root.iter("{http://www.w3.org/2000/svg}text"))


def test_the_png_is_twice_as_large_and_not_empty(page: Opener) -> None:
    found = page("dam")
    wide, high, colors, canvas = found.later(
        """return Promise.resolve(khabar.make('png')).then(async (blob) => { const b = await createImageBitmap(blob), c = document.createElement('canvas');
        c.width = b.width; c.height = b.height; const x = c.getContext('2d'); x.drawImage(b, 0, 0); const d = x.getImageData(0, 0, b.width, b.height).data, seen = new Set();
        for (let k = 0; k < d.length; k += 4) seen.add(`${d[k]} ${d[k + 1]} ${d[k + 2]}`);
        return [b.width, b.height, seen.size, document.getElementById('canvas').clientWidth]; })"""
    )
    assert wide == 2 * canvas
    assert high > 400
    assert colors > 20


@pytest.mark.parametrize("kind", ["nodes.csv", "edges.csv", "claims.csv", "graphml", "gexf", "ttl", "jsonld", "svg"])
def test_every_export_names_date_filters_and_version(page: Opener, kind: str) -> None:
    found = page("dam", address="#lang=en")
    found("khabar.change((s) => { s.filters.stance.add('asserted'); khabar.refilter(); }, 'filters')")
    text = made(found, kind, "view")
    assert str(date.today()) in text
    assert "How sure: asserted" in text
    assert f"Khabar {found('return khabar.look.version')}" in text


@pytest.mark.parametrize("kind", ["nodes.csv", "claims.csv", "graphml", "gexf", "ttl", "jsonld"])
def test_the_view_is_less_than_all(page: Opener, kind: str) -> None:
    found = page("dam")
    found("khabar.change((s) => { s.drawn = new Set([0, 1, 2]); }, 'drawn')")
    assert len(made(found, kind, "view")) < len(made(found, kind, "all"))


def test_exports_hold_no_marks_of_direction(page: Opener) -> None:
    found = page()
    for kind in ("nodes.csv", "claims.csv", "graphml", "ttl", "jsonld"):
        assert not ISOLATES.search(made(found, kind))


def test_the_report_has_cards_and_evidence(page: Opener) -> None:
    found = page("dam")
    found("khabar.open({kind: 'node', id: arguments[0]})", found.node("كريم الهاشمي"))
    found.find("#to-export").click()
    found("[...document.querySelectorAll('#dialog button')].find((b) => b.textContent === 'تقرير للطباعة').click()")
    assert found("return document.querySelectorAll('#report section').length") == 1
    assert found("return document.querySelectorAll('#report .evidence').length") > 0
    assert str(date.today()) in found.text("report")


def test_turtle_of_one_node_is_turtle(page: Opener) -> None:
    found = page("dam")
    text = found("window.copied = ''; navigator.clipboard.writeText = async (x) => { window.copied = x; };"
                 "khabar.open({kind: 'node', id: 0}); [...document.querySelectorAll('#card button')].find((b) => b.textContent === 'نسخ Turtle').click(); return window.copied")  # fmt: skip
    got = rdflib.Graph().parse(data=text, format="turtle")
    assert rdflib.URIRef(found("return khabar.data.nodes[0].iri")) in set(got.subjects())
    assert json.dumps(text)
