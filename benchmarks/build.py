"""End-to-end builds of growing corpora: words a second, memory, time an article. One command, one report.

    python benchmarks/build.py CORPUS.jsonl.gz --sizes 10,100,1000 --jobs 2 --out build/benchmark.json

Each size is built by the command `kg build` in a process of its own into an empty folder. Measured are the wall clock,
processor time (of all processes; on a busy machine this is the figure to compare) and the peak of the memory that all
processes use together (proportional set size, sampled once a second, and peak of each).
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil


class Memory(threading.Thread):
    """The peak of what a process and all below it use together, in MB, and how much was read when."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self._process, self.peak, self.series = psutil.Process(pid), 0.0, []
        self._over = threading.Event()

    def run(self) -> None:
        began = time.monotonic()
        while not self._over.wait(1.0):
            total = 0
            try:
                for process in [self._process, *self._process.children(recursive=True)]:
                    total += process.memory_full_info().pss
            except psutil.Error:
                continue
            self.peak = max(self.peak, total / 1e6)
            self.series.append((round(time.monotonic() - began), round(total / 1e6)))

    def stop(self) -> None:
        self._over.set()


def take(corpus: Path, count: int, out: Path) -> None:
    """The first `count` lines of a corpus of JSON lines."""
    opened = gzip.open(corpus, "rb") if corpus.suffix == ".gz" else corpus.open("rb")  # noqa: SIM115
    with opened as lines, out.open("wb") as file:
        file.writelines(itertools.islice(lines, count))


def build(corpus: Path, count: int, jobs: int, work: Path) -> dict[str, Any]:
    """Builds the first `count` articles and measures it."""
    source, folder, log = work / f"{count}.jsonl", work / f"{count}", work / f"{count}.log"
    take(corpus, count, source)
    shutil.rmtree(folder, ignore_errors=True)
    log.unlink(missing_ok=True)
    command = [
        sys.executable,
        "-m",
        "kg",
        "build",
        str(source),
        "-o",
        str(folder),
        "-j",
        str(jobs),
        "--no-files",
        "--log",
        str(log),
    ]
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=(work / f"{count}.err").open("wb"))
    memory = Memory(process.pid)
    memory.start()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - began
    memory.stop()
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    articles = [e for e in map(json.loads, log.open(encoding="utf-8")) if e["event"] == "article"]
    words, cpu = report["words_read"], usage.ru_utime + usage.ru_stime
    store = sum(p.stat().st_size for p in (folder / "store").rglob("*") if p.is_file())
    return {
        "articles": report["graph"]["articles"], "words": words, "exit": os.waitstatus_to_exitcode(status), "wall_s": round(wall, 1),
        "cpu_s": round(cpu, 1), "words_per_wall_s": round(words / wall), "words_per_cpu_s": round(words / cpu),
        "peak_mb": round(memory.peak), "cpu_ms_per_word_by_window": windows(articles), "seconds": report["seconds"],
        "graph": report["graph"], "store_bytes": store, "ledger_bytes": (folder / "build.db").stat().st_size,
        "store_bytes_per_quad": round(store / max(1, report["graph"]["quads"])), "problems": report["problems"]["by_code"],
        "memory_mb_by_s": memory.series[:: max(1, len(memory.series) // 60)],
    }  # fmt: skip


def windows(articles: list[dict[str, Any]]) -> dict[str, float]:
    """Processor milliseconds a word of reading an article, in stretches of the run: is the thousandth as cheap as the hundredth?"""
    out = {}
    for first, last in (
        (0, 100),
        (100, 200),
        (200, 500),
        (500, 1000),
        (1000, 2000),
        (2000, 5000),
        (5000, 8000),
        (8000, 10000),
    ):
        part = articles[first:last]
        if len(part) == last - first:
            out[f"{first}-{last}"] = round(1000 * sum(a["cpu"] for a in part) / sum(a["words"] for a in part), 4)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--sizes", default="10,100,1000")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument(
        "--work", type=Path, default=None, help="a folder to keep what is built (default: a temporary one)"
    )
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    libraries = ("khabar", "onnxruntime", "pyoxigraph", "camel-tools", "numpy")
    report: dict[str, Any] = {
        "machine": {"system": platform.platform(), "cores": os.cpu_count(), "processor": processor()},
        "versions": {name: version(name) for name in libraries} | {"python": platform.python_version()},
        "jobs": given.jobs,
        "load_before": os.getloadavg(),
        "builds": [],
    }
    with tempfile.TemporaryDirectory() as temporary:
        work = given.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        for size in map(int, given.sizes.split(",")):
            made = build(given.corpus, size, given.jobs, work)
            report["builds"].append(made)
            shown = {
                k: made[k]
                for k in ("articles", "words", "wall_s", "cpu_s", "words_per_wall_s", "words_per_cpu_s", "peak_mb")
            }
            print(json.dumps(shown), flush=True)
            if given.out:
                given.out.write_text(json.dumps(report, indent=1), encoding="utf-8")
    rates = [b["words_per_cpu_s"] for b in report["builds"]]
    print(f"words a second of processor time: median {statistics.median(rates):.0f}; report: {given.out or 'not kept'}")


def processor() -> str:
    """What /proc/cpuinfo calls it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(": ", 1)[1] for line in lines if line.startswith("model name")), "")


if __name__ == "__main__":
    main()
