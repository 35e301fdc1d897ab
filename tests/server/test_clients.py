"""Clients that nobody here wrote: SPARQLWrapper, rdflib's SPARQLStore, and comunica from npm."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore

ROOT = Path(__file__).parent.parent.parent
COMUNICA = ROOT / "build" / "comunica" / "node_modules" / ".bin" / "comunica-sparql"
KH = rdflib.Namespace("https://w3id.org/khabar/ontology#")
PEOPLE = f"SELECT ?name WHERE {{ ?p a <{KH}Person> ; <{rdflib.RDFS.label}> ?name }} ORDER BY ?name"


@pytest.fixture(scope="module")
def names(web) -> list[str]:  # type: ignore[no-untyped-def]
    return list(web.get("/sparql", params={"query": PEOPLE, "format": "csv"}).text.splitlines()[1:])


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("form", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper(site: str, names: list[str], method: str, form: str) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper").SPARQLWrapper(f"{site}sparql")
    wrapper.setMethod(method)
    wrapper.setReturnFormat(form)
    wrapper.setQuery(PEOPLE)
    found = wrapper.query().convert()
    if form == "json":
        assert [row["name"]["value"] for row in found["results"]["bindings"]] == names
    else:
        text = found.toxml() if form == "xml" else found.decode("utf-8")
        assert all(name in text for name in names)


def test_sparqlwrapper_graphs_and_errors(site: str) -> None:
    module = pytest.importorskip("SPARQLWrapper")
    wrapper = module.SPARQLWrapper(f"{site}sparql")
    wrapper.setReturnFormat(module.TURTLE)
    wrapper.setQuery(f"CONSTRUCT {{ ?s a <{KH}Person> }} WHERE {{ ?s a <{KH}Person> }}")
    assert len(rdflib.Graph().parse(data=wrapper.query().convert(), format="turtle")) > 5
    wrapper.setReturnFormat(module.JSON)
    wrapper.setQuery("SELECT nonsense")
    with pytest.raises(module.SPARQLExceptions.QueryBadFormed, match="KG506"):
        wrapper.query()


def test_rdflib_sparqlstore(site: str, names: list[str]) -> None:
    graph = rdflib.Graph(SPARQLStore(f"{site}sparql", method="POST"))
    assert [str(row[0]) for row in graph.query(PEOPLE)] == names
    person = next(graph.subjects(rdflib.RDF.type, KH.Person))
    assert graph.value(person, rdflib.RDFS.label) is not None
    assert (person, rdflib.RDF.type, KH.Person) in graph
    assert graph.query(f"ASK {{ ?s a <{KH}Claim> }}").askAnswer is True
    with pytest.raises(Exception, match="read only"):
        graph.add((person, rdflib.RDF.type, KH.Person))


@pytest.mark.skipif(
    not (COMUNICA.exists() and shutil.which("node")),
    reason="NO COMUNICA: npm install @comunica/query-sparql in build/comunica (make servers-here)",
)
def test_comunica(site: str, names: list[str]) -> None:
    done = subprocess.run(
        [str(COMUNICA), f"sparql@{site}sparql", PEOPLE, "-t", "application/sparql-results+json"],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    assert sorted(row["name"]["value"] for row in json.loads(done.stdout)["results"]["bindings"]) == sorted(names)
