"""Annotated articles as words with gold labels over word ranges."""

from __future__ import annotations

import gzip
import importlib.util
import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kg.extract.labels import TAG_INDEX
from kg.inventory import coarse
from kg.text.sentences import sentences
from kg.text.words import words

TRAIN_BATCHES = tuple(f"batch{n:02d}" for n in range(1, 10))
DEV_BATCHES = ("batch10", "batch11")


@dataclass
class GoldArticle:
    """One article: words with their sentence numbers, and gold items whose "range" is over words."""

    name: str
    text: str
    words: list[str]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    sentence_of: list[int]
    sentence_ranges: list[tuple[int, int]]
    gold: dict[str, Any]
    mentions: list[dict[str, Any]] = field(default_factory=list)
    events: list[dict[str, Any]] = field(default_factory=list)
    says: list[dict[str, Any]] = field(default_factory=list)
    outer: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    inner: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    triggers: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))
    cues: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))


def annotation_tools(shared: Path) -> tuple[ModuleType, ModuleType]:
    """The annotation reader and the scorer that come with the annotated articles."""
    folder = shared / "annotation"
    sys.path.insert(0, str(folder))
    modules = []
    for name in ("annotate", "score"):
        spec = importlib.util.spec_from_file_location(name, folder / f"{name}.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
        modules.append(module)
    return modules[0], modules[1]


def load(shared: Path, batches: tuple[str, ...]) -> list[GoldArticle]:
    """The articles of `batches` that pass the annotation check, in a fixed order."""
    annotate, _ = annotation_tools(shared)
    found = []
    for batch in batches:
        for path in sorted((shared / "annotation" / "news" / batch).glob("*.ann")):
            gold, errors = annotate.parse(path)
            if not errors:
                found.append(gold_article(path.stem, path.with_suffix(".txt").read_text(encoding="utf-8"), gold))
    return found


def load_silver(path: Path) -> list[GoldArticle]:
    """Articles that models annotated: JSON lines of name, text and annotation (gold's shape), gzipped."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    return [gold_article(r["name"], r["text"], r["annotation"]) for r in records]


def gold_article(name: str, text: str, gold: dict[str, Any]) -> GoldArticle:
    """`gold` (as the annotation tools print it) laid over the words of `text`."""
    surface: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    sentence_of: list[int] = []
    ranges: list[tuple[int, int]] = []
    for number, sentence in enumerate(sentences(text)):
        first = len(surface)
        for span in words(text, sentence.start, sentence.end):
            surface.append(text[span.start : span.end])
            starts.append(span.start)
            ends.append(span.end)
            sentence_of.append(number)
        if len(surface) > first:
            ranges.append((first, len(surface)))
    article = GoldArticle(name, text, surface, np.array(starts), np.array(ends), sentence_of, ranges, gold)
    article.mentions = [_over_words(article, item) for item in gold["mentions"]]
    article.events = [_over_words(article, item) for item in gold["events"]]
    article.says = [_over_words(article, item) for item in gold["says"]]
    _tag(article)
    return article


def _over_words(article: GoldArticle, item: dict[str, Any]) -> dict[str, Any]:
    first = int(np.searchsorted(article.ends, item["start"], side="right"))
    last = int(np.searchsorted(article.starts, item["end"], side="left"))
    return {**item, "range": (first, max(last, first + 1))}


def _tag(article: GoldArticle) -> None:
    """Two layers of BIO for mentions (longest first; a third level of nesting is lost), one each for triggers and cues."""
    n = len(article.words)
    article.outer, article.inner = np.zeros(n, np.int64), np.zeros(n, np.int64)
    article.triggers, article.cues = np.zeros(n, np.int64), np.zeros(n, np.int64)
    for item in sorted(article.mentions, key=lambda m: m["range"][0] - m["range"][1]):
        a, b = item["range"]
        for layer in (article.outer, article.inner):
            if not layer[a:b].any():
                layer[a] = TAG_INDEX[f"B-{coarse(item['type'])}"]
                layer[a + 1 : b] = TAG_INDEX[f"I-{coarse(item['type'])}"]
                break
    for items, layer in ((article.events, article.triggers), (article.says, article.cues)):
        for item in items:
            a, b = item["range"]
            if not layer[a:b].any():
                layer[a], layer[a + 1 : b] = 1, 2
