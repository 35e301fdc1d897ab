"""Networks out of the facts, each with what an edge of it means for a reader of news.

| network | an edge says |
| --- | --- |
| `co_mentions` | two things are named in one sentence (or article): somebody saw them together |
| `speaking` | somebody speaks about somebody or something |
| `quoting` | an outlet or a source passes on what another says |
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterator
from itertools import combinations, pairwise

import networkx as nx

from kg.graph.facts import Facts, NodeFact
from kg.text.sentences import sentences

ACTORS = frozenset({
    "Person", "Organization", "GovernmentBody", "ArmedForce", "PoliticalOrganization", "MediaOrganization", "Company",
    "InternationalOrganization", "EducationalInstitution", "SportsOrganization", "ReligiousBody", "Country", "City", "Region",
})  # fmt: skip
"""Kinds that are counted where nothing else is asked for: those that can act, and political places."""
WITHIN = ("sentence", "article")
OUTLET = "outlet:"
"""Begins the node of an outlet, which is no thing of the graph."""


def co_mentions(facts: Facts, within: str = "sentence", kinds: Collection[str] = ACTORS) -> nx.Graph[str]:
    """Who is named together. Undirected; `weight` counts the sentences (or articles) that name both, `articles` the articles.

    It needs no event to be understood, so it is dense and robust, and it says nothing of how the two are related: a minister
    and his critic are as near as a minister and his deputy. Sentences are stricter than articles; long round-ups link
    everybody with everybody when articles count.
    """
    if within not in WITHIN:
        raise ValueError(f"within is one of {', '.join(WITHIN)}, not {within!r}")
    starts = {a.iri: [s.start for s in sentences(a.text)] for a in facts.articles} if within == "sentence" else {}
    units: dict[Hashable, set[str]] = defaultdict(set)
    for node in facts.nodes:
        if not node.event and node.kind in kinds:
            for article, start, _ in node.mentions:
                number = sum(s <= start for s in starts.get(article, ()))
                units[article, number].add(node.iri)
    graph: nx.Graph[str] = nx.Graph()
    _add(graph, facts, {iri for members in units.values() for iri in members})
    weights: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (article, _), members in units.items():  # type: ignore[misc]
        for pair in combinations(sorted(members), 2):
            weights[pair] += 1
            where[pair].add(article)
    for (a, b), weight in sorted(weights.items()):
        graph.add_edge(a, b, weight=weight, articles=len(where[a, b]))
    return graph


def speaking(facts: Facts) -> nx.DiGraph[str]:
    """Who speaks about what. An edge goes from every named speaker of a claim to its subject and object.

    `weight` counts claims, `denied` and `alleged` those told so. Who is spoken about by many and speaks little is an object of
    the news; who speaks about many is a source, and worth asking how independent it is.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    known = {n.iri for n in facts.nodes}
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for c in facts.claims:
        for speaker in filter(None, c.chain[:1]):
            for about in dict.fromkeys((c.subject, c.object)):
                if about in known and speaker in known and about != speaker:
                    counts[speaker, about].update(("weight", c.factuality))
    _add(graph, facts, {iri for pair in counts for iri in pair})
    for (a, b), found in sorted(counts.items()):
        graph.add_edge(a, b, weight=found["weight"], denied=found["denied"], alleged=found["alleged"])
    return graph


def quoting(facts: Facts) -> nx.DiGraph[str]:
    """Who passes on whom. An edge goes from the one who passes on to the one who is quoted; outlets are nodes of their own.

    A source that many outlets quote carries the story: if it is wrong, all of them are. `weight` counts claims, `articles`
    the articles. Unnamed speakers break the chain, as they do for a reader.
    """
    graph: nx.DiGraph[str] = nx.DiGraph()
    nodes = {n.iri: n for n in facts.nodes}
    outlets = {a.iri: a.outlet for a in facts.articles}
    weights: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], set[str]] = defaultdict(set)
    for c in facts.claims:
        outlet = outlets[c.article]
        chain = [*c.chain, *([OUTLET + outlet] if outlet else [])]
        for inner, outer in pairwise(chain):
            if inner and outer and inner != outer and (inner in nodes) and (outer in nodes or outer.startswith(OUTLET)):
                if outer.startswith(OUTLET) and nodes[inner].label == outer.removeprefix(OUTLET):
                    continue  # the outlet quotes itself by name
                weights[outer, inner] += 1
                where[outer, inner].add(c.article)
    _add(graph, facts, {iri for pair in weights for iri in pair if iri in nodes})
    for name in sorted({iri for pair in weights for iri in pair if iri.startswith(OUTLET)}):
        graph.add_node(name, label=name.removeprefix(OUTLET), kind="Outlet", mentions=0)
    for (a, b), weight in sorted(weights.items()):
        graph.add_edge(a, b, weight=weight, articles=len(where[a, b]))
    return graph


def _add(graph: nx.Graph[str], facts: Facts, iris: Collection[str]) -> None:
    for n in _ordered(facts, iris):
        graph.add_node(n.iri, label=n.label, kind=n.kind, mentions=len(n.mentions))


def _ordered(facts: Facts, iris: Collection[str]) -> Iterator[NodeFact]:
    return (n for n in sorted(facts.nodes, key=lambda n: n.iri) if n.iri in iris)
