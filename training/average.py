"""The mean of the weights of runs that began from one another: `python -m training.average --runs build/run build/long --out build/mean`.

One run that goes on from another learns more of the task and forgets some of the first; the mean keeps both (Wortsman et al.
2022, "Robust fine-tuning of zero-shot models").
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch
from torch import Tensor


def mean(states: list[dict[str, Tensor]]) -> dict[str, Tensor]:
    """The mean of every array of numbers; everything else as in the first."""
    first = states[0]
    return {
        name: torch.stack([s[name] for s in states]).mean(0) if value.is_floating_point() else value
        for name, value in first.items()
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=Path, nargs="+", required=True, help="folders with model.pt")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    states = [torch.load(run / "model.pt", map_location="cpu", weights_only=True) for run in args.runs]
    args.out.mkdir(parents=True, exist_ok=True)
    torch.save(mean(states), args.out / "model.pt")


if __name__ == "__main__":
    main()
