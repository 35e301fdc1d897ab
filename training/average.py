"""The mean of the weights of runs that began from one another: `python -m training.average --runs build/run build/long --out build/mean`.

One run that goes on from another learns more of the task and forgets some of the first; the mean keeps both (Wortsman et al.
2022, "Robust fine-tuning of zero-shot models"; their "model soups" of several such runs, the same year). With `--shared` the
mean is measured on the development articles, as a run is.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from torch import Tensor

from kg.extract.vectors import WordVectors
from kg.extract.windows import Subwords
from training.corpus import DEV_BATCHES, load
from training.lexical import Lexical
from training.measure import load_net, measure


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of every array of numbers; everything else as in the first."""
    first = states[0]
    return {
        name: torch.stack([s[name] for s in states]).mean(0) if value.is_floating_point() else value
        for name, value in first.items()
    }


def measured(run: Path, args: argparse.Namespace) -> dict[str, float]:
    """Development scores of the network in `run`, written beside it."""
    base, vectors = args.shared / "encoder" / "base", WordVectors.load(args.vectors)
    net = load_net(run, args.base or base, vectors).to(args.device)
    lexical = Lexical(vectors, args.features)
    scores = measure(net, load(args.shared, DEV_BATCHES), Subwords(base / "tokenizer.json"), lexical, args.shared)
    (run / "train.json").write_text(json.dumps({"development": scores}, indent=1), encoding="utf-8")
    return scores


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--runs", type=Path, nargs="+", required=True, help="folders with model.pt")
    add("--out", type=Path, required=True)
    add("--shared", type=Path, help="to measure the mean, with --vectors")
    add("--base", type=Path, help="folder of an encoder of the same shape")
    add("--vectors", type=Path)
    add("--features", type=Path)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    states = [torch.load(run / "model.pt", map_location="cpu", weights_only=True) for run in args.runs]
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean(states), args.out / "model.pt")
    if args.shared:
        print(" ".join(f"{k} {v:.1f}" for k, v in measured(args.out, args).items()))


if __name__ == "__main__":
    main()
