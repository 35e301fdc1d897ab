"""Displays for Jupyter: plain text that is useful alone, HTML in the right direction, pictures that survive saving."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from kg.graph import layout
from kg.view.bidi import isolate
from kg.view.network import COLORS, shorten
from kg.view.payload import group

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.cards import Card

_BOX = "font-family:system-ui,sans-serif;line-height:1.7"
MOST_DRAWN = 60


class Frame:
    """The explorer in an iframe made with srcdoc (no file, no network), above a static picture for saved notebooks."""

    def __init__(self, html: str, graph: Graph, height: int = 640) -> None:
        self.html, self.graph, self.height = html, graph, height

    def __repr__(self) -> str:
        return f"<explorer of {self.graph!r}>"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        style = f"width:100%;height:{self.height}px;border:1px solid #ccc"
        frame = f'<iframe srcdoc="{escape(self.html, quote=True)}" style="{style}" title="Khabar explorer"></iframe>'
        picture = f"<details><summary>static picture</summary>{svg(self.graph)}</details>"
        return {"text/plain": repr(self), "text/html": frame + picture}


def svg(graph: Graph, width: int = 900, height: int = 560) -> str:
    """The strongest nodes as SVG with text as text. Labels are isolated, article text is escaped."""
    full = graph.to_networkx()
    strong = sorted(full, key=lambda n: (-full.degree(n), n))[:MOST_DRAWN]
    part = full.subgraph(strong)
    places = layout(part)
    if not places:
        return "<p>an empty graph</p>"
    xs, ys = [p[0] for p in places.values()], [p[1] for p in places.values()]
    scale = min((width - 120) / max(1.0, max(xs) - min(xs)), (height - 60) / max(1.0, max(ys) - min(ys)))
    at = {n: (60 + (x - min(xs)) * scale, 25 + (y - min(ys)) * scale) for n, (x, y) in places.items()}
    nodes = {n.iri: n for n in graph.facts.nodes}
    lines = [
        f'<line x1="{at[a][0]:.0f}" y1="{at[a][1]:.0f}" x2="{at[b][0]:.0f}" y2="{at[b][1]:.0f}" stroke="#999" stroke-opacity=".6"/>'
        for a, b in sorted(set(part.edges()))
    ]
    for n in sorted(at):
        x, y = at[n]
        words = escape(isolate(shorten(nodes[n].label)))
        lines.append(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="5" fill="{COLORS[group(nodes[n])]}"/>')
        lines.append(
            f'<text x="{x:.0f}" y="{y + 16:.0f}" font-size="11" text-anchor="middle" fill="#222">{words}</text>'
        )
    note = (
        f"{len(strong)} of {full.number_of_nodes()} nodes"
        if len(strong) < full.number_of_nodes()
        else f"{len(strong)} nodes"
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'style="background:#fbfaf7;max-width:100%"><title>{note}</title>{"".join(lines)}'
        f'<text x="8" y="{height - 8}" font-size="11" fill="#777">{note}</text></svg>'
    )


def graph_display(graph: Graph) -> dict[str, str]:
    """Counts and a picture."""
    text = repr(graph)
    return {"text/plain": text, "text/html": f'<div style="{_BOX}"><p>{escape(text.strip("<>"))}</p>{svg(graph)}</div>'}


def card_display(card: Card) -> dict[str, str]:
    """An entity with every claim and its sentence, right to left."""
    items = "".join(
        f'<details><summary dir="auto"><bdi>{escape(x.subject)}</bdi> — {escape(x.relation)} → <bdi>{escape(x.object)}</bdi> '
        f"({escape(x.factuality)}; <bdi>{escape(x.speakers or 'the article')}</bdi>)</summary>"
        f'<p lang="ar" dir="auto" style="font-family:serif;font-size:1.1em;margin:.3em 1em">{_marked(x.sentence, x.quote)}</p></details>'
        for x in card.lines
    )
    kind = f"{escape(card.node.kind)}, {len(card.node.mentions)} mentions"
    aliases = "، ".join(escape(a) for a in card.node.aliases)
    html = (
        f'<div style="{_BOX}" dir="rtl" lang="ar"><h3 style="margin:0"><bdi>{escape(card.label)}</bdi></h3>'
        f'<p style="margin:0;color:#666"><span dir="ltr">{kind}</span> <bdi>{aliases}</bdi></p>{items}</div>'
    )
    return {"text/plain": str(card), "text/html": html}


def _marked(sentence: str, quote: str) -> str:
    before, found, after = sentence.partition(quote)
    mark = f'<mark style="padding:0">{escape(quote)}</mark>' if found else ""
    return f"{escape(before)}{mark}{escape(after)}"
