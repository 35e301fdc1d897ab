"""Positions, computed before anything is drawn: communities first, then each inside itself. The same graph, the same picture."""

from __future__ import annotations

import math

import networkx as nx

Position = tuple[float, float]
SPACE = 105.0
"""Pixels that a node wants around itself."""
_SEED = 7


def communities(graph: nx.Graph[str]) -> list[list[str]]:
    """Groups of nodes (Louvain, Blondel et al. 2008), the largest first; isolated nodes each alone."""
    plain = simple(graph)
    if not plain:
        return []
    groups = [sorted(g) for g in nx.community.louvain_communities(plain, weight="weight", seed=_SEED)]
    return sorted(groups, key=lambda g: (-len(g), g[0]))


def simple(graph: nx.Graph[str]) -> nx.Graph[str]:
    """One undirected edge for each pair, its weight the number of edges; nodes in sorted order."""
    plain: nx.Graph[str] = nx.Graph()
    plain.add_nodes_from(sorted(graph))
    for a, b in sorted((min(x, y), max(x, y)) for x, y in graph.edges() if x != y):
        weight = plain.edges[a, b]["weight"] + 1 if plain.has_edge(a, b) else 1
        plain.add_edge(a, b, weight=weight)
    return plain


def layout(graph: nx.Graph[str]) -> dict[str, Position]:
    """{node: (x, y)} in whole pixels, no two nodes on one spot."""
    plain, groups = simple(graph), communities(graph)
    home = {node: i for i, group in enumerate(groups) for node in group}
    overview: nx.Graph[str] = nx.Graph()
    overview.add_nodes_from(map(str, range(len(groups))))
    for a, b, weight in _weights(plain):
        if home[a] != home[b]:
            i, j = sorted((str(home[a]), str(home[b])))
            old = overview.edges[i, j]["weight"] if overview.has_edge(i, j) else 0
            overview.add_edge(i, j, weight=old + weight)
    radius = [SPACE * math.sqrt(len(g)) * 0.6 for g in groups]
    centres = _spread(overview, radius)
    places: dict[str, Position] = {}
    for number, group in enumerate(groups):
        inner = _springs(plain.subgraph(group))
        for node in group:
            x, y = inner[node]
            places[node] = centres[number][0] + x * radius[number], centres[number][1] + y * radius[number]
    return _apart(places)


def _weights(graph: nx.Graph[str]) -> list[tuple[str, str, int]]:
    return [(a, b, int(data["weight"])) for a, b, data in graph.edges(data=True)]


def _springs(graph: nx.Graph[str]) -> dict[str, Position]:
    """Inside the unit circle (Fruchterman and Reingold 1991)."""
    if len(graph) == 1:
        return {next(iter(graph)): (0.0, 0.0)}
    ordered: nx.Graph[str] = nx.Graph()
    ordered.add_nodes_from(sorted(graph))
    ordered.add_weighted_edges_from(sorted((min(a, b), max(a, b), w) for a, b, w in _weights(graph)))
    start = {n: _sunflower(i, len(ordered)) for i, n in enumerate(ordered)}
    found = nx.spring_layout(ordered, pos=start, iterations=120, k=1.6 / math.sqrt(len(ordered)), seed=_SEED)
    return {n: (float(x), float(y)) for n, (x, y) in found.items()}


def _sunflower(i: int, n: int) -> Position:
    r, angle = math.sqrt((i + 0.5) / n), i * math.pi * (3 - math.sqrt(5))
    return r * math.cos(angle), r * math.sin(angle)


def _spread(overview: nx.Graph[str], radius: list[float]) -> list[Position]:
    """Centres of the groups: springs, then pushed apart until their circles do not meet."""
    if not radius:
        return []
    reach = 2.4 * math.sqrt(sum(r * r for r in radius))
    start = _springs(overview)
    places = [(start[str(i)][0] * reach * 0.5, start[str(i)][1] * reach * 0.5) for i in range(len(radius))]
    for _ in range(200):
        moved = False
        for i in range(len(places)):
            for j in range(i):
                moved |= _push(places, i, j, radius[i] + radius[j] + SPACE * 0.35)
        if not moved:
            break
    return places


def _push(places: list[Position], i: int, j: int, least: float) -> bool:
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


def _apart(places: dict[str, Position]) -> dict[str, Position]:
    """Labels need width more than height: near nodes are moved down until boxes of labels do not lie on one another."""
    out: dict[str, Position] = {}
    taken: dict[tuple[int, int], list[Position]] = {}
    for node in sorted(places, key=lambda n: (places[n], n)):
        x, y = places[node]
        for _ in range(400):
            cell = int(x // SPACE), int(y // SPACE)
            around = [p for dx in (-1, 0, 1) for dy in (-1, 0, 1) for p in taken.get((cell[0] + dx, cell[1] + dy), ())]
            if not any(abs(p[0] - x) < SPACE and abs(p[1] - y) < SPACE * 0.5 for p in around):
                break
            y += SPACE * 0.21
        out[node] = float(round(x)), float(round(y))
        taken.setdefault((int(x // SPACE), int(y // SPACE)), []).append((x, y))
    return out
