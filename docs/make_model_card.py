"""Writes docs/model-card.md from the model's own card: `python docs/make_model_card.py [--check]`.

Everything measured comes from model.toml (made by training/card.py); what a model is for and what it is not stands here.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from kg.extract.weights import ModelFolder, find_model

PAGE = Path(__file__).parent / "model-card.md"
READERS = {
    "mention": 93.2, "mention.name": 94.7, "date": 86.2, "event": 89.2, "role": 78.8, "relation": 78.1, "says": 91.3, "coref": 97.4,
}  # fmt: skip
LEAST_GOLD = 10
"""Types that stand less often in the development articles are not ranked."""
WEAKEST = 8


def card(model: ModelFolder) -> str:
    """The page of a model."""
    c = model.card
    size = sum(f.stat().st_size for f in model.path.iterdir() if f.is_file()) / 1e6
    return "\n".join([
        f"# The model `{model.name}` {model.version}",
        "",
        "<!-- Made by docs/make_model_card.py from model.toml: change those. -->",
        "",
        f"{c['description']}. {size:.0f} MB in `kg/models/{model.name}`, licence {c['licence']}, checksums in its `model.toml`;",
        "onnxruntime runs it on a processor, offline, without torch.",
        "",
        "## Made from",
        "",
        f"Encoder: {c['base']}.",
        "",
        "| data | use | licence |",
        "| --- | --- | --- |",
        *(f"| {d['name']} | {d['use']} | {d['licence']} |" for d in c.get("data", ())),
        "",
        "Only weights ship, no text of any article. How it is trained: `training/README.md`.",
        "",
        *_scores(c),
        *_calibration(c.get("calibration", {})),
        *_weak(c),
        *_types(c.get("types", {})),
    ]).rstrip() + "\n"  # fmt: skip


def _scores(c: dict[str, Any]) -> list[str]:
    lines = [
        "## How good it is", "",
        f"{c['development_articles']}; the model sees the texts and their files' names. The interval holds 95 % of 1,000",
        "draws of the articles with replacement. Last column: what two careful readers reach between them, on other articles.",
        "[What each line counts](evaluation.md).",
        "",
        "| measure | P | R | F1 | 95 % | gold | two readers |", "| --- | --- | --- | --- | --- | --- | --- |",
    ]  # fmt: skip
    for name, row in c["development"].items():
        interval = f"{row['low']} to {row['high']}" if "low" in row else ""
        cells = (name, row["precision"], row["recall"], row["f1"], interval, row.get("gold", ""), READERS.get(name, ""))
        lines.append("| " + " | ".join(map(str, cells)) + " |")
    return [*lines, ""]


def _calibration(rows: dict[str, Any]) -> list[str]:
    if not rows:
        return []
    return [
        "## What its scores mean", "",
        "Every item has a score. The expected calibration error is how far, on average, the scores of ten bins are from the part of their",
        "items that is right (0: a score of 0.8 is right in 80 of 100 cases); the Brier score is the mean squared error.", "",
        "| items | number | calibration error | Brier |", "| --- | --- | --- | --- |",
        *(f"| {kind} | {r['items']} | {r['error']} % | {r['brier']} |" for kind, r in rows.items()),
        "", "Curves in the model's card make these probabilities of what the network scores. They are fitted on the development",
        "articles; the figures are of articles left out: the curves of one half measured on the other. A role counts as right only",
        "with its event; its score times its event's is measured.", "",
    ]  # fmt: skip


def _weak(c: dict[str, Any]) -> list[str]:
    types = {m: r for m, r in c.get("types", {}).items() if r["gold"] >= LEAST_GOLD}
    worst = sorted(types, key=lambda m: (types[m]["f1"], m))[:WEAKEST]
    gaps = {m: READERS[m] - r["f1"] for m, r in c["development"].items() if m in READERS}
    far = sorted(gaps, key=lambda m: -gaps[m])[:3]
    lines = [
        "## What it is bad at", "",
        "* Farthest from careful readers: " + ", ".join(f"{m} ({gaps[m]:.0f} points)" for m in far) + ".",
    ]  # fmt: skip
    if worst:
        told = ", ".join(f"`{m}` {types[m]['f1']:.0f}" for m in worst)
        lines.append(f"* The weakest types that stand {LEAST_GOLD} times or more in the development articles (F1): {told}.")
    return [
        *lines,
        "* Rare kinds of events: many of the 54 stand in a handful of training articles. When in doubt it says `other`, or nothing.",
        "* What is told across sentences: roles and speakers far from their event are missed more often than found.",
        "* Other texts than news in Standard Arabic: dialects, poetry, social media, transcripts, machine-translated pages. It was",
        "  trained on outlets of 19 Arab countries from 2011 to 2021; names and events that came later it has not seen.",
        "* Truth. It reads what an article says, not whether it is so; an article's own slant stays in what is drawn from it.",
        "",
        "Do not use it to decide about people. A claim in the graph is a pointer to the words it rests on: read them.",
        "",
    ]


def _types(types: dict[str, Any]) -> list[str]:
    if not types:
        return []
    lines = ["## By type", "", "| type | F1 | 95 % | gold |", "| --- | --- | --- | --- |"]
    lines += [f"| {m} | {r['f1']} | {r['low']} to {r['high']} | {r['gold']} |" for m, r in types.items()]
    return [*lines, "", "Types with little gold have wide intervals: do not read more into them than there is."]


def main() -> None:
    """Writes the page, or checks that it is what the model's card gives."""
    text = card(find_model("news"))
    if "--check" in sys.argv:
        sys.exit(0 if PAGE.read_text(encoding="utf-8") == text else "model-card.md is stale: python docs/make_model_card.py")
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
