"""All targets in turn under atheris, for a while, with a record of it:

    python -m tests.fuzz.hour --seconds 3600 --out build/fuzz.json

Each target gets an equal share. What crashes is left in the work folder (crash-*, timeout-*, oom-*); copy it to
tests/fuzz/crashes/TARGET-NAME.bin, where it stays a test. Exit code 1 if anything crashed.
"""

from __future__ import annotations

import argparse
import json
import platform
import re
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import Any

from tests.fuzz.targets import SEEDS, TARGETS


def fuzz(name: str, seconds: int, work: Path) -> dict[str, Any]:
    """Runs one target until its time is over; goes on after a crash."""
    corpus, found = work / f"{name}-corpus", work / f"{name}-found"
    for folder in (corpus, found):
        folder.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(SEEDS[name]):
        (corpus / f"seed{number}").write_bytes(seed)
    end, runs, last = time.monotonic() + seconds, 0, ""
    while (left := int(end - time.monotonic())) > 0:
        options = [f"-max_total_time={left}", "-timeout=60", "-rss_limit_mb=3000", "-max_len=4096", "-print_final_stats=1"]
        command = [sys.executable, "-m", "tests.fuzz.fuzz", name, *options, f"-artifact_prefix={found}/", str(corpus)]
        done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
        runs += sum(map(int, re.findall(r"stat::number_of_executed_units: (\d+)", done.stderr)[-1:]))
        last = done.stderr[-3000:]
        if done.returncode and not list(found.iterdir()):
            raise RuntimeError(f"{name} did not run: {last}")
    crashes = sorted(p.name for p in found.iterdir())
    cover = re.findall(r"cov: (\d+)", last)
    return {
        "target": name, "seconds": seconds, "runs": runs, "corpus": len(list(corpus.iterdir())), "crashes": crashes,
        "edges": int(cover[-1]) if cover else 0, "last": last if crashes else "",
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=3600)
    parser.add_argument("--targets", default=",".join(TARGETS))
    parser.add_argument("--work", type=Path, default=None)
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    names = given.targets.split(",")
    work = given.work or Path(tempfile.mkdtemp(prefix="khabar-fuzz-"))
    record: dict[str, Any] = {
        "python": platform.python_version(), "atheris": version("atheris"), "machine": platform.platform(), "targets": [],
    }  # fmt: skip
    for name in names:
        record["targets"].append(fuzz(name, given.seconds // len(names), work))
        shown = record["targets"][-1]
        print(f"{name}: {shown['runs']:,} runs, {len(shown['crashes'])} crashes", flush=True)
        if given.out:
            given.out.write_text(json.dumps(record, indent=1), encoding="utf-8")
    print(f"work folder: {work}")
    sys.exit(1 if any(t["crashes"] for t in record["targets"]) else 0)


if __name__ == "__main__":
    main()
