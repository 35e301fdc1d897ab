"""pyvis networks: for people who style one themselves, and as the carrier of what the explorer draws first."""

from __future__ import annotations

import math
from typing import Any

from pyvis.network import Network

from kg.graph.facts import Facts
from kg.view.bidi import isolate
from kg.view.look import COLORS, SHAPES, group
from kg.view.payload import payload

__all__ = ["COLORS", "SHAPES", "carry", "group", "shorten", "size", "to_pyvis"]

LONGEST = 30


def to_pyvis(facts: Facts, **options: Any) -> Network:
    """A plain pyvis Network: labels isolated, positions given, physics off. `options` go to Network(...)."""
    return carry(payload(facts), None, **options)


def carry(data: dict[str, Any], budget: int | None, **options: Any) -> Network:
    """A Network with the nodes and bundled edges of a payload, the strongest `budget` nodes if given."""
    net = Network(**{"directed": True, "height": "720px", "width": "100%", "cdn_resources": "in_line", **options})
    net.toggle_physics(False)
    nodes, claims = data["nodes"], data["claims"]
    drawn = [i for i, xy in enumerate(nodes["xy"]) if xy][: budget or None]
    for i in drawn:
        (x, y), family = nodes["xy"][i], nodes["groups"][nodes["g"][i]]
        net.add_node(
            i, label=isolate(shorten(nodes["l"][i])), x=x, y=y, shape=SHAPES[family], color=COLORS[family],
            size=size(len(nodes["m"][i]) // 3), physics=False,
        )  # fmt: skip
    known = set(drawn)
    doubted = {k for k, term in enumerate(claims["terms"]) if term in ("alleged", "denied")}
    bundles: dict[tuple[int, int], list[bool]] = {}
    for s, o, f in zip(claims["s"], claims["o"], claims["f"], strict=True):
        if s in known and o in known:
            bundles.setdefault((s, o), []).append(f in doubted)
    for (a, b), doubts in sorted(bundles.items()):
        net.add_edge(a, b, id=f"{a}-{b}", width=1 + min(4, len(doubts) / 2), dashes=all(doubts))
    return net


def size(mentions: int) -> float:
    """The size of a node by how often it is mentioned."""
    return round(10 + 5 * min(4.0, math.sqrt(mentions)), 1)


def shorten(text: str) -> str:
    """A label short enough to draw."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
