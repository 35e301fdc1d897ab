"""The whole recipe on a GPU machine, from a bundle to a trained network: `python -m training.gpu --bundle build/bundle --out OUT`.

Adapt the encoder; train teachers side by side; let them annotate raw news; train students on both; hand back the best one.
Every step ends on time. The logs say what each step gained.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch

from training.bundle import unpack
from training.carry import split

GOALS = ("mention", "mention.name", "event", "role", "relation", "says", "coref")

TEACHERS: Mapping[str, Sequence[str]] = {
    "teacher1": ("--rate", "4e-4", "--head-rate", "3e-3"),
    "teacher2": ("--seed", "2", "--rate", "2.5e-4", "--head-rate", "2e-3"),
    "teacher3": ("--seed", "3", "--rate", "6e-4", "--head-rate", "3e-3", "--mask", "0.15"),
}
UNADAPTED = "unadapted"
STUDENTS: Mapping[str, Sequence[str]] = {
    "student1": ("--seed", "11", "--silver-share", "432", "--silver-weight", "0.5"),
    "student2": ("--seed", "12", "--silver-share", "864", "--silver-weight", "0.5"),
    "student3": ("--seed", "13", "--silver-share", "216", "--silver-weight", "0.7"),
}
"""What is of their own; everything else is as with the best teacher."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--bundle", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--work", type=Path, default=Path("/tmp/khabar-training"))
    add("--adapt-minutes", type=float, default=10.0)
    add("--teach-minutes", type=float, default=6.0)
    add("--learn-minutes", type=float, default=8.0)
    add("--workers", type=int, default=3, help="processes that make batches, for each run")
    add("--batch", type=int, default=8)
    add("--rows", type=int, default=192)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--quick", action="store_true", help="one teacher and one student, to see that everything runs")
    add("--with-silver", action="store_true", help="hand back the annotated news too")
    add("--give", choices=("best", "adapted"), default="best", help="what is handed back")
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    Recipe(parser.parse_args()).run()


class Recipe:
    """The steps, each in processes of its own."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.bundle, self.work = args, args.bundle.resolve(), args.work
        self.shared = self.work / "shared"
        self.base = self.shared / "encoder" / "base"
        self.adapted, self.silver = self.work / "adapted", self.work / "silver.jsonl.gz"
        self.began = time.time()
        self.work.mkdir(parents=True, exist_ok=True)
        args.out.mkdir(parents=True, exist_ok=True)

    def run(self) -> None:
        """All steps."""
        if not self.shared.is_dir():
            unpack(self.bundle, self.work)
        self.say("unpacked")
        if self.args.adapt_minutes > 0:
            self.wait({"adapt": self.adapt()})
        teachers = dict(list(TEACHERS.items())[:1]) if self.args.quick else TEACHERS
        minutes = self.args.teach_minutes
        runs = {name: self.train(name, self.adapted, minutes, *more) for name, more in teachers.items()}
        if not self.args.quick:
            runs[UNADAPTED] = self.train(UNADAPTED, self.base, minutes)
        self.wait(runs)
        if self.args.learn_minutes > 0:
            self.wait({"teach": self.teach(list(teachers))})
            like = ("--silver", self.silver, *teachers[self.best(list(teachers))])
            students = dict(list(STUDENTS.items())[:1]) if self.args.quick else STUDENTS
            minutes = self.args.learn_minutes
            self.wait({n: self.train(n, self.adapted, minutes, *like, *more) for n, more in students.items()})
        self.hand_back()

    def adapt(self) -> subprocess.Popen[bytes]:
        """A run of training.adapt."""
        return self.start(
            "adapt", "training.adapt", "--base", self.base, "--tokens", self.bundle / "news.u16.xz", "--out", self.adapted,
            "--minutes", self.args.adapt_minutes, "--rows", self.args.rows, "--device", self.args.device,
        )  # fmt: skip

    def teach(self, teachers: Sequence[str]) -> subprocess.Popen[bytes]:
        """A run of training.teach."""
        return self.start(
            "teach", "training.teach", "--runs", *(self.work / t for t in teachers), "--shared", self.shared, "--texts",
            self.bundle / "texts.jsonl.gz", "--vectors", self.bundle / "vectors.npz", "--features",
            self.bundle / "features.npz", "--out", self.silver, "--workers", max(2, (os.cpu_count() or 4) - 2),
            "--device", self.args.device,
        )  # fmt: skip

    def train(self, name: str, base: Path, minutes: float, *more: object) -> subprocess.Popen[bytes]:
        """A run of training.train."""
        return self.start(
            name, "training.train", "--shared", self.shared, "--base", base, "--vectors", self.bundle / "vectors.npz", "--features",
            self.bundle / "features.npz", "--out", self.work / name, "--minutes", minutes, "--epochs", 400, "--batch", self.args.batch,
            "--measure-every", 1000, "--threads", 1, "--workers", self.args.workers, "--device", self.args.device, *more,
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

    def best(self, names: Sequence[str]) -> str:
        """The run among `names` with the best mean."""
        scores = self.scores()
        return max(names, key=lambda n: scores[n]["mean"] if n in scores else 0)

    def hand_back(self) -> None:
        """The best network (or the adapted encoder) in parts small enough to travel; all logs in one file."""
        scores = self.scores()
        for name, row in sorted(scores.items(), key=lambda item: item[1]["mean"]):
            self.say(f"{name} {row}")
        best = self.best(sorted(scores)) if self.args.give == "best" else "adapted"
        split(self.work / best / ("model.pt" if self.args.give == "best" else "model.safetensors"), self.args.out, best)
        logs = {p.stem: p.read_text(encoding="utf-8", errors="replace") for p in sorted(self.args.out.glob("*.log"))}
        for path in self.args.out.glob("*.log"):
            path.unlink()
        (self.args.out / "logs.json").write_text(
            json.dumps({"scores": scores, "best": best, "logs": logs}, indent=1), encoding="utf-8"
        )
        if self.silver.exists() and self.args.with_silver:
            shutil.copyfile(self.silver, self.args.out / self.silver.name)
        self.say(f"handed back {best}")


if __name__ == "__main__":
    main()
