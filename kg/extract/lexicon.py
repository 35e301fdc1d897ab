"""What a word alone tells of the event it names: a prior for types that the annotated articles hardly show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

import numpy as np

from kg.extract.heads import Floats
from kg.extract.labels import EVENT_INDEX, EVENTS
from kg.extract.vectors import vector_key
from kg.locations import data_lines

_PREFIXES = ("", "\u0648", "\u0641", "\u0628", "\u0644", "\u0643", "\u0633")
_ARTICLE, _LAM_LAM = "\u0627\u0644", "\u0644\u0644"
_SUFFIXES = (
    "", "\u062a", "\u0648\u0627", "\u0627\u062a", "\u0647", "\u0647\u0627", "\u0647\u0645", "\u0648\u0646", "\u064a\u0646", "\u0627",
    "\u062a\u0647", "\u062a\u0647\u0627", "\u062a\u0647\u0645", "\u064a\u0647",
)  # fmt: skip
_PRESENT = ("\u064a", "\u062a")
LEAST_STEM = 3


@cache
def _types() -> dict[str, tuple[int, ...]]:
    table: dict[str, list[int]] = {}
    for line in data_lines("lexicons", "triggers.tsv"):
        kind, word = line.split("\t")
        table.setdefault(word, []).append(EVENT_INDEX[kind])
    return {word: tuple(kinds) for word, kinds in table.items()}


@lru_cache(maxsize=100_000)
def trigger_types(word: str) -> tuple[int, ...]:
    """Numbers of the event types that `word` may name: as it is, else without particles, article, endings."""
    table = _types()
    return next((table[form] for form in _forms(vector_key(word)) if form in table), ())


def _forms(key: str) -> Iterator[str]:
    """From the word itself to shorter and shorter forms of it."""
    heads = []
    for prefix in _PREFIXES:
        if key.startswith(prefix):
            rest = key[len(prefix) :]
            heads += [rest, rest.removeprefix(_ARTICLE)]
    if key.startswith(_LAM_LAM):
        heads.append(key[2:])
    for suffix in _SUFFIXES:
        for head in dict.fromkeys(heads):
            stem = head[: len(head) - len(suffix)] if suffix else head
            if head.endswith(suffix) and len(stem) >= LEAST_STEM:
                yield stem
                if suffix[:1] == "\u062a" and len(suffix) > 1:  # a glued pronoun turns ة into ت
                    yield stem + "\u0647"
    for head in dict.fromkeys(heads):
        if head[:1] in _PRESENT and len(head) > LEAST_STEM:
            yield head[1:]


def type_prior(words: Sequence[str]) -> Floats:
    """[words, event types]: 1 for the types that each word may name, shared when it may name several."""
    out = np.zeros((len(words), len(EVENTS)), np.float32)
    for row, word in enumerate(words):
        kinds = trigger_types(word)
        for kind in kinds:
            out[row, kind] = 1 / len(kinds)
    return out
