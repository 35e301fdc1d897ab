"""Cards: an entity, an event, a path, a whole graph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING

from kg.notebook.captions import captions, counted
from kg.notebook.passage import line_head, line_html
from kg.notebook.pictures import bundle, facts_svg

if TYPE_CHECKING:
    from kg.api import Graph
    from kg.cards import Card, Path

_BOX = "font-family:system-ui,'IBM Plex Sans Arabic',sans-serif;line-height:1.7;max-width:900px"
_GREY = "color:#666"
_LINE = "margin:0;text-align:start"
"""JupyterLab sets paragraphs to the left; Arabic starts at the right."""
OPEN_RELATIONS, MOST_LINES, MOST_WEEKS = 3, 40, 60


def card_display(card: Card) -> dict[str, str]:
    """An entity or event: names, when and where it is told of, every relation with its claims and their sentences."""
    names, rtl = captions(card.lang), card.lang == "ar"
    kind = names.get(card.node.kind, card.node.kind)
    facts = [counted("mentions", len(card.node.mentions), card.lang)]
    if card.node.aliases:
        facts.append(f"{names['also']} " + "، ".join(f"<bdi>{escape(a)}</bdi>" for a in card.node.aliases))
    if card.node.latin:
        facts.append(f'<bdi lang="ar-Latn" dir="ltr">{escape(card.node.latin)}</bdi>')
    if card.dates:
        facts.append(f"{names['first']} {_date(card.dates[0])}، {names['last']} {_date(card.dates[-1])}")
    outlets = " · ".join(f"<bdi>{escape(o)}</bdi> ({n})" for o, n in card.outlets.items())
    groups = "".join(
        _relation(name, lines, names, i < OPEN_RELATIONS) for i, (name, lines) in enumerate(card.slots.items())
    )
    html = (
        f'<div style="{_BOX}" dir="{"rtl" if rtl else "ltr"}" lang="{card.lang}"><h3 style="margin:0"><bdi>{escape(card.label)}</bdi> '
        f'<small style="{_GREY}">{escape(kind)}</small></h3><p style="{_LINE};{_GREY}">{" · ".join(facts)}</p>'
        f'{sparkline(card.dates)}<p style="{_LINE};{_GREY}">{names["outlets"]}: {outlets}</p>{groups}</div>'
    )
    return {"text/plain": str(card), "text/html": html}


def _date(day: str) -> str:
    """An ISO date in its own direction: left to right, or it would be read backwards."""
    return f'<bdi dir="ltr">{escape(day)}</bdi>'


def _relation(name: str, lines: Sequence[object], names: Mapping[str, str], wide: bool) -> str:
    rows = "".join(
        f'<details style="margin-inline-start:1em"><summary dir="auto">{line_head(x, names)}</summary>{line_html(x, names)}</details>'  # type: ignore[arg-type]
        for x in lines[:MOST_LINES]
    )
    more = f"<p>+{len(lines) - MOST_LINES}</p>" if len(lines) > MOST_LINES else ""
    opened = " open" if wide else ""
    return f"<details{opened}><summary><b>{escape(names.get(name, name))}</b> ({len(lines)})</summary>{rows}{more}</details>"


def sparkline(dates: Sequence[str]) -> str:
    """Mentions by publication date as small bars; nothing for fewer than two dates."""
    counts = Counter(d[:10] for d in dates)
    if len(counts) < 2:
        return ""
    shown = sorted(counts)[-MOST_WEEKS:]
    top = max(counts.values())
    sticks = "".join(
        f'<rect x="{6 * i}" y="{24 - 22 * counts[d] / top:.0f}" width="4" height="{22 * counts[d] / top:.0f}" fill="#2563a8">'
        f"<title>{d}: {counts[d]}</title></rect>"
        for i, d in enumerate(shown)
    )
    return f'<svg width="{6 * len(shown)}" height="24" role="img" style="display:block" dir="ltr">{sticks}</svg>'


def path_html(path: Path) -> str:
    """Steps one under another, each with the evidence of its surest claim."""
    names = captions("en")
    steps = "".join(
        f'<li style="margin-bottom:.6em"><bdi>{escape(s.start)}</bdi> — <bdi>{escape(s.end)}</bdi>{line_html(s.lines[0], names)}'
        + (f'<p style="{_LINE};{_GREY}">+ {counted("claims", len(s.lines) - 1, "en")}</p>' if len(s.lines) > 1 else "")
        + "</li>"
        for s in path.steps
    )
    return f'<ol style="{_BOX}">{steps}</ol>'


def graph_display(graph: Graph) -> dict[str, str]:
    """Counts, sources, period, the most mentioned, and a picture."""
    facts, names, text = graph.joined, captions(graph.settings.language), repr(graph)
    events = sum(n.event for n in facts.nodes)
    counts = {
        "articles": len(facts.articles), "entities": len(facts.nodes) - events, "events": events, "claims": len(facts.claims),
    }  # fmt: skip
    numbers = " · ".join(f"<b>{counted(what, n, graph.settings.language)}</b>" for what, n in counts.items())
    outlets = Counter(a.outlet for a in facts.articles if a.outlet).most_common(8)
    dates = sorted(a.issued for a in facts.articles if a.issued)
    top = sorted((n for n in facts.nodes if not n.event and n.kind != "Time"), key=lambda n: (-len(n.mentions), n.iri))[
        :12
    ]
    lines = [numbers]
    if outlets:
        lines.append(f"{names['outlets']}: " + " · ".join(f"<bdi>{escape(o)}</bdi> ({n})" for o, n in outlets))
    if dates:
        lines.append(f"{names['from']} {_date(dates[0])} {names['to']} {_date(dates[-1])}")
    lines.append(
        f"{names['most mentioned']}: " + " · ".join(f"<bdi>{escape(n.label)}</bdi> ({len(n.mentions)})" for n in top)
    )
    body = "".join(f'<p style="{_LINE}">{x}</p>' for x in lines)
    direction = "rtl" if graph.settings.language == "ar" else "ltr"
    before = f'<div style="{_BOX}" dir="{direction}" lang="{graph.settings.language}">{body}</div>'
    plain = [text, *(f"  {n.label} ({n.kind}, {len(n.mentions)} mentions)" for n in top)]
    return bundle("\n".join(plain), facts_svg(facts), before=before)
