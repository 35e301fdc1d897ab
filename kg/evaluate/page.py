"""The report as one HTML page: scores with intervals, confusion tables, reliability diagrams, the worst errors in context."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from kg.evaluate.calibration import calibration
from kg.evaluate.confusion import confusions, mixed_up
from kg.evaluate.judge import HIT, MISSED, VERDICTS, Judged, judge
from kg.evaluate.results import Results
from kg.inventory import coarse
from kg.model import Span

AROUND = 160
"""Characters of the article shown on each side of an error."""
LONGEST_WORD = 24
"""A passage is cut at a space only if one is so near."""
SHOWN = 20
"""Errors of one kind that are shown."""
TITLES = {
    "mention": "Mentions", "event": "Events", "role": "Roles", "relation": "Relations", "says": "Attributions",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a passage and what it is: a set of "gold", "predicted", "anchor"."""

    text: str
    marks: str


@dataclass(frozen=True, slots=True)
class Shown:
    """An error and the words around it. `far` is the other end of a link that stands elsewhere in the article."""

    item: Judged
    pieces: tuple[Piece, ...]
    far: str = ""


def write_page(path: Path, results: Results, title: str = "") -> None:
    """Writes the page. It needs no network; whatever comes from articles is escaped."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(results, title), encoding="utf-8")


def page(results: Results, title: str = "") -> str:
    """The page as HTML."""
    from jinja2 import Environment, PackageLoader

    texts = {a.name: a.text for a in results.articles}
    judged = [item for article in results.articles for item in judge(article)]
    env = Environment(loader=PackageLoader("kg.evaluate"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return env.get_template("report.html.j2").render(
        title=title or "kg eval",
        results=results,
        measures=[_row(results, m) for m in results.measures()],
        types=_types(results),
        confusions=confusions(judged),
        mixed=mixed_up(judged),
        curves=calibration(judged),
        titles=TITLES,
        errors={kind: _errors(kind, judged, texts) for kind in TITLES},
        verdicts={
            kind: {v: sum(x.verdict == v for x in judged if x.kind == kind) for v in VERDICTS} for kind in TITLES
        },
        articles=_articles(results, judged),
    )


def _row(results: Results, measure: str) -> dict[str, Any]:
    p, r, f = results.row(measure)
    low, high = results.interval(measure)
    name = measure.partition("/")[2] or measure
    return {"name": name, "p": p, "r": r, "f": f, "low": low, "high": high, "gold": results.tally.count(measure)}


def _types(results: Results) -> dict[str, list[dict[str, Any]]]:
    """Rows of every type by kind, the most frequent first, subtypes under their type."""
    found: dict[str, list[dict[str, Any]]] = {}
    for measure in results.types():
        found.setdefault(measure.partition("/")[0], []).append(_row(results, measure))
    for rows in found.values():
        size = {row["name"]: row["gold"] for row in rows}
        rows.sort(
            key=lambda r: (-size.get(coarse(r["name"]), 0), coarse(r["name"]), "." in r["name"], -r["gold"], r["name"])
        )
    return found


def _errors(kind: str, judged: list[Judged], texts: Mapping[str, str]) -> dict[str, list[Shown]]:
    """The worst: wrong ones of which the model was surest, and missed ones that matter most."""
    wrong = sorted(
        (x for x in judged if x.kind == kind and x.verdict not in (HIT, MISSED)), key=lambda x: -(x.score or 0.0)
    )
    missed = sorted((x for x in judged if x.kind == kind and x.verdict == MISSED), key=lambda x: -x.weight)
    return {
        "wrong though sure": [show(x, texts[x.article]) for x in wrong[:SHOWN]],
        "missed": [show(x, texts[x.article]) for x in missed[:SHOWN]],
    }


def show(item: Judged, text: str) -> Shown:
    """An error in its words."""
    marked = {"gold": item.gold_span, "predicted": item.predicted_span}
    near = item.predicted_span or item.gold_span or item.anchor
    if near is None:
        return Shown(item, ())
    window = _window(near, text)
    far = ""
    if item.anchor:
        if item.anchor.overlaps(window):
            marked["anchor"] = item.anchor
        else:
            far = item.anchor.of(text)
    spans = {name: span for name, span in marked.items() if span}
    cuts = sorted(
        {window.start, window.end, *(p for s in spans.values() for p in (s.start, s.end) if p in _inside(window))}
    )
    pieces = tuple(
        Piece(" ".join(text[a:b].split("\n")), " ".join(n for n, s in spans.items() if s.start <= a and b <= s.end))
        for a, b in pairwise(cuts)
    )
    before, after = (Piece("…", ""),) * (window.start > 0), (Piece("…", ""),) * (window.end < len(text))
    return Shown(item, (*before, *pieces, *after), far)


def _window(near: Span, text: str) -> Span:
    """About AROUND characters on each side, cut between words where there is a space near."""
    start, end = max(0, near.start - AROUND), min(len(text), near.end + AROUND)
    if start:
        space = text.find(" ", start, near.start)
        start = space + 1 if 0 <= space - start < LONGEST_WORD else start
    if end < len(text):
        space = text.rfind(" ", near.end, end)
        end = space if space >= 0 and end - space < LONGEST_WORD else end
    return Span(start, end)


def _inside(window: Span) -> range:
    return range(window.start, window.end)


def _articles(results: Results, judged: list[Judged]) -> list[dict[str, Any]]:
    """Articles, the worst first, with F1 by measure."""
    shown = ("mention", "event", "role", "relation", "says")
    rows = []
    for a in results.articles:
        f = {m: a.tally.row(m)[2] for m in shown}
        errors = sum(x.article == a.name and x.verdict != HIT for x in judged)
        words = len(a.text.split())
        rows.append({"name": a.name, "words": words, "errors": errors, "rate": 100 * errors / max(1, words), **f})
    return sorted(rows, key=lambda r: (-r["rate"], r["name"]))
