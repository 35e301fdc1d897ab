"""What the server says of itself: the SPARQL service description, and VoID counts of the graph."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from kg.rdf.prefixes import prefixes
from kg.rdf.terms import DCTERMS, RDF, RDFS, XSD
from kg.rdf.vocab import KH
from kg.server import formats
from kg.server.evaluate import RDF_FORMATS, used
from kg.server.options import Options
from kg.server.pool import Pool
from kg.store import named_queries

SD, VOID = "http://www.w3.org/ns/sparql-service-description#", "http://rdfs.org/ns/void#"
SH = "http://www.w3.org/ns/shacl#"
_W3 = "http://www.w3.org/ns/formats/"
_RESULTS = ("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV")
_GRAPHS = ("Turtle", "N-Triples", "JSON-LD", "RDF_XML", "TriG", "N-Quads")
_COUNT_SECONDS = 120.0
Statement = tuple[ox.NamedNode | ox.BlankNode, ox.NamedNode, ox.NamedNode | ox.BlankNode | ox.Literal]


@dataclass(frozen=True, slots=True)
class Counts:
    """Sizes of a graph: triples, articles, entities by class, triples by property; empty while they are not known."""

    triples: int = 0
    articles: int = 0
    classes: tuple[tuple[str, int], ...] = ()
    properties: tuple[tuple[str, int], ...] = ()


async def count(pool: Pool, options: Options) -> Counts:
    """Asks the workers for the sizes. Raises QueryError when that takes too long."""

    async def rows(sparql: str) -> list[list[str]]:
        job = {"sparql": sparql, "accept": formats.SHORT["json"], "default": None, "named": None, "rows": 5_000}
        _, body = await pool.ask({**job, "answer_bytes": options.answer_bytes}, seconds=_COUNT_SECONDS)
        found = json.loads(body)
        return [[row[name]["value"] for name in found["head"]["vars"]] for row in found["results"]["bindings"]]

    properties = await rows("SELECT ?p (COUNT(*) AS ?n) WHERE { ?s ?p ?o } GROUP BY ?p ORDER BY DESC(?n) ?p")
    classes = await rows("SELECT ?c (COUNT(DISTINCT ?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c ORDER BY DESC(?n) ?c")
    documents = await rows(f"SELECT (COUNT(DISTINCT ?a) AS ?n) WHERE {{ ?a a <{KH.Article.value}> }}")
    return Counts(
        sum(int(n) for _, n in properties),
        int(documents[0][0]),
        tuple((c, int(n)) for c, n in classes),
        tuple((p, int(n)) for p, n in properties),
    )


def description(endpoint: str, root: str, counts: Counts, ontology: str, base: str) -> list[ox.Triple]:
    """The description of the service at `endpoint`, with its data set as VoID, and the named queries as SHACL examples.

    `root` is the server's address and ends in /; `base` begins the IRIs of the graph.
    """
    service, data = ox.NamedNode(endpoint), ox.NamedNode(f"{root}void#dataset")
    found = [ox.Triple(*s) for s in _service(service, data)]
    found += [ox.Triple(*s) for s in _dataset(data, service, base, counts, ontology)]
    found += [ox.Triple(*s) for s in _examples(service, root, base)]
    return found


def serialized(triples: list[ox.Triple], media: str, short: dict[str, str]) -> bytes:
    """Triples in one of `formats.GRAPHS`."""
    kind = RDF_FORMATS[formats.GRAPHS[media]]
    return ox.serialize(triples, format=kind, prefixes=used({**short, "sd": SD, "void": VOID, "sh": SH}, triples)) or b""


def _service(service: ox.NamedNode, data: ox.NamedNode) -> Iterator[Statement]:
    sd = _Names(SD)
    yield service, RDF.type, sd("Service")
    yield service, sd("endpoint"), service
    yield service, sd("supportedLanguage"), sd("SPARQL11Query")
    yield service, sd("feature"), sd("UnionDefaultGraph")
    for name in (*_RESULTS, *_GRAPHS):
        yield service, sd("resultFormat"), ox.NamedNode(_W3 + name)
    yield service, sd("defaultDataset"), data
    yield data, RDF.type, sd("Dataset")


def _dataset(data: ox.NamedNode, service: ox.NamedNode, base: str, counts: Counts, ontology: str) -> Iterator[Statement]:
    void = _Names(VOID)
    yield data, RDF.type, void("Dataset")
    yield data, DCTERMS.title, ox.Literal("Khabar: what articles tell, who says it, in which words", language="en")
    yield data, void("sparqlEndpoint"), service
    yield data, void("vocabulary"), ox.NamedNode(ontology)
    yield data, void("uriSpace"), ox.Literal(base)
    if not counts.triples:
        return
    yield data, void("triples"), ox.Literal(counts.triples)
    yield data, void("documents"), ox.Literal(counts.articles)
    yield data, void("classes"), ox.Literal(len(counts.classes))
    yield data, void("properties"), ox.Literal(len(counts.properties))
    for kind, pairs in (("class", counts.classes), ("property", counts.properties)):
        for number, (iri, size) in enumerate(pairs):
            part = ox.BlankNode(f"{kind}{number}")
            yield data, void(f"{kind}Partition"), part
            yield part, void(kind), ox.NamedNode(iri)
            yield part, void("entities" if kind == "class" else "triples"), ox.Literal(size)


def _examples(service: ox.NamedNode, root: str, base: str) -> Iterator[Statement]:
    """The named queries and the prefixes, as editors of SPARQL look for them."""
    sh, schema = _Names(SH), _Names("https://schema.org/")
    for query in named_queries().values():
        node = ox.NamedNode(f"{root}queries/{query.name}")
        yield node, RDF.type, sh("SPARQLExecutable")
        yield node, RDF.type, sh("SPARQLSelectExecutable")
        yield node, sh("select"), ox.Literal(query.bind({}, lambda _: ()))
        yield node, schema("target"), service
        for language, title in query.titles.items():
            yield node, ox.NamedNode(f"{RDFS.NS}comment"), ox.Literal(title, language=language)
    for name, space in prefixes(base).items():
        declaration = ox.BlankNode(f"prefix{name}")
        yield service, sh("declare"), declaration
        yield declaration, sh("prefix"), ox.Literal(name)
        yield declaration, sh("namespace"), ox.Literal(space, datatype=XSD.anyURI)


class _Names:
    """Terms of a vocabulary."""

    def __init__(self, base: str) -> None:
        self._base = base

    def __call__(self, name: str) -> ox.NamedNode:
        return ox.NamedNode(self._base + name)
