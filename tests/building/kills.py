"""Builds that are killed with SIGKILL at random moments and started again, until one is done: is the graph always the same?

    python -m tests.building.kills CORPUS.jsonl WORK --kills 50 --articles 300 --real

The corpus is built once undisturbed. Then it is built again and killed, after a random part of the time that was needed; what
has been built is thrown away whenever a build got to its end, so that kills fall on all its phases. At the end, and at every
end on the way, the digest must be that of the undisturbed build. `--real` reads with the model, otherwise with the fake reader.
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from kg.building.runners import Here
from kg.read import stream
from tests.building.news import build


def start(corpus: Path, folder: Path, real: bool) -> subprocess.Popen[bytes]:
    """A build in a process of its own."""
    mine = ["-m", "tests.building.kills", str(corpus), str(folder), "--build"]
    theirs = ["-m", "kg", "build", str(corpus), "-o", str(folder), "--no-files", "--json"]
    return subprocess.Popen(
        [sys.executable, *(theirs if real else mine)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def digest(folder: Path) -> str:
    """That of a finished build."""
    return str(json.loads((folder / "report.json").read_text(encoding="utf-8"))["graph"]["digest"])


def disturbed(corpus: Path, work: Path, kills: int, real: bool, seed: int = 0) -> dict[str, object]:
    """Kills builds so many times; what came out."""
    rng, plain, folder = random.Random(seed), work / "plain", work / "killed"
    began = time.monotonic()
    if start(corpus, plain, real).wait() not in (0, 1):
        raise RuntimeError("the undisturbed build failed")
    took, wanted = time.monotonic() - began, digest(plain)
    killed, found = 0, []
    while True:
        process = start(corpus, folder, real)
        if killed < kills:
            try:
                process.wait(timeout=rng.uniform(0.15, 0.8) * took)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
                process.wait()
                killed += 1
                continue
        process.wait()
        found.append(digest(folder))
        if killed >= kills:
            return {"kills": killed, "ends": len(found), "seconds": round(took, 1), "same": set(found) == {wanted}}
        shutil.rmtree(folder)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help="JSON lines")
    parser.add_argument("work", type=Path)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--real", action="store_true")
    parser.add_argument("--build", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.build:
        build(given.work, stream(given.corpus), "tests.fakes:slow_pipeline", Here(1), files=False)
        return
    given.work.mkdir(parents=True, exist_ok=True)
    few = given.work / "corpus.jsonl"
    with given.corpus.open("rb") as lines:
        few.write_bytes(b"".join(itertools.islice(lines, given.articles)))
    result = disturbed(few, given.work, given.kills, given.real)
    print(json.dumps(result))
    sys.exit(0 if result["same"] else 1)


if __name__ == "__main__":
    main()
