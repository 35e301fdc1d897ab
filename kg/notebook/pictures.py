"""Static pictures as SVG: text stays text, labels stand in their own direction, article text is escaped."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import networkx as nx

from kg.graph.facts import Facts
from kg.graph.layout import layout
from kg.graph.project import network
from kg.view.bidi import isolate
from kg.view.network import COLORS, group, shorten, size

MOST_DRAWN = 60
FONT = "'IBM Plex Sans Arabic','Noto Sans Arabic','DejaVu Sans','Segoe UI',Tahoma,sans-serif"
_MARGIN = 70.0


@dataclass(frozen=True, slots=True)
class Dot:
    """A node of a picture."""

    label: str
    color: str = COLORS["thing"]
    radius: float = 5.0


def svg(width: int, height: int, body: Iterable[str], title: str) -> str:
    """A whole SVG document."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'font-family="{FONT}" style="background:#fbfaf7;max-width:100%;height:auto"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{height}" fill="#fbfaf7"/>{"".join(body)}</svg>'
    )


def label(x: float, y: float, words: str, size: int = 11, anchor: str = "middle", color: str = "#222") -> str:
    """A label whose letters join and whose brackets stand right, whatever stands around it.

    `anchor` is where x is: "middle", "left" or "right" of the drawn text, also for text that runs from right to left.
    """
    arabic = isolate(words)[0] == "\u2067"
    ends = {"middle": "middle", "left": "end" if arabic else "start", "right": "start" if arabic else "end"}
    direction = ' direction="rtl"' if arabic else ""
    halo = 'stroke="#fbfaf7" stroke-width="3" paint-order="stroke" stroke-linejoin="round"'
    return (
        f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" text-anchor="{ends[anchor]}"{direction} fill="{color}" {halo}>'
        f"{escape(isolate(words))}</text>"
    )


def draw(
    graph: nx.Graph[str], dots: Mapping[str, Dot], note: str = "", dashed: frozenset[tuple[str, str]] = frozenset()
) -> str:
    """The network as SVG, positions computed as the explorer does. `dashed` are pairs drawn as doubtful."""
    places = layout(graph)
    if not places:
        return svg(480, 60, [label(240, 35, "nothing to draw")], "nothing to draw")
    xs, ys = [p[0] for p in places.values()], [p[1] for p in places.values()]
    wide, high = max(1.0, max(xs) - min(xs)), max(1.0, max(ys) - min(ys))
    width = 900
    scale = min((width - 2 * _MARGIN) / wide, 620 / high, 1.6)
    height = int(max(150, high * scale + 80))
    shift = (width - wide * scale) / 2
    at = {n: (shift + (x - min(xs)) * scale, 30 + (y - min(ys)) * scale) for n, (x, y) in places.items()}
    body = []
    for a, b in sorted({(min(x, y), max(x, y)) for x, y in graph.edges() if x != y}):
        broken = ' stroke-dasharray="4 3"' if (a, b) in dashed else ""
        body.append(
            f'<line x1="{at[a][0]:.0f}" y1="{at[a][1]:.0f}" x2="{at[b][0]:.0f}" y2="{at[b][1]:.0f}" stroke="#999" '
            f'stroke-opacity=".6"{broken}/>'
        )
    for n in sorted(at):
        x, y = at[n]
        body.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{dots[n].radius:.1f}" fill="{dots[n].color}"/>')
    for n in sorted(at):
        body.append(label(at[n][0], at[n][1] + dots[n].radius + 12, shorten(dots[n].label)))
    said = note or f"{len(places)} nodes"
    return svg(width, height, [*body, label(10, height - 8, said, anchor="left", color="#777")], said)


def facts_svg(facts: Facts, most: int = MOST_DRAWN) -> str:
    """The strongest nodes of the facts and the claims between them; what only doubtful claims link is dashed."""
    full = network(facts)
    strong = sorted(full, key=lambda n: (-full.degree(n), n))[:most]
    part = full.subgraph(strong)
    nodes = {n.iri: n for n in facts.nodes}
    dots = {n: Dot(nodes[n].label, COLORS[group(nodes[n])], size(len(nodes[n].mentions)) / 3) for n in strong}
    total = full.number_of_nodes()
    note = f"{len(strong)} of {total} nodes, those with most claims" if len(strong) < total else f"{total} nodes"
    return draw(part, dots, note, doubtful(part))


def doubtful(graph: nx.MultiDiGraph[str]) -> frozenset[tuple[str, str]]:
    """Pairs that only alleged or denied claims link."""
    sure: dict[tuple[str, str], bool] = {}
    for a, b, data in graph.edges(data=True):
        pair = min(a, b), max(a, b)
        sure[pair] = sure.get(pair, False) or data.get("factuality") not in ("alleged", "denied")
    return frozenset(p for p, known in sure.items() if not known)


def image(picture: str, alt: str = "") -> str:
    """The picture as an <img>: what sanitisers let through, and nothing in it can run."""
    data = base64.b64encode(picture.encode()).decode("ascii")
    return f'<img alt="{escape(alt, quote=True)}" style="max-width:100%" src="data:image/svg+xml;base64,{data}">'


def bundle(text: str, picture: str, before: str = "", after: str = "") -> dict[str, str]:
    """Plain text, HTML with the picture, and the picture alone for those who show no HTML (PDF)."""
    return {
        "text/plain": text,
        "text/html": f"{before}{image(picture, text.splitlines()[0])}{after}",
        "image/svg+xml": picture,
    }
