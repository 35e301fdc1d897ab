"""Positions, computed before anything is drawn: communities first, then each inside itself. The same graph, the same picture.

Large communities and very many of them are laid on a sunflower (Vogel 1979) instead of springs, so that the time stays
close to linear in the number of nodes.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import networkx as nx

from kg.graph.room import SPACE, Circles, Position, apart, sunflower

SPRINGS = 300
"""A community with more nodes than this, or a graph with more linked communities, is laid out without springs."""
_SEED = 7


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """Groups of nodes (Louvain, Blondel et al. 2008), the largest first; isolated nodes each alone."""
    plain = simple(graph)
    if not plain:
        return []
    groups: list[list[str]] = []
    for part in nx.connected_components(plain):
        if len(part) < 4:
            groups.append(sorted(part))
    joined = plain.subgraph([n for part in nx.connected_components(plain) if len(part) >= 4 for n in part])
    if joined:
        ordered: nx.Graph[str] = nx.Graph()
        ordered.add_nodes_from(sorted(joined))
        ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in _weights(joined)))
        groups += [sorted(g) for g in nx.community.louvain_communities(ordered, weight="weight", seed=_SEED)]
    return sorted(groups, key=lambda g: (-len(g), g[0]))


def simple(graph: nx.Graph[str]) -> nx.Graph[str]:
    """One undirected edge for each pair, its weight the number of edges; nodes in sorted order."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for a, b in sorted((min(x, y), max(x, y)) for x, y in graph.edges() if x != y):
        weight = plain.edges[a, b]["weight"] + 1 if plain.has_edge(a, b) else 1
        plain.add_edge(a, b, weight=weight)
    return plain


def layout(graph: nx.Graph[str], before: Mapping[str, Position] | None = None) -> dict[str, Position]:
    """{node: (x, y)} in whole pixels, no two nodes on one spot. Nodes in `before` stay near where they stood."""
    return place(graph, communities(graph), before)


def place(
    graph: nx.Graph[str], groups: Sequence[Sequence[str]], before: Mapping[str, Position] | None = None
) -> dict[str, Position]:
    """As `layout`, for communities already found."""
    plain, known = simple(graph), before or {}
    radius = [SPACE * math.sqrt(len(g)) * 0.6 for g in groups]
    centres = _centres(plain, groups, radius, known)
    places: dict[str, Position] = {}
    for (cx, cy), r, group in zip(centres, radius, groups, strict=True):
        inner = _springs(plain.subgraph(group)) if len(group) <= SPRINGS else _petals(plain, group)
        for node in group:
            x, y = inner[node]
            places[node] = known.get(node, (cx + x * r, cy + y * r))
    return apart(places, known)


def _weights(graph: nx.Graph[str]) -> list[tuple[str, str, int]]:
    return [(a, b, int(data["weight"])) for a, b, data in graph.edges(data=True)]


def _springs(graph: nx.Graph[str], start: Mapping[str, Position] | None = None) -> dict[str, Position]:
    """Inside the unit circle (Fruchterman and Reingold 1991)."""
    if len(graph) == 1:
        return {next(iter(graph)): (0.0, 0.0)}
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in _weights(graph)))
    spots = {n: sunflower(i, len(ordered)) for i, n in enumerate(ordered)} | dict(start or {})
    rounds = 120 if len(ordered) < 120 else 60
    found = nx.spring_layout(ordered, pos=spots, iterations=rounds, k=1.6 / math.sqrt(len(ordered)), seed=_SEED)
    return {n: (float(x), float(y)) for n, (x, y) in found.items()}


def _petals(graph: nx.Graph[str], group: Sequence[str]) -> dict[str, Position]:
    """The best linked in the middle, each after its neighbours around it."""
    ordered = sorted(group, key=lambda n: (-graph.degree(n), n))
    return {n: sunflower(i, len(ordered)) for i, n in enumerate(ordered)}


