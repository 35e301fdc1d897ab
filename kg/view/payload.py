"""Facts → the data inside a page: short keys, numbers for IRIs, positions computed beforehand."""

from __future__ import annotations

from functools import cache
from typing import Any

import rdflib

from kg.graph.facts import ClaimFact, Facts, NodeFact, local
from kg.graph.layout import communities, layout
from kg.graph.project import network
from kg.locations import ontology_dir
from kg.rdf.vocab import KH

_KH = str(KH.Claim.value).removesuffix("Claim")
GROUPS = {
    "Person": "person", "Group": "person", "Community": "community", "Role": "role", "Time": "time", "Quantity": "number",
    "MonetaryAmount": "number", "Product": "thing", "Work": "thing", "NamedEvent": "thing", "Country": "place", "City": "place",
    "Region": "place", "Location": "place", "Facility": "place",
}  # fmt: skip


def group(node: NodeFact) -> str:
    """The family that a node is drawn as."""
    return "event" if node.event else GROUPS.get(node.kind, "org")


def payload(facts: Facts) -> dict[str, Any]:
    """articles, nodes, claims, terms (labels of the ontology in three languages). Nodes come strongest first."""
    graph = network(facts)
    places = layout(graph)
    home = {n: i for i, members in enumerate(communities(graph)) for n in members}
    degree = {n: graph.degree(n) for n in graph}
    ordered = sorted(facts.nodes, key=lambda n: (-degree.get(n.iri, 0), -len(n.mentions), n.iri))
    number = {n.iri: i for i, n in enumerate(ordered)}
    article = {a.iri: i for i, a in enumerate(facts.articles)}
    return {
        "articles": [
            {
                "iri": a.iri,
                "title": a.title,
                "outlet": a.outlet,
                "issued": a.issued,
                "basis": a.basis,
                "why": a.why,
                "url": a.url,
                "text": a.text,
            }
            for a in facts.articles
        ],
        "nodes": [_node(n, places, home, article) for n in ordered],
        "claims": [_claim(c, number, article) for c in facts.claims],
        "terms": terms(),
    }


def _node(
    n: NodeFact, places: dict[str, tuple[float, float]], home: dict[str, int], article: dict[str, int]
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "iri": n.iri, "l": n.label, "k": n.kind, "g": group(n), "m": [[article[a], s, e] for a, s, e in n.mentions],
    }  # fmt: skip
    if n.iri in places:
        found["xy"], found["h"] = list(places[n.iri]), home[n.iri]
    for key, value in (("al", list(n.aliases)), ("la", n.latin), ("v", n.value), ("t0", n.earliest), ("t1", n.latest)):
        if value:
            found[key] = value
    return found


def _claim(c: ClaimFact, number: dict[str, int], article: dict[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "iri": c.iri, "s": number[c.subject], "p": c.predicate, "f": c.factuality, "a": article[c.article], "w": list(c.words),
        "n": list(c.sentence), "c": round(c.confidence, 3), "mk": {k: list(v) for k, v in sorted(c.marks.items())},
    }  # fmt: skip
    found["o"] = number.get(c.object, local(c.object))
    if c.qualifiers:
        found["q"] = list(c.qualifiers)
    if c.chain:
        found["ch"] = [number.get(s, -1) for s in c.chain]
    if c.maker:
        found["by"] = c.maker
    return found


@cache
def terms() -> dict[str, dict[str, str]]:
    """{local name: {language: label}} of every term of the ontology."""
    graph = rdflib.Graph().parse(ontology_dir() / "khabar.ttl")
    found: dict[str, dict[str, str]] = {}
    for subject, label in graph.subject_objects(rdflib.RDFS.label):
        if str(subject).startswith(_KH) and isinstance(label, rdflib.Literal) and label.language:
            found.setdefault(str(subject).removeprefix(_KH), {})[label.language] = str(label)
    return {name: dict(sorted(labels.items())) for name, labels in sorted(found.items())}
