"""A sentence with the words a claim rests on, right to left. Marks have no padding, so that letters stay joined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.graph.facts import UNNAMED
from kg.view.look import COLORS, group

if TYPE_CHECKING:
    from kg.cards.lines import CardLine
    from kg.cards.reading import ArticleView
    from kg.model import Extraction

STYLES = {
    "subject": "background:#dbeafe;color:inherit",
    "object": "background:none;color:inherit;text-decoration:underline 2px #1f7a4d",
    "trigger": "background:none;color:inherit;text-decoration:underline wavy #b3401f",
    "quote": "background:#fef3c7;color:inherit",
    "mention": "background:none;color:inherit;border-bottom:0;text-decoration:underline 1px dotted #555",
}
"""Told apart by more than colour: a background, a straight line, a wavy line."""
_TEXT = "font-family:'Noto Naskh Arabic','Amiri',serif;font-size:1.15em;line-height:1.9;margin:.2em 0;text-align:start"


def marked(text: str, marks: Iterable[tuple[int, int, str, str]]) -> str:
    """`text` escaped, with (start, end, style, tooltip) marked. Overlapping marks are cut into pieces that bear all styles."""
    spans = [(max(0, a), min(len(text), b), style, tip) for a, b, style, tip in marks if a < b and a < len(text)]
    edges = sorted({0, len(text), *(e for a, b, *_ in spans for e in (a, b))})
    out = []
    for start, end in pairwise(edges):
        here = [(style, tip) for a, b, style, tip in spans if a <= start and end <= b]
        piece = escape(text[start:end])
        if here:
            css = ";".join(dict.fromkeys(STYLES[style] for style, _ in here))
            tip = escape(", ".join(dict.fromkeys(t for _, t in here)), quote=True)
            piece = f'<mark style="padding:0;{css}" title="{tip}">{piece}</mark>'
        out.append(piece)
    return "".join(out)


def passage(text: str, marks: Iterable[tuple[int, int, str, str]]) -> str:
    """A paragraph in its own direction."""
    return f'<p lang="ar" dir="auto" style="{_TEXT}">{marked(text, marks)}</p>'


def line_html(line: CardLine, captions: Mapping[str, str] | None = None) -> str:
    """A claim with its evidence: who, what, how sure, said by whom; the sentence; outlet, date and title."""
    names = captions or {}
    marks = [(a, b, role, names.get(role, role)) for role, (a, b) in sorted(line.marks.items())]
    if not marks and (at := line.sentence.find(line.quote)) >= 0:
        marks = [(at, at + len(line.quote), "quote", "")]
    parts = [f"<bdi>{escape(x)}</bdi>" for x in (line.outlet, line.article) if x]
    source = " · ".join([*parts[:1], *([f'<bdi dir="ltr">{escape(line.date)}</bdi>'] if line.date else []), *parts[1:]])
    return (
        f'<div dir="auto">{line_head(line, names)}{passage(line.sentence, marks)}'
        f'<p style="margin:0;text-align:start;color:#666;font-size:.9em" dir="auto">{source}</p></div>'
    )


def line_head(line: CardLine, names: Mapping[str, str]) -> str:
    """A claim in one line."""
    told = _said(line.speakers, names) if line.speakers else names.get("the article", "the article")
    said = f"<bdi>{escape(told)}</bdi>"
    thing = names.get(line.object, line.object) if line.relation == "type" else line.object
    relation, sure = names.get(line.relation, line.relation), names.get(line.factuality, line.factuality)
    return (
        f"<b><bdi>{escape(line.subject)}</bdi></b> · {escape(relation)} · <b><bdi>{escape(thing)}</bdi></b> "
        f'<span style="color:#666">[{escape(sure)}] {said}</span>'
    )


def _said(speakers: str, names: Mapping[str, str]) -> str:
    """The chain of speakers, its unnamed links in the language of the captions."""
    return " ← ".join(names.get("unnamed", s) if s == UNNAMED else s for s in speakers.split(" ← "))


def article_html(view: ArticleView) -> str:
    """The whole text, paragraph by paragraph, every mention underlined; hovering says what it is."""
    article = view.article
    head = " · ".join(f"<bdi>{escape(x)}</bdi>" for x in (article.outlet, article.title) if x)
    marks = [(s, e, "mention", f"{n.label} ({n.kind})") for s, e, n in view.mentions]
    kinds = {group(n) for _, _, n in view.mentions}
    legend = " ".join(f'<span style="color:{COLORS[k]}">{escape(k)}</span>' for k in sorted(kinds))
    return (
        f'<div dir="auto" style="max-width:900px"><p style="margin:0;text-align:start"><b>{head}</b> '
        f'<bdi dir="ltr">{escape(article.issued)}</bdi></p>'
        f'{_paragraphs(article.text, marks)}<p style="margin:0;color:#666" dir="ltr">{len(marks)} mentions: {legend}</p></div>'
    )


def extraction_html(found: Extraction) -> str:
    """What was read out of one text: mentions underlined, triggers wavy, cues of speech on a background."""
    marks = [(m.span.start, m.span.end, "mention", m.type) for m in found.mentions]
    marks += [(e.span.start, e.span.end, "trigger", ", ".join((e.type, *e.mods))) for e in found.events]
    marks += [(s.span.start, s.span.end, "quote", f"says ({s.mod})") for s in found.says]
    counts = f"{len(found.mentions)} mentions, {len(found.events)} events, {len(found.relations)} relations, {len(found.says)} attributions"
    return f'<div style="max-width:900px">{_paragraphs(found.article.text, marks)}<p style="margin:0;color:#666">{counts}</p></div>'


def _paragraphs(text: str, marks: Iterable[tuple[int, int, str, str]]) -> str:
    listed, out, at = list(marks), [], 0
    for line in text.split("\n"):
        end = at + len(line)
        if line.strip():
            out.append(passage(line, [(a - at, b - at, style, tip) for a, b, style, tip in listed if a < end and b > at]))
        at = end + 1
    return "".join(out)
