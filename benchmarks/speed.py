"""Seconds and words a second of each step on one article, beside the encoder alone: `python benchmarks/speed.py [FILE] [ROUNDS]`.

The named baseline is the encoder (onnxruntime on the article's words): what no implementation of this model can go below.
"""

from __future__ import annotations

import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from kg.api import read
from kg.extract import default_pipeline, document, extract
from kg.extract.joint import JointReader
from kg.extract.reader import document_words
from kg.graph import facts
from kg.rdf import story_quads, trig
from kg.rdf.shapes import validate
from kg.resolve import resolve
from kg.settings import settings
from kg.store import OxigraphStore
from kg.text.morph import morphology
from kg.view import explorer_html


def seconds(task: Callable[[], object], rounds: int) -> float:
    """The best of `rounds`, after one that warms up."""
    task()
    best = float("inf")
    for _ in range(rounds):
        began = time.perf_counter()
        task()
        best = min(best, time.perf_counter() - began)
    return best


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else next(Path("seeds").glob("*.txt"))
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    article = read(file).articles[0]
    pipeline, morph, base = default_pipeline(), morphology(), settings().base_iri
    reader = next(c for c in pipeline.components if isinstance(c, JointReader))
    words = document_words(document(article))
    extraction = extract(article, pipeline)
    story = resolve(extraction, morph)
    quads = story_quads(story, base)
    store = OxigraphStore()
    store.add(quads)
    found = facts(store)
    steps: dict[str, Callable[[], object]] = {
        "encoder alone (baseline)": lambda: reader.encode(words.surface, words.sentences),
        "extract": lambda: extract(article, pipeline),
        "resolve": lambda: resolve(extraction, morph),
        "quads": lambda: story_quads(story, base),
        "trig": lambda: "".join(trig(quads, base)),
        "validate": lambda: validate(quads),
        "explorer page": lambda: explorer_html(found),
    }
    count, baseline = len(words.surface), 0.0
    print(f"{count} words; best of {rounds}")
    for name, task in steps.items():
        took = seconds(task, rounds)
        baseline = baseline or took
        print(f"{name:26} {took:7.3f} s  {count / took:9.0f} words/s  {took / baseline:6.2f} x baseline")
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
