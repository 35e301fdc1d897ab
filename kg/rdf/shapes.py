"""SHACL validation of an article's graph against ontology/shapes.ttl, in words that a journalist understands."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import pyshacl
from pyoxigraph import NamedNode, Quad
from rdflib import RDF, SH, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import GraphError
from kg.rdf.captions import Captions
from kg.rdf.contract import broken
from kg.rdf.foreign import rdflib_graph
from kg.rdf.ontology import ontology_quads, ontology_text
from kg.rdf.terms import PROV
from kg.rdf.violations import Report, Violation
from kg.rdf.vocab import KH

__all__ = ["Report", "Violation", "validate"]

_SUBCLASS = NamedNode("http://www.w3.org/2000/01/rdf-schema#subClassOf")


def validate(quads: Iterable[Quad], language: str = "en") -> Report:
    """Check the graph of one article. `language` is that of the messages: en, ar or fr.

    pySHACL runs all shapes but their SPARQL constraints, which Oxigraph runs in a fiftieth of the time (kg.rdf.contract).
    Time grows faster than the graph: give a corpus article by article and add up the reports.
    Raises GraphError KG405 when the shapes themselves cannot be run.
    """
    listed = list(quads)
    data = rdflib_graph([*listed, *_classes()])
    _, results, text = pyshacl.validate(data, shacl_graph=_shapes(), inplace=True, inference="none")
    if not isinstance(results, Graph):
        raise GraphError("KG405", f"the shapes could not be run: {text}", "check ontology/shapes.ttl with pyshacl")
    captions = Captions(quad.triple for quad in listed)
    found: dict[Node | None, set[Violation]] = {SH.Violation: set(), SH.Warning: set()}
    for result in results.subjects(RDF.type, SH.ValidationResult):
        severity = results.value(result, SH.resultSeverity)
        found.setdefault(severity, set()).add(_violation(results, result, captions, language))
    violations = found[SH.Violation] | set(broken(listed, language))
    return Report(tuple(sorted(violations)), tuple(sorted(found[SH.Warning])))


def _violation(results: Graph, result: Node, captions: Captions, language: str) -> Violation:
    nodes = [results.value(result, at) for at in (SH.value, SH.focusNode)]
    iris = [NamedNode(str(node)) for node in nodes if isinstance(node, URIRef)]
    # A check over a whole article names the article as focus and the culprit as value.
    about = next((iri for iri in iris if captions.caption(iri) or captions.links(iri, KH.evidence)), iris[-1])
    words = captions.caption(about) or " … ".join(map(captions.caption, captions.links(about, KH.evidence)))
    articles = captions.links(about, PROV.wasDerivedFrom) or captions.links(about, KH.inArticle)
    return Violation(articles[0].value if articles else "", about.value, _message(results, result, language), words)


def _message(results: Graph, result: Node, language: str) -> str:
    messages = results.objects(result, SH.resultMessage)
    said = {m.language: str(m) for m in sorted(m for m in messages if isinstance(m, Literal))}
    return said.get(language) or said.get("en") or " ".join(sorted(said.values()))


@cache
def _shapes() -> Graph:
    shapes = Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    shapes.remove((None, SH.sparql, None))
    return shapes


@cache
def _classes() -> tuple[Quad, ...]:
    """Which class is a kind of which: all that the shapes need of the ontology."""
    return tuple(quad for quad in ontology_quads() if quad.predicate == _SUBCLASS)
