"""Facts → networkx: entities and events as nodes, claims as edges, with attributes that every exporter can write."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx

from kg.graph.facts import ClaimFact, Facts
from kg.store.oxigraph import OxigraphStore

_FOLDED = {"relations": "relation", "factualities": "factuality", "articles": "article"}


def network(facts: Facts) -> nx.MultiDiGraph[str]:
    """A directed multigraph. Nodes carry label, kind, event, mentions; edges (keyed by claim) relation, factuality,
    speakers, confidence, article. What no claim links is left out; the bare telling of an event is no edge."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    nodes = {n.iri: n for n in facts.nodes}
    links = [c for c in facts.claims if c.object in nodes and c.subject in nodes]
    for iri in sorted({x for c in links for x in (c.subject, c.object)} | _speakers(links, nodes)):
        node = nodes[iri]
        graph.add_node(
            iri, label=node.label, kind=node.kind, event=node.event, mentions=len(node.mentions), latin=node.latin
        )
    for c in links:
        speakers = " < ".join(nodes[s].label if s in nodes else "?" for s in c.chain)
        graph.add_edge(
            c.subject, c.object, key=c.iri, relation=c.predicate, factuality=c.factuality, speakers=speakers,
            confidence=c.confidence, article=c.article,
        )  # fmt: skip
    return graph


def folded(graph: nx.MultiDiGraph[str]) -> nx.DiGraph[str]:
    """One edge for each ordered pair of nodes. Edges carry weight (how many claims), relations, factualities and articles
    (sorted, joined by '; '), and confidence (the highest); GraphML and GEXF accept them all."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(graph.nodes(data=True))
    bundles: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for a, b, data in graph.edges(data=True):
        bundles.setdefault((a, b), []).append(data)
    for (a, b), claims in bundles.items():
        joined = {k: "; ".join(sorted({str(c[one]) for c in claims})) for k, one in _FOLDED.items()}
        found.add_edge(a, b, weight=len(claims), confidence=max(c["confidence"] for c in claims), **joined)
    return found


def _speakers(claims: Iterable[ClaimFact], nodes: Iterable[str]) -> set[str]:
    known = set(nodes)
    return {s for c in claims for s in c.chain if s in known}


def project(store: OxigraphStore) -> nx.MultiDiGraph[str]:
    """The network of a store."""
    from kg.graph.facts import facts

    return network(facts(store))
