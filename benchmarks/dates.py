"""Dates of annotated articles: spans of the rules, values, publication dates.

    python benchmarks/dates.py FOLDER... [--spans MODEL.json] [--show]

FOLDER holds NAME.ann with NAME.txt. Values are measured on the annotated spans three times: from the text alone, with the
publication dates that came with the articles, and with every date that the annotator knew. `--spans` gives the mentions of a
model, {NAME: [[start, end, type, score], ...]}, for the union of model and rules. `--show` lists what differs.
"""

from __future__ import annotations

import argparse
import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.evaluate.ann import Dates, publication_date, read_ann
from kg.evaluate.score import Tally, pair, same_span
from kg.extract.spans import join_dates
from kg.model import Span
from kg.temporal import find_times, resolve_times
from kg.text.words import words

KINDS = ("text alone", "date given", "date known")


def main() -> None:
    """Reads the arguments and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--spans", type=Path)
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    model = json.loads(chosen.spans.read_text()) if chosen.spans else {}
    tally, dates = Tally(), Counter[str]()
    for file in sorted(f for folder in chosen.folders for f in folder.glob("*.ann")):
        _article(file, model.get(file.stem), tally, dates, show=chosen.show)
    for name in tally.gold:
        p, r, f = tally.row(name)
        print(f"{name:34} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {100 * f:5.1f}  of {tally.gold[name]}")
    print("publication from text alone:", dict(dates))


def _article(file: Path, mentions: list[Any] | None, tally: Tally, dates: Counter[str], *, show: bool) -> None:
    text, gold = file.with_suffix(".txt").read_text(encoding="utf-8"), read_ann(file)
    wanted = [m for m in gold["mentions"] if m["type"] == "DATE"]
    known = gold["doc"].get("date", "?").replace("?", "")
    given = {"text alone": "", "date given": publication_date(gold, Dates.GIVEN), "date known": known}
    rules = [_item(s) for s in find_times(text)]
    _spans("rules: span", wanted, rules, text, tally)
    if show:
        hits = pair(wanted, rules, lambda a, b: same_span(a, b, text))
        for n, m in enumerate(wanted):
            if n not in hits:
                print(f"MISS {file.stem} «{m['text']}» in …{_around(text, m)}…")
        for n, m in enumerate(rules):
            if n not in hits.values():
                print(f"OVER {file.stem} «{text[m['start'] : m['end']]}» in …{_around(text, m)}…")
    for kind in KINDS:
        calendar = resolve_times(text, [Span(m["start"], m["end"]) for m in wanted], given[kind])
        right = [t.value == m["value"] for t, m in zip(calendar.times, wanted, strict=True)]
        tally.add(f"values on right spans, {kind}", sum(right), len(right), len(right))
        if kind == KINDS[0]:
            dates[_compare(calendar.published, known)] += 1
            if show and calendar.published != known:
                print(f"PUB  {file.stem} {calendar.published} for {known}: {calendar.why}")
        if show and kind == KINDS[2]:
            for good, t, m in zip(right, calendar.times, wanted, strict=True):
                if not good:
                    print(f"VAL  {file.stem} [{known}] «{t.text}» {t.value} for {m['value']} …{_around(text, m)}…")
    if mentions is None:
        return
    alone = [{"start": a, "end": b} for a, b, kind, _ in mentions if kind == "DATE"]
    _spans("model: span", wanted, alone, text, tally)
    both = _union(text, mentions, rules)
    _spans("union: span", wanted, both, text, tally)
    for kind in KINDS:
        calendar = resolve_times(text, [Span(m["start"], m["end"]) for m in both], given[kind])
        valued = [m | {"value": t.value} for m, t in zip(both, calendar.times, strict=True)]
        hits = pair(wanted, valued, lambda a, b: same_span(a, b, text) and a["value"] == b["value"])
        tally.add(f"union: span and value, {kind}", len(hits), len(wanted), len(both))


def _union(text: str, mentions: list[Any], rules: Sequence[dict[str, int]]) -> list[dict[str, int]]:
    """As kg/extract/spans.py joins them, on the words of the text."""
    of_text = words(text)
    starts, ends = [w.start for w in of_text], [w.end for w in of_text]
    spans = {(bisect_right(ends, a), bisect_left(starts, b)): kind for a, b, kind, _ in mentions}
    dates = [(bisect_right(ends, r["start"]), bisect_left(starts, r["end"])) for r in rules]
    join_dates(spans, {}, dates, [w.of(text) for w in of_text])
    found = sorted(s for s, kind in spans.items() if kind == "DATE")
    exact = dict(zip(dates, rules, strict=True))
    return [exact.get((a, b), {"start": starts[a], "end": ends[b - 1]}) for a, b in found]


def _spans(name: str, wanted: Sequence[Any], found: Sequence[Any], text: str, tally: Tally) -> None:
    hits = pair(wanted, found, lambda a, b: same_span(a, b, text))
    tally.add(name, len(hits), len(wanted), len(found))


def _item(span: Span) -> dict[str, int]:
    return {"start": span.start, "end": span.end}


def _around(text: str, item: dict[str, int]) -> str:
    return text[max(0, item["start"] - 40) : item["end"] + 25].replace("\n", "⏎")


def _compare(found: str, known: str) -> str:
    if found == known:
        return "right"
    if not found or (known.startswith(found)):
        return "less precise"
    return "more precise" if found.startswith(known) else "wrong"


if __name__ == "__main__":
    main()
