"""A picture that can be asked what is selected in it (with anywidget, which is optional)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from kg.graph.facts import Facts
from kg.graph.layout import layout
from kg.graph.project import network
from kg.view.bidi import isolate
from kg.view.look import group
from kg.view.network import COLORS, shorten, size

MOST_DRAWN = 150


class GraphWidget(anywidget.AnyWidget):
    """The strongest nodes of some facts.

    `selected` holds IRIs of nodes and `time_range` two ISO days, ['', ''] for all; both change when somebody clicks or moves
    the sliders, and the picture changes when they are set. `observe` tells of changes, as with every widget.
    """

    _esm = Path(__file__).with_name("widget.js")
    nodes: traitlets.List[Any] = traitlets.List().tag(sync=True)
    edges: traitlets.List[Any] = traitlets.List().tag(sync=True)
    days: traitlets.List[Any] = traitlets.List().tag(sync=True)
    selected = traitlets.List(traitlets.Unicode()).tag(sync=True)
    time_range = traitlets.List(traitlets.Unicode(), minlen=2, maxlen=2, default_value=["", ""]).tag(sync=True)

    @traitlets.validate("selected")
    def _known(self, proposal: Mapping[str, Any]) -> list[str]:
        known = {n["iri"] for n in self.nodes}
        return [iri for iri in proposal["value"] if iri in known]


def graph_widget(facts: Facts, most: int = MOST_DRAWN) -> GraphWidget:
    """The widget for some facts, positions as in the explorer."""
    full = network(facts)
    strong = sorted(full, key=lambda n: (-full.degree(n), n))[:most]
    part = full.subgraph(strong)
    known = {n.iri: n for n in facts.nodes}
    issued = {a.iri: a.issued[:10] for a in facts.articles}
    nodes = [
        {
            "iri": n, "label": isolate(shorten(known[n].label)), "kind": known[n].kind, "x": x, "y": y,
            "color": COLORS[group(known[n])], "r": size(len(known[n].mentions)) / 2.5,
        }
        for n, (x, y) in sorted(layout(part).items())
    ]  # fmt: skip
    pairs: dict[tuple[str, str], set[str]] = {}
    for a, b, data in part.edges(data=True):
        pairs.setdefault((a, b), set()).add(issued.get(data["article"], ""))
    edges = [{"a": a, "b": b, "days": sorted(days)} for (a, b), days in sorted(pairs.items())]
    days = sorted({d for e in edges for d in e["days"] if d})
    return GraphWidget(nodes=nodes, edges=edges, days=days)
