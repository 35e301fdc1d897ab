"""Speed of the date rules: words a second on one core, with and without dates, and how time grows with adversarial input.

    python benchmarks/temporal.py [FOLDER of .txt]

The baseline is one pass of a regular expression that finds the words (kg.text.words), timed in the same run.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.temporal import find_times, resolve_times
from kg.temporal.find import find_expressions
from kg.text.words import words

ROOT = Path(__file__).parent.parent
HARD = {
    "digits and months": "12 يناير 2012 ",
    "digits": "1 ",
    "number words": "ثلاثة وعشرون ألفا ومائة و",
    "months": "يناير ",
    "nested edges": "منتصف مطلع نهاية ",
    "slashes": "1/1/",
}


def seconds(run: Callable[[str], object], text: str) -> float:
    """The best of three runs, in processor time."""
    best = 1e9
    for _ in range(3):
        find_expressions.cache_clear()
        start = time.process_time()
        run(text)
        best = min(best, time.process_time() - start)
    return best


def main() -> None:
    """Prints both tables."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests" / "articles"
    texts = [f.read_text(encoding="utf-8") for f in sorted(folder.rglob("*.txt"))]
    find_times("")
    count = sum(len(words(t)) for t in texts)
    base = sum(seconds(words, t) for t in texts)
    for name, run in (
        ("find", find_times),
        ("find and resolve", lambda t: resolve_times(t, find_times(t), "2019-02-20")),
    ):
        spent = sum(seconds(run, t) for t in texts)
        print(f"{name:20} {count / spent:10,.0f} words/s  {spent / base:5.1f} times the pass that only finds the words")
    for name, piece in HARD.items():
        short, long = (seconds(find_times, piece * (size // len(piece))) for size in (100_000, 1_000_000))
        print(f"{name:20} 1 MB in {long:5.2f} s, {long / short:5.1f} times as long as a tenth of it")


if __name__ == "__main__":
    main()
