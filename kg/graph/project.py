"""Facts → networkx: entities and events as nodes, claims as edges, with attributes that every exporter can write."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from kg.graph.facts import ClaimFact, Facts
from kg.store.oxigraph import OxigraphStore


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


def _speakers(claims: Iterable[ClaimFact], nodes: Iterable[str]) -> set[str]:
    known = set(nodes)
    return {s for c in claims for s in c.chain if s in known}


def project(store: OxigraphStore) -> nx.MultiDiGraph[str]:
    """The network of a store."""
    from kg.graph.facts import facts

    return network(facts(store))
