"""Publication dates from the text alone, on articles whose date is known.

    python benchmarks/publication.py FILE.jsonl[.gz]... [--most 500] [--show]

Each line holds an article: "date" (ISO, or day/month/year), "title", "text". Of each file the first `--most` dated articles in a
fixed random order are read. A date is right if it is the known one or a year or month of it.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
from collections import Counter
from pathlib import Path

from kg.temporal import resolve_times


def main() -> None:
    """Prints a line for each file."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=500)
    parser.add_argument("--show", action="store_true")
    chosen = parser.parse_args()
    for file in chosen.files:
        found = Counter[str]()
        for known, text in _articles(file)[: chosen.most]:
            calendar = resolve_times(text, [])
            right = known.startswith(calendar.published)
            found["none" if not calendar.published else "right" if right else "wrong"] += 1
            if chosen.show and not right:
                print(known, calendar.published, calendar.why)
        print(f"{file.name:34} found {found['right'] + found['wrong']:4} of {found.total()}, right {found['right']:4}")


def _articles(file: Path) -> list[tuple[str, str]]:
    """(date, text) of the dated articles, shuffled."""
    raw = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    articles = [json.loads(line) for line in raw.decode("utf-8").splitlines()]
    dated = [(_iso(a.get("date") or ""), f"{a.get('title', '')}\n{a['text']}") for a in articles]
    dated = [(date, text) for date, text in dated if len(date) == 10]
    random.Random(3).shuffle(dated)
    return dated


def _iso(date: str) -> str:
    return "-".join(reversed(date[:10].split("/"))) if "/" in date else date[:10]


if __name__ == "__main__":
    main()
