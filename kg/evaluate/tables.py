"""The scores as text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.evaluate.calibration import calibration
from kg.evaluate.judge import judge
from kg.evaluate.results import Results, difference


def report_text(results: Results, types: bool = False) -> str:
    """The scores as a table: P, R, F1 with its 95 % interval over articles, gold items; with `types` every type too."""
    lines = [f"{'measure':22}     P      R     F1   95 % of F1   gold"]
    for measure in [*results.measures(), *(results.types() if types else _coarse(results))]:
        p, r, f = results.row(measure)
        low, high = results.interval(measure)
        name = measure if measure in results.measures() else f"  {measure}"
        lines.append(
            f"{name:22} {100 * p:5.1f}  {100 * r:5.1f}  {100 * f:5.1f}  {100 * low:5.1f} {100 * high:5.1f}"
            f"  {results.tally.count(measure):5}"
        )
    return "\n".join(lines) + "\n"


def _coarse(results: Results) -> list[str]:
    return [m for m in results.types() if m.startswith("mention/") and "." not in m]


def report_data(results: Results) -> dict[str, Any]:
    """{measure: {precision, recall, f1, low, high, gold}} in per cent, and "calibration" by kind."""
    rows: dict[str, Any] = {}
    for measure in [*results.measures(), *results.types()]:
        p, r, f = (round(100 * x, 1) for x in results.row(measure))
        low, high = (round(100 * x, 1) for x in results.interval(measure))
        gold = results.tally.count(measure)
        rows[measure] = {"precision": p, "recall": r, "f1": f, "low": low, "high": high, "gold": gold}
    curves = calibration(x for a in results.articles for x in judge(a))
    rows["calibration"] = {
        kind: {"items": c.items, "error": round(100 * c.error, 1), "brier": round(c.brier, 3)}
        for kind, c in curves.items()
    }
    return rows


def write_report(path: Path, results: Results) -> None:
    """`report_data` as a JSON file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(report_data(results), indent=1) + "\n", encoding="utf-8")


def ablation_text(whole: Results, without: Sequence[tuple[str, Results]]) -> str:
    """What each part brings: F1 with it less F1 without, with 95 % intervals over the same draws, and its time."""
    lines = [f"{'without':14} {'measure':14}  F1 with   F1 without   gain   95 % of gain"]
    for name, results in without:
        for measure in whole.measures():
            gain, low, high = (100 * x for x in difference(results, whole, measure))
            if abs(gain) < 0.05 and abs(low) < 0.05 and abs(high) < 0.05:
                continue
            f, g = 100 * whole.row(measure)[2], 100 * results.row(measure)[2]
            lines.append(f"{name:14} {measure:14}  {f:7.1f}   {g:10.1f}  {gain:+5.1f}   {low:+5.1f} {high:+5.1f}")
        spent = whole.cpu - results.cpu
        lines.append(
            f"{name:14} {'CPU seconds':14}  {whole.cpu:7.1f}   {results.cpu:10.1f}  {spent:+5.1f}   {whole.words} words"
        )
    return "\n".join(lines) + "\n"
