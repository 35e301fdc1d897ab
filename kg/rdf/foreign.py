"""Quads as an rdflib graph: the conversion alone, for the libraries that speak rdflib."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import BlankNode, Literal, NamedNode, Quad
from rdflib import BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from kg.errors import GraphError
from kg.rdf.terms import XSD


def rdflib_graph(quads: Iterable[Quad]) -> Graph:
    """A graph in memory with the statements of `quads`; graph names are dropped, literals kept as they are written."""
    graph = Graph()
    for quad in quads:
        graph.add((rdflib_term(quad.subject), rdflib_term(quad.predicate), rdflib_term(quad.object)))
    return graph


def rdflib_term(term: object) -> Node:
    """The same term in rdflib. Raises GraphError KG404 for a quoted triple, which rdflib does not have."""
    match term:
        case NamedNode(value=iri):
            return URIRef(iri)
        case BlankNode(value=name):
            return BNode(name)
        case Literal():
            if term.language:
                return RdflibLiteral(term.value, lang=term.language)
            # rdflib holds "x" and "x"^^xsd:string for different terms, and reads Turtle as the first.
            datatype = None if term.datatype == XSD.string else URIRef(term.datatype.value)
            return RdflibLiteral(term.value, datatype=datatype, normalize=False)
    raise GraphError("KG404", f"rdflib has no term like {term}", "leave triples about triples out of what you validate")
