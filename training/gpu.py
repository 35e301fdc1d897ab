"""The whole recipe on a GPU machine, from a bundle to a trained network: `python -m training.gpu --bundle build/bundle --out OUT`.

Adapt the encoder to news; train one network on everything; go on from it in several ways side by side; measure them and their
means, and hand back the best. Every step ends on time; a step of no minutes is left out, so that a machine which is lent for
short whiles can do them one by one (what is done stays in `--work`). The logs say what each step gained.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from training.bundle import unpack
from training.carry import split

GOALS = ("mention", "mention.name", "event", "role", "relation", "says", "coref")

FIRST = "first"
FIRST_RATES = ("--rate", "4e-4", "--head-rate", "3e-3")
BRANCHES: Mapping[str, Sequence[str]] = {
    "annotated": ("--seed", "21", "--silver-share", "0", "--rate", "2.5e-4", "--head-rate", "1.5e-3"),
    "everything": ("--seed", "22", "--rate", "2.5e-4", "--head-rate", "1.5e-3"),
}
"""What each way of going on does in its own manner."""
MEANS: Mapping[str, Sequence[str]] = {
    "mean-all": (FIRST, *BRANCHES),
    "mean-branches": tuple(BRANCHES),
    "mean-annotated": (FIRST, "annotated"),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--bundle", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--work", type=Path, default=Path("/tmp/khabar-training"))
    add("--adapt-minutes", type=float, default=4.0)
    add("--learn-minutes", type=float, default=5.0)
    add("--branch-minutes", type=float, default=2.5)
    add("--silver-share", type=int, default=400)
    add("--workers", type=int, default=3, help="processes that make batches, for each run")
    add("--batch", type=int, default=12)
    add("--rows", type=int, default=192)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    Recipe(parser.parse_args()).run()


class Recipe:
    """The steps, each in processes of its own."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.bundle, self.work = args, args.bundle.resolve(), args.work
        self.shared = self.work / "shared"
        self.base = self.shared / "encoder" / "base"
        self.adapted = self.work / "adapted"
        self.began = time.time()
        self.work.mkdir(parents=True, exist_ok=True)
        args.out.mkdir(parents=True, exist_ok=True)

    def run(self) -> None:
        """All steps."""
        if not self.shared.is_dir():
            unpack(self.bundle, self.work)
        self.say("unpacked")
        args, first = self.args, self.work / FIRST
        if args.adapt_minutes > 0:
            self.wait({"adapt": self.adapt()})
        if args.learn_minutes > 0:
            self.wait({FIRST: self.train(FIRST, args.learn_minutes, *FIRST_RATES)})
        if args.branch_minutes > 0:
            self.wait({n: self.train(n, args.branch_minutes, "--resume", first, *more) for n, more in BRANCHES.items()})
            self.wait({n: self.mean(n, runs) for n, runs in MEANS.items()})
        self.hand_back()

    def adapt(self) -> subprocess.Popen[bytes]:
        """A run of training.adapt."""
        return self.start(
            "adapt", "training.adapt", "--base", self.base, "--tokens", self.bundle / "news.u16.xz", "--out", self.adapted,
            "--minutes", self.args.adapt_minutes, "--rows", self.args.rows, "--device", self.args.device,
        )  # fmt: skip

    def train(self, name: str, minutes: float, *more: object) -> subprocess.Popen[bytes]:
        """A run of training.train."""
        more_gold, silver = self.bundle / "more.jsonl.gz", self.bundle / "silver.jsonl.gz"
        return self.start(
            name, "training.train", *self.inputs(), "--out", self.work / name, "--minutes", minutes, "--epochs", 400,
            "--batch", self.args.batch, "--measure-every", 1000, "--threads", 1, "--workers", self.args.workers, "--more",
            more_gold, *(("--silver", silver) if silver.exists() else ()), "--silver-share", self.args.silver_share, *more,
        )  # fmt: skip

    def mean(self, name: str, runs: Sequence[str]) -> subprocess.Popen[bytes]:
        """A run of training.average."""
        folders = [self.work / run for run in runs]
        return self.start(name, "training.average", *self.inputs(), "--out", self.work / name, "--runs", *folders)

    def inputs(self) -> tuple[object, ...]:
        """What every step above the encoder reads."""
        base = self.adapted if self.adapted.exists() else self.base
        return (
            "--shared", self.shared, "--base", base, "--vectors", self.bundle / "vectors.npz", "--features",
            self.bundle / "features.npz", "--device", self.args.device,
        )  # fmt: skip

    def start(self, name: str, module: str, *arguments: object) -> subprocess.Popen[bytes]:
        """A step in a process of its own, with a log."""
        environment = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONUNBUFFERED": "1", "TOKENIZERS_PARALLELISM": "false"}
        with (self.args.out / f"{name}.log").open("wb") as log:
            command = [sys.executable, "-m", module, *map(str, arguments)]
            return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, env=environment)

    def wait(self, running: Mapping[str, subprocess.Popen[bytes]]) -> None:
        """Until all are done; a step that failed shows its log."""
        for name, process in running.items():
            code = process.wait()
            log = (self.args.out / f"{name}.log").read_text(encoding="utf-8", errors="replace").splitlines()
            self.say(f"{name}: exit {code}: {' | '.join(log[-2:] if code == 0 else log[-25:])[-2500:]}")

    def say(self, text: str) -> None:
        """A line with the seconds since the start."""
        print(f"[{time.time() - self.began:.0f} s] {text}", flush=True)

    def scores(self) -> dict[str, dict[str, float]]:
        """Development scores of the runs that are done, and their mean."""
        found = {}
        for path in sorted(self.work.glob("*/train.json")):
            row = json.loads(path.read_text(encoding="utf-8"))["development"]
            found[path.parent.name] = {
                **{k: round(v, 2) for k, v in row.items()},
                "mean": round(sum(row[g] for g in GOALS) / len(GOALS), 2),
            }
        return found

    def hand_back(self) -> None:
        """The best network (before there is one, the adapted encoder) in parts small enough to travel; all logs in one file."""
        scores = self.scores()
        for name, row in sorted(scores.items(), key=lambda item: item[1]["mean"]):
            self.say(f"{name} {row}")
        best = max(scores, key=lambda n: scores[n]["mean"]) if scores else self.adapted.name
        split(self.work / best / ("model.pt" if scores else "model.safetensors"), self.args.out, best)
        logs = {p.stem: p.read_text(encoding="utf-8", errors="replace") for p in sorted(self.args.out.glob("*.log"))}
        for path in self.args.out.glob("*.log"):
            path.unlink()
        (self.args.out / "logs.json").write_text(
            json.dumps({"scores": scores, "best": best, "logs": logs}, indent=1), encoding="utf-8"
        )
        self.say(f"handed back {best}")


if __name__ == "__main__":
    main()
