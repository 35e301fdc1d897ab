"""Other annotated sets as further tagging tasks: each keeps its own labels and gets its own output layer.

Only sets whose licence allows shipping weights: NewsFANE Gold and AQMAR (CC BY-SA 3.0), the Wojood sample (MIT).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SETS = {
    "newsfane": "ner_newsfane_gold/NewsFANE_Gold_2014_minus_anercorp_test.txt",
    "aqmar": "ner_aqmar/*.txt",
    "wojood": "ner_wojood_sample/train.txt",
}
MOST_WORDS = 120


@dataclass(frozen=True)
class TaggedSet:
    """Sentences of (word, label number) and the label names."""

    name: str
    labels: tuple[str, ...]
    sentences: tuple[tuple[tuple[str, int], ...], ...]


def load(shared: Path) -> list[TaggedSet]:
    """Every set of `SETS` that is there."""
    found = []
    for name, pattern in SETS.items():
        files = sorted((shared / "data").glob(pattern))
        lines = [line for f in files if f.name != "README.md" for line in [*f.read_text("utf-8").splitlines(), ""]]
        if lines:
            found.append(read_tagged(name, lines))
    return found


def read_tagged(name: str, lines: list[str]) -> TaggedSet:
    """CoNLL lines (word, tag; further tags of nested sets are dropped), cut into sentences of at most MOST_WORDS."""
    sentences: list[list[tuple[str, str]]] = []
    current: list[tuple[str, str]] = []
    for line in lines:
        parts = re.split(r"[\t ]+", line.strip())
        if len(parts) >= 2:
            current.append((parts[0], parts[1]))
        if current and (len(parts) < 2 or len(current) >= MOST_WORDS or parts[0] in ".؟!"):
            sentences.append(current)
            current = []
    if current:
        sentences.append(current)
    labels = tuple(sorted({tag for s in sentences for _, tag in s}))
    index = {tag: i for i, tag in enumerate(labels)}
    return TaggedSet(name, labels, tuple(tuple((w, index[t]) for w, t in s) for s in sentences))
