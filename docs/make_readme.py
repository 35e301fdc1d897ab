"""Puts real outputs into README.md: `python docs/make_readme.py [--check]`. Builds the seed article with the shipped model."""

from __future__ import annotations

import difflib
import re
import sys
from pathlib import Path

import kg
from kg.explaining import claim_lines
from kg.extract.weights import find_model

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
SEED = "seeds/000_546c0ab07292362c.txt"
OUTPUT = "output/coup"
_OUTPUT = re.compile(r"(<!-- output: ([\w-]+)([^>]*) -->\n).*?(<!-- end -->)", re.DOTALL)
_EXPLAIN = re.compile(r"(<!-- explain -->\n).*?(<!-- end -->)", re.DOTALL)
_SCORES = re.compile(r"(<!-- scores -->\n).*?(<!-- end -->)", re.DOTALL)
READERS = {
    "mention": 93.2, "mention.name": 94.7, "date, publication known": 86.2, "event": 89.2, "role": 78.8, "relation": 78.1,
    "says": 91.3, "coref": 97.4,
}  # fmt: skip
ALLOWED = 0.1
"""The part of the output lines in which another processor may differ."""
COLUMNS = {
    "mastermind": ["who", "event_told", "target_label", "factuality_label", "told_by", "quote"],
    "tellings": ["what", "kind", "told", "resolved", "factuality_label", "told_by"],
}


def filled(text: str, graph: kg.Graph) -> str:
    """README text with every generated block as it is now."""
    text = _OUTPUT.sub(lambda m: m[1] + _query(graph, m[2], m[3]) + m[4], text)
    text = _EXPLAIN.sub(lambda m: m[1] + _explain(graph) + m[2], text)
    return _SCORES.sub(lambda m: m[1] + _scores() + m[2], text)


def _query(graph: kg.Graph, name: str, arguments: str) -> str:
    params = dict(part.split("=", 1) for part in arguments.split())
    table = graph.query(name, **params)
    shown = COLUMNS.get(name, list(table.columns))
    keep = [table.columns.index(c) for c in shown]
    rows = [[" ".join(row[i].split()) for i in keep] for row in table.texts()]
    command = f"    $ kg query {name} -g {OUTPUT}" + "".join(f" -p {part}" for part in arguments.split())
    lines = ["| " + " | ".join(shown) + " |", "|" + " --- |" * len(shown)]
    lines += ["| " + " | ".join(_cell(c) for c in row) + " |" for row in rows] or ["|" + "  |" * len(shown)]
    return f"{command}\n\n" + "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    short = text if len(text) <= 80 else text[:79] + "…"
    return short.replace("|", "\\|").replace("<", "&lt;")


def _explain(graph: kg.Graph) -> str:
    told = [c for c in graph.claims if len(c.chain) > 1 and c.predicate != "type"] or [
        c for c in graph.claims if c.chain
    ]
    best = max(told or graph.claims, key=lambda c: (c.confidence, c.iri))
    lines = claim_lines(graph.facts, best.iri)
    return f"    $ kg explain --claim {best.iri} -g {OUTPUT}\n" + "".join(
        f"    {' '.join(line.split()) if len(line) > 400 else line}\n" for line in lines
    )


def _scores() -> str:
    scores = find_model("news").card["development"]
    lines = ["| measure | P | R | F1 | two readers |", "| --- | --- | --- | --- | --- |"]
    for measure, row in scores.items():
        lines.append(f"| {measure} | {row['precision']} | {row['recall']} | {row['f1']} | {READERS.get(measure, '')} |")
    return "\n".join(lines) + "\n"


def _stale(text: str, now: str) -> str | int:
    """What is wrong with the README, or 0. A few lines may differ: int8 rounds a little differently on other processors."""
    changed = [line for line in difflib.ndiff(text.splitlines(), now.splitlines()) if line.startswith(("- ", "+ "))]
    shown = len(re.findall(r"^(?:\| |    \$)", now, re.MULTILINE))
    if len(changed) <= ALLOWED * shown:
        return 0
    return "\n".join(["README.md is not what the queries give now: run python docs/make_readme.py", *changed])


def main() -> None:
    """Fills or checks the README."""
    graph = kg.build(ROOT / SEED, check=False).graph
    text = README.read_text(encoding="utf-8")
    now = filled(text, graph)
    if "--check" in sys.argv:
        sys.exit(_stale(text, now))
    README.write_text(now, encoding="utf-8")


if __name__ == "__main__":
    main()
