"""Shortest ways between two nodes over claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice, pairwise

import networkx as nx

from kg.graph.facts import ClaimFact, Facts

NOT_BETWEEN = frozenset({"Time", "Quantity", "MonetaryAmount"})
"""Two things that share a date or a number are not linked by it."""
Way = list[tuple[str, str, tuple[ClaimFact, ...]]]
"""(from, to, the claims between them) for each step."""


def shortest(
    facts: Facts, starts: Collection[str], ends: Collection[str], most: int = 5, sure: Collection[str] = ()
) -> Iterator[Way]:
    """Ways from any of `starts` to any of `ends`, shortest first (Yen 1971, as networkx has it), at most `most`.

    With `sure`, only claims of these factualities count. Claims count in both directions; what a speaker says of a thing
    links the two as well.
    """
    between: dict[tuple[str, str], list[ClaimFact]] = defaultdict(list)
    nodes = {n.iri: n for n in facts.nodes}
    for claim in facts.claims:
        if not sure or claim.factuality in sure:
            for a, b in _links(claim):
                if a in nodes and b in nodes and a != b:
                    between[min(a, b), max(a, b)].append(claim)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from(sorted(between))
    origins, targets = sorted(set(starts) & set(graph)), sorted(set(ends) & set(graph))
    keep = [n for n in graph if nodes[n].kind not in NOT_BETWEEN or n in origins or n in targets]
    graph = nx.Graph(graph.subgraph(keep))
    found: list[list[str]] = []
    for origin in origins:
        for target in targets:
            if origin != target and nx.has_path(graph, origin, target):
                found += islice(nx.shortest_simple_paths(graph, origin, target), most)
    for way in sorted(found, key=lambda w: (len(w), w))[:most]:
        yield [(a, b, tuple(between[min(a, b), max(a, b)])) for a, b in pairwise(way)]


def _links(claim: ClaimFact) -> Iterator[tuple[str, str]]:
    yield claim.subject, claim.object
    for speaker in claim.chain:
        yield speaker, claim.subject
