"""Curves that make probabilities of scores:
`KHABAR_MODEL=build/news python -m training.calibrate --shared ../shared --out build/curves.toml`.

Fitted on the development articles. The errors that are printed are of articles left out: the curves of one half on the other.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from sklearn.isotonic import IsotonicRegression

from kg.evaluate import predict_all
from kg.evaluate.calibration import curve
from kg.evaluate.judge import HIT, judge
from kg.evaluate.results import Scored
from kg.extract.calibration import KINDS, Calibration
from kg.extract.weights import find_model
from kg.settings import settings
from training.corpus import DEV_BATCHES

BINS, LEAST_IN_BIN = 12, 25
Item = tuple[str, float, float, bool]
"""(kind, score, score of the event that it hangs on or 1, right)."""


def items(articles: Iterable[Scored]) -> list[Item]:
    """Every predicted item of `articles`."""
    found: list[Item] = []
    for article in articles:
        events = {(e["start"], e["end"]): float(e["score"]) for e in article.predicted["events"]}
        for x in judge(article):
            if x.score is not None:
                own = events[x.anchor.start, x.anchor.end] if x.kind == "role" and x.anchor else 1.0
                found.append((x.kind, x.score / max(own, 1e-6), own, x.verdict == HIT))
    return found


def fitted(found: Sequence[Item]) -> Calibration:
    """The curves of `found`. A role is right only with its event: its curve is the rest that the event's leaves, by least
    squares of the product."""
    curves: dict[str, tuple[tuple[float, ...], tuple[float, ...]]] = {}
    for kind in KINDS:
        rows = sorted((score, right, own) for k, score, own, right in found if k == kind)
        if not rows:
            continue
        known = Calibration(curves)
        owns = np.array([known.value("event", own) if kind == "role" else 1.0 for *_, own in rows]).clip(0.05)
        scores, rights = np.array([r[0] for r in rows]), np.array([float(r[1]) for r in rows]) / owns
        parts = [p for p in np.array_split(np.arange(len(rows)), max(1, min(BINS, len(rows) // LEAST_IN_BIN))) if len(p)]
        weights = [float((owns[p] ** 2).sum()) for p in parts]
        x = [float(np.average(scores[p], weights=owns[p] ** 2)) for p in parts]
        y = [float(np.average(rights[p], weights=owns[p] ** 2)) for p in parts]
        rising = IsotonicRegression(y_min=0.0, y_max=1.0).fit(x, y, sample_weight=weights).predict(x)
        curves[kind] = tuple(round(v, 4) for v in x), tuple(round(float(v), 4) for v in rising)
    return Calibration(curves)


def errors(curves: Calibration, found: Sequence[Item]) -> dict[str, tuple[float, float]]:
    """{kind: (expected calibration error in per cent, Brier score)} of `found` under `curves`."""
    out = {}
    for kind in KINDS:
        mine = [
            (curves.value(k, score) * (curves.value("event", own) if k == "role" else 1), right)
            for k, score, own, right in found
            if k == kind
        ]
        if mine:
            made = curve(mine)
            out[kind] = round(100 * made.error, 1), round(made.brier, 3)
    return out


def left_out(articles: Sequence[Scored]) -> dict[str, tuple[float, float]]:
    """The errors of each half of `articles` under the curves of the other, together."""
    halves = [items(articles[n::2]) for n in (0, 1)]
    parts = [errors(fitted(halves[1 - n]), halves[n]) for n in (0, 1)]
    return {
        kind: tuple(round((parts[0][kind][k] + parts[1][kind][k]) / 2, 3) for k in (0, 1))  # type: ignore[misc]
        for kind in parts[0]
        if kind in parts[1]
    }


def toml(curves: Calibration, apart: dict[str, tuple[float, float]]) -> str:
    """Tables for the model card."""
    lines = []
    for kind, (scores, right) in curves.curves.items():
        lines += [f"\n[calibrated.{kind}]", f"scores = {list(scores)}", f"right = {list(right)}"]
        if kind in apart:
            lines.append(f"left_out = {{ error = {apart[kind][0]}, brier = {apart[kind][1]} }}")
    return "\n".join(lines) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    if find_model(settings().model).card.get("calibrated"):
        raise SystemExit("the model card has curves already: take them out first")
    results = predict_all([args.shared / "annotation" / "news" / batch for batch in DEV_BATCHES])
    found = items(results.articles)
    curves, apart = fitted(found), left_out(results.articles)
    args.out.write_text(toml(curves, apart), encoding="utf-8")
    print("before", errors(Calibration(), found))
    print("after, articles left out", apart)


if __name__ == "__main__":
    main()