def _centres(
    plain: nx.Graph[str], groups: Sequence[Sequence[str]], radius: Sequence[float], known: Mapping[str, Position]
) -> list[Position]:
    """Centres of the groups: the linked ones by springs, the rest where there is room; circles do not meet."""
    home = {node: i for i, group in enumerate(groups) for node in group}
    overview: nx.Graph[str] = nx.Graph()
    for a, b, weight in _weights(plain):
        if home[a] != home[b]:
            one, other = sorted((f"{home[a]:08d}", f"{home[b]:08d}"))
            old = overview.edges[one, other]["weight"] if overview.has_edge(one, other) else 0
            overview.add_edge(one, other, weight=old + weight)
    linked = sorted(int(i) for i in overview)
    alone = [i for i in range(len(groups)) if f"{i:08d}" not in overview]
    if not linked:
        linked, alone = alone[:1], alone[1:]
    spots: dict[int, Position] = {}
    reach = 2.0 * math.sqrt(sum(radius[i] ** 2 for i in linked)) if linked else 0.0
    if 1 < len(linked) <= SPRINGS:
        start = _springs(overview)
        spots = {i: (start[f"{i:08d}"][0] * reach * 0.5, start[f"{i:08d}"][1] * reach * 0.5) for i in linked}
    else:
        spots = {
            i: (x * reach * 0.7, y * reach * 0.7)
            for k, i in enumerate(linked)
            for x, y in (sunflower(k, len(linked)),)
        }
    for i in linked:
        stood = [known[n] for n in groups[i] if n in known]
        if stood:
            spots[i] = sum(x for x, _ in stood) / len(stood), sum(y for _, y in stood) / len(stood)
    _separate(spots, radius)
    _around(spots, radius, alone)
    return [spots[i] for i in range(len(groups))]


def _separate(spots: dict[int, Position], radius: Sequence[float]) -> None:
    """Pushes circles apart until none meet, comparing only those in neighbouring cells of a grid."""
    if len(spots) < 2:
        return
    cell = 2 * max(radius[i] for i in spots) + SPACE
    for _ in range(200 if len(spots) <= SPRINGS else 12):
        grid: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in spots.items():
            grid.setdefault((int(x // cell), int(y // cell)), []).append(i)
        moved = False
        for (cx, cy), inside in sorted(grid.items()):
            near = [
                j for dx in (0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, -1) for j in grid.get((cx + dx, cy + dy), ())
            ]
            for i in inside:
                for j in near:
                    if i < j or j not in inside:
                        moved |= i != j and _push(spots, i, j, radius[i] + radius[j] + SPACE * 0.35)
        if not moved:
            return


def _push(places: dict[int, Position], i: int, j: int, least: float) -> bool:
    dx, dy = places[i][0] - places[j][0], places[i][1] - places[j][1]
    distance = math.hypot(dx, dy)
    if distance >= least:
        return False
    if distance < 1e-6:
        dx, dy, distance = math.cos(i), math.sin(i), 1.0
    step = (least - distance) / 2 / distance
    places[i] = places[i][0] + dx * step, places[i][1] + dy * step
    places[j] = places[j][0] - dx * step, places[j][1] - dy * step
    return True


def _around(spots: dict[int, Position], radius: Sequence[float], alone: Sequence[int]) -> None:
    """Groups without links to others, the largest first, each in the first free spot of a spiral from the middle."""
    if not alone:
        return
    points = list(spots.values()) or [(0.0, 0.0)]
    middle = sum(x for x, _ in points) / len(points), sum(y for _, y in points) / len(points)
    circles = Circles(SPACE * 0.2)

    def settle(i: int, x: float, y: float) -> None:
        spots[i] = x, y
        circles.add(x, y, radius[i])

    for i, (x, y) in list(spots.items()):
        settle(i, x, y)
    step, wide = 0, -1.0
    for i in alone:
        if radius[i] != wide:  # smaller groups may fit where larger ones did not
            step, wide = 0, radius[i]
        while True:
            x, y = sunflower(step, 1)
            x, y = middle[0] + x * SPACE * 0.5, middle[1] + y * SPACE * 0.5
            step += 1
            if circles.free(x, y, radius[i]):
                settle(i, x, y)
                break
