"""The constraints that matter most, checked fast: the SPARQL constraints of ontology/shapes.ttl, run by Oxigraph.

They say that quotes stand where the graph says, that a fact is written plainly and that hearsay never is. All the
other shapes are pySHACL's (kg.rdf.shapes), at a hundred times the cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import pyoxigraph as ox
from rdflib import SH, Graph, Literal

from kg.rdf.captions import Captions
from kg.rdf.ontology import ontology_text
from kg.rdf.terms import PROV
from kg.rdf.violations import Violation
from kg.rdf.vocab import KH


@dataclass(frozen=True, slots=True)
class Constraint:
    """A SPARQL constraint: the class it is about, a query for (?this, ?value) that break it, the message by language."""

    query: str
    messages: dict[str, str]


def broken(quads: Iterable[ox.Quad], language: str = "en") -> tuple[Violation, ...]:
    """The violations of the SPARQL constraints in the graph of one article."""
    listed = list(quads)
    store = ox.Store()
    store.bulk_extend(listed)
    found: set[Violation] = set()
    captions: Captions | None = None
    for constraint in constraints():
        solutions = store.query(constraint.query, use_default_graph_as_union=True)
        assert isinstance(solutions, ox.QuerySolutions)
        for solution in solutions:
            captions = captions or Captions(quad.triple for quad in listed)
            found.add(_violation(solution, constraint, captions, language))
    return tuple(sorted(found))


def _violation(solution: ox.QuerySolution, constraint: Constraint, captions: Captions, language: str) -> Violation:
    value = solution["value"] or solution["this"]
    assert isinstance(value, ox.NamedNode)
    words = captions.caption(value) or " … ".join(map(captions.caption, captions.links(value, KH.evidence)))
    articles = captions.links(value, PROV.wasDerivedFrom) or captions.links(value, KH.inArticle)
    message = constraint.messages.get(language) or constraint.messages.get("en", "")
    return Violation(articles[0].value if articles else "", value.value, message, words)


@cache
def constraints() -> tuple[Constraint, ...]:
    """The SPARQL constraints of the shapes, with their prefixes and the class of the shape that holds them."""
    shapes = Graph().parse(data=ontology_text("shapes.ttl"), format="turtle")
    found = []
    for shape, constraint in sorted(shapes.subject_objects(SH.sparql), key=str):
        declared = [
            (shapes.value(d, SH.prefix), shapes.value(d, SH.namespace)) for d in shapes.objects(None, SH.declare)
        ]
        prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(map(_texts, declared)))
        targets = " ".join(f"<{c}>" for c in sorted(map(str, shapes.objects(shape, SH.targetClass))))
        select = str(shapes.value(constraint, SH.select))
        about = f"VALUES ?class {{ {targets} }} $this a ?class ."
        query = prefixes + select.replace("{", "{ " + about, 1)
        messages = {str(m.language): str(m) for m in shapes.objects(constraint, SH.message) if isinstance(m, Literal)}
        found.append(Constraint(query, messages))
    return tuple(found)


def _texts(pair: tuple[object, object]) -> tuple[str, str]:
    return str(pair[0]), str(pair[1])
