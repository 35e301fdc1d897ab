"""Thresholds tuned on the development articles: `python -m training.tune --model kg/models/news --shared ../shared`.

A coordinate sweep, each threshold by the measure it matters for. Every article goes through the encoder once.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
from collections.abc import Callable
from multiprocessing.pool import Pool
from pathlib import Path

from kg.extract.blas import one_thread
from kg.extract.joint import JointReader
from kg.extract.thresholds import Thresholds
from kg.extract.weights import find_model
from kg.inventory import ROLES
from kg.temporal import find_times
from kg.text.morph import morphology
from training.corpus import DEV_BATCHES, load
from training.measure import MEASURES, score

GRID = {
    "outer": ("mention", (-0.5, 0.0, 0.3, 0.6, 1.0, 1.5)),
    "inner": ("mention", (-0.5, 0.0, 0.5, 1.0)),
    "lexicon": ("event", (0.0, 0.5, 1.0, 2.0, 3.0, 4.0, 6.0)),
    "trigger": ("event", (-0.5, 0.0, 0.5, 1.0, 1.5, 2.0)),
    "event": ("event", (0.0, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35)),
    "role": ("role", (0.04, 0.06, 0.09, 0.12, 0.15, 0.2, 0.25)),
    "role_share": ("role", (0.0, 0.3, 0.45, 0.6, 0.75)),
    "relation": ("relation", (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)),
    "relation_share": ("relation", (0.0, 0.2, 0.4, 0.6)),
    "cue": ("says", (-0.5, 0.0, 0.5, 1.0, 1.5)),
    "source": ("says", (0.05, 0.1, 0.2, 0.35, 0.5)),
    "content": ("says", (0.1, 0.15, 0.2, 0.3, 0.4, 0.5)),
    "coref": ("coref", (-1.0, -0.5, 0.0, 0.5, 1.0)),
    "modality": ("mods", (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)),
}


START = Thresholds(
    outer=-0.3, inner=0.5, trigger=0.5, event=0.2, role=0.08, role_share=0.6, relation=0.3, source=0.2, content=0.2
)
ROLE_GRID = (0.03, 0.05, 0.08, 0.11, 0.15, 0.2, 0.27)
LEAST_GAIN = 0.05
"""F1 points that a threshold of its own must gain for a role."""
FREE = 0.25
"""F1 points that may be given up on the development articles for knowledge of rare types, and for recall of events."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="JSON of thresholds and scores")
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--processes", type=int, default=2)
    args = parser.parse_args()
    articles = load(args.shared, DEV_BATCHES)
    reader = JointReader(find_model(args.model), morphology())
    states = [reader.states(a.words, a.sentence_ranges) for a in articles]
    dates = [find_times(a.text) for a in articles]
    _made.append(lambda t: score(articles, states, reader.heads, t, args.shared, dates))
    with multiprocessing.get_context("fork").Pool(args.processes) as pool:
        limits = swept(pool, args.rounds)
    scores = measured(limits)
    args.out.write_text(
        json.dumps({"thresholds": limits.as_dict(), "development": scores}, indent=1) + "\n", encoding="utf-8"
    )
    print(" ".join(f"{m} {scores[m]:.1f}" for m in (*MEASURES, "coref", "mods")))


_made: list[Callable[[Thresholds], dict[str, float]]] = []
"""What measures thresholds: made once, shared with the processes that are forked from this one."""


def measured(limits: Thresholds) -> dict[str, float]:
    """The scores of the development articles with `limits`."""
    with one_thread():
        return _made[0](limits)


def swept(pool: Pool, rounds: int) -> Thresholds:
    """START, each threshold in turn set to its best value."""
    limits = START
    for _ in range(rounds):
        for name, (measure, values) in GRID.items():
            scores = pool.map(measured, [limits.with_value(name, v) for v in values], 1)
            found = [(round(s[measure], 3), v) for s, v in zip(scores, values, strict=True)]
            best = max(f for f, _ in found)
            # Words weigh as much as costs nothing: they know of types that the development articles hardly show.
            # And as few events are dropped as that: they carry claims.
            slack, prefer = {"lexicon": (FREE, max), "event": (FREE, min)}.get(name, (0.0, min))
            value = prefer((v for f, v in found if f >= best - slack), key=abs)
            limits = limits.with_value(name, value)
            print(name, value, best, flush=True)
    for role in ROLES:
        asked = [limits, *(limits.with_role(role, v) for v in ROLE_GRID)]
        now, *scored = [round(s["role"], 3) for s in pool.map(measured, asked, 1)]
        if max(scored) > now + LEAST_GAIN:
            limits = limits.with_role(role, ROLE_GRID[scored.index(max(scored))])
        print(role, limits.role_of(role), max(scored), flush=True)
    return limits


if __name__ == "__main__":
    main()
