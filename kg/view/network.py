"""pyvis networks: for people who style one themselves, and as the carrier of the explorer."""

from __future__ import annotations

import math
from typing import Any

from pyvis.network import Network

from kg.graph.facts import Facts
from kg.view.bidi import isolate
from kg.view.payload import payload

SHAPES = {
    "event": "diamond", "person": "dot", "community": "dot",
    "org": "square", "place": "triangle", "time": "hexagon", "number": "dot", "role": "star",
    "thing": "triangleDown",
}  # fmt: skip
COLORS = {
    "event": "#b3401f", "person": "#2563a8",
    "community": "#0f766e", "org": "#6d3fa0", "place": "#1f7a4d", "time": "#8a6a00", "number": "#777777",
    "role": "#9c2c6d", "thing": "#4b5563",
}  # fmt: skip
LONGEST = 30


def to_pyvis(facts: Facts, **options: Any) -> Network:
    """A plain pyvis Network: labels isolated, positions given, physics off. `options` go to Network(...)."""
    return carry(payload(facts), None, **options)


def carry(data: dict[str, Any], budget: int | None, **options: Any) -> Network:
    """A Network with the nodes and bundled edges of a payload, the strongest `budget` nodes if given."""
    net = Network(**{"directed": True, "height": "720px", "width": "100%", "cdn_resources": "in_line", **options})
    net.toggle_physics(False)
    drawn = [i for i, n in enumerate(data["nodes"]) if "xy" in n][: budget or None]
    for i in drawn:
        n = data["nodes"][i]
        x, y = n["xy"]
        net.add_node(
            i, label=isolate(shorten(n["l"])), x=x, y=y, shape=SHAPES[n["g"]], color=COLORS[n["g"]], size=size(len(n["m"])),
            physics=False,
        )  # fmt: skip
    known = set(drawn)
    bundles: dict[tuple[int, int], list[dict[str, Any]]] = {}
    for claim in data["claims"]:
        if claim["s"] in known and claim["o"] in known:
            bundles.setdefault((claim["s"], claim["o"]), []).append(claim)
    for (a, b), claims in sorted(bundles.items()):
        doubtful = all(c["f"] in ("alleged", "denied") for c in claims)
        net.add_edge(a, b, id=f"{a}-{b}", width=1 + min(4, len(claims) / 2), dashes=doubtful)
    return net


def size(mentions: int) -> float:
    """The size of a node by how often it is mentioned."""
    return round(10 + 5 * min(4.0, math.sqrt(mentions)), 1)


def shorten(text: str) -> str:
    """A label short enough to draw."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
