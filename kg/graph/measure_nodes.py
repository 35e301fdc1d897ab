"""Measures of a network: who is central, who holds it together, which groups it has. All by networkx."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

from kg.graph.layout import simple
from kg.listing import Listing

SAMPLED_FROM, SAMPLE, _SEED = 3000, 500, 7
"""Above so many nodes betweenness is estimated from a sample of so many (Brandes and Pich 2007), always the same."""


@dataclass(frozen=True, slots=True)
class Centrality:
    """What a node is to the network. Betweenness, closeness and pagerank are between 0 and 1."""

    node: str
    label: str
    kind: str
    degree: int
    strength: float
    betweenness: float
    closeness: float
    pagerank: float


@dataclass(frozen=True, slots=True)
class Bridge:
    """An edge or node whose loss would part the network. `parts` are the sizes of what would fall apart, largest first."""

    node: str
    other: str
    label: str
    other_label: str
    parts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Community:
    """Nodes that are linked more among themselves than with the others, the most strongly linked first."""

    members: tuple[str, ...]
    labels: tuple[str, ...]
    inside: int
    outside: int


def centralities(graph: nx.Graph[str]) -> Listing[Centrality]:
    """Every node, the most strongly linked first.

    * degree: with how many others it is linked; strength: by how many claims or sentences. Fame.
    * betweenness (Freeman 1977): how many shortest ways lead through it, strong links being short. Who links stories or
      camps that otherwise don't meet: mediators, agencies, border towns.
    * closeness (harmonic; Marchiori and Latora 2000): how near everybody else is.
    * pagerank (Brin and Page 1998): linked with those who are linked themselves; along the arrows when there are any, so in
      the network of quoting it finds the sources that everything rests on.
    """
    plain = _weighted(graph)
    sample = SAMPLE if len(plain) > SAMPLED_FROM else None
    between = nx.betweenness_centrality(plain, k=sample, weight="distance", seed=_SEED)
    near = nx.harmonic_centrality(plain, distance="distance")
    rank = nx.pagerank(graph if graph.is_directed() else plain, weight="weight") if len(graph) else {}
    most = max(near.values(), default=0.0) or 1.0
    found = [
        Centrality(
            n, str(graph.nodes[n].get("label", n)), str(graph.nodes[n].get("kind", "")), plain.degree(n),
            float(plain.degree(n, weight="weight")), between[n], near[n] / most, rank[n],
        )
        for n in sorted(graph)
    ]  # fmt: skip
    found.sort(key=lambda c: (-c.strength, -c.pagerank, c.node))
    columns = ("label", "kind", "degree", "strength", "betweenness", "closeness", "pagerank", "node")
    return Listing(found, columns, lambda c: tuple(getattr(c, x) for x in columns), columns[:-1])


def bridges(graph: nx.Graph[str], least: int = 2) -> Listing[Bridge]:
    """Links whose loss parts the network into pieces of at least `least` nodes (Tarjan 1974), the evenest cut first.

    In a network of news a bridge is a single sentence or claim that two stories hang together by: worth reading first, for it
    is either the scoop or the error of an extractor.
    """
    plain = simple(graph)
    found = []
    for edge in nx.bridges(plain):
        a, b = edge[0], edge[1]
        whole = nx.node_connected_component(plain, a)
        side = len(nx.node_connected_component(nx.restricted_view(plain, [], [(a, b)]), a))
        parts = sorted((side, len(whole) - side), reverse=True)
        if parts[1] >= least:
            found.append(Bridge(a, b, _label(graph, a), _label(graph, b), tuple(parts)))
    found.sort(key=lambda x: (-x.parts[1], x.node, x.other))
    return _bridges(found)


def brokers(graph: nx.Graph[str], least: int = 2) -> Listing[Bridge]:
    """Nodes whose loss parts the network, with the parts of at least `least` nodes that would be left.

    Who is the only one that several groups have in common: the mediator, or a name under which two people were merged.
    """
    plain = simple(graph)
    found = []
    for n in nx.articulation_points(plain):
        home = nx.node_connected_component(plain, n) - {n}
        parts = sorted((len(c) for c in nx.connected_components(plain.subgraph(home)) if len(c) >= least), reverse=True)
        if len(parts) > 1:
            found.append(Bridge(n, "", _label(graph, n), "", tuple(parts)))
    found.sort(key=lambda x: (-sum(x.parts[1:]), x.node))
    return _bridges(found)


def communities(graph: nx.Graph[str], least: int = 3) -> Listing[Community]:
    """Groups of at least `least` nodes (Louvain; Blondel et al. 2008), the largest first; the same graph, the same groups.

    In co-mentions a group is mostly one running story; in quoting, outlets that draw on the same sources. `inside` and `outside`
    count links: a group with as many links outside as inside is no group to build an argument on.
    """
    plain = simple(graph)
    found = []
    for members in nx.community.louvain_communities(plain, weight="weight", seed=_SEED) if len(plain) else []:
        if len(members) >= least:
            ordered = sorted(members, key=lambda n: (-plain.degree(n, weight="weight"), n))
            inside = plain.subgraph(members).number_of_edges()
            outside = sum(b not in members for a in members for b in plain[a])
            found.append(Community(tuple(ordered), tuple(_label(graph, n) for n in ordered), inside, outside))
    found.sort(key=lambda c: (-len(c.members), c.members))

    def row(c: Community) -> tuple[object, ...]:
        return len(c.members), "، ".join(c.labels[:12]), c.inside, c.outside

    return Listing(found, ("size", "members", "inside", "outside"), row)


def ego(graph: nx.Graph[str], node: str, radius: int = 1) -> nx.Graph[str]:
    """The network around a node (an IRI or a label): all within `radius` links of it, and the links among them.

    Whether a person's acquaintances know each other without them tells a clique from a broker. Raises KeyError for an unknown node.
    """
    known = node if node in graph else next((n for n in sorted(graph) if _label(graph, n) == node), None)
    if known is None:
        raise KeyError(f"no node {node!r} in this network")
    found: nx.Graph[str] = nx.ego_graph(graph, known, radius=radius, undirected=True)
    return found


def _weighted(graph: nx.Graph[str]) -> nx.Graph[str]:
    """Undirected, weights of both directions and of parallel edges added, `distance` the inverse of the weight."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for a, b, data in sorted(graph.edges(data=True), key=lambda e: (e[0], e[1])):
        if a != b:
            old = plain.edges[a, b]["weight"] if plain.has_edge(a, b) else 0.0
            plain.add_edge(a, b, weight=old + float(data.get("weight", 1.0)))
    for _, _, data in plain.edges(data=True):
        data["distance"] = 1.0 / data["weight"]
    return plain


def _label(graph: nx.Graph[str], node: str) -> str:
    return str(graph.nodes[node].get("label", node))


def _bridges(found: list[Bridge]) -> Listing[Bridge]:
    def row(x: Bridge) -> tuple[object, ...]:
        return x.label, x.other_label, " + ".join(map(str, x.parts)), x.node, x.other

    return Listing(found, ("label", "other", "parts", "node", "other_node"), row, ("label", "other", "parts"))
