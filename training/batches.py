"""Annotated articles → batches of tensors, made ahead of the network by the loader's processes.

Words of all articles of a batch stand in one list. Pairs are padded to [articles, rows, columns]; padding is never scored.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from kg.extract.features import distances, name_likeness
from kg.extract.labels import EVENT_INDEX, EVENT_MODS, MENTION_INDEX, SAY_MODS
from kg.extract.lexicon import type_prior
from kg.extract.windows import PADDING, WINDOW, Subwords, pack
from kg.inventory import CLUSTERED, coarse
from training.augment import Augmenter
from training.corpus import GoldArticle
from training.lexical import Lexical
from training.targets import IGNORED, Targets

Ranges = list[tuple[int, int]]
LIMITS = (160, 224, 224, WINDOW)
"""Pieces in a window in training: alike in a batch, so that little is padding; shorter ones cost less attention."""


@dataclass
class Pairs:
    """One pair scorer's work: node numbers, distances, and what is right."""

    rows: Tensor
    """[articles, a] numbers of nodes; the last node is padding."""
    columns: Tensor
    """[articles, b]"""
    buckets: tuple[Tensor, ...]
    """Three of [articles, a, b]."""
    target: Tensor
    """[articles, a, b] label numbers, or [articles, a, b + 1] of right antecedents (the last: none)."""
    extra: Tensor | None = None

    def to(self, device: torch.device) -> Pairs:
        """The same on `device`."""
        return Pairs(
            self.rows.to(device, non_blocking=True), self.columns.to(device, non_blocking=True),
            tuple(b.to(device, non_blocking=True).long() for b in self.buckets), self.target.to(device, non_blocking=True),
            None if self.extra is None else self.extra.to(device, non_blocking=True),
        )  # fmt: skip


@dataclass
class Batch:
    """All that the network needs of some articles. Spans are [n, 2] word ranges over the words of the batch."""

    numbers: list[int]
    """Numbers of the articles in the set."""
    ids: Tensor
    places: Tensor
    vectors: Tensor
    features: Tensor
    around: Tensor
    """[words, 2]: word range of each word's sentence."""
    weight: Tensor
    """[words]: how much the word's article counts."""
    sentences: Tensor
    """[sentences, longest] word numbers, -1 beyond the end."""
    outer: Tensor
    inner: Tensor
    triggers: Tensor
    cues: Tensor
    mentions: Tensor
    mention_types: Tensor
    """[mentions] -1 for spans that are none."""
    events: Tensor
    event_types: Tensor
    event_mods: Tensor
    prior: Tensor
    says: Tensor
    say_mods: Tensor
    role: Pairs
    relation: Pairs
    said: Pairs
    coref: Pairs
    same_event: Pairs
    extra_tags: Tensor
    """Tags of the further words (of another annotated set) at the end of the word list, of the set `extra_set`."""
    extra_set: int
    sizes: list[int]
    """[articles] their numbers of words."""

    @property
    def words(self) -> int:
        """How many words the articles have; those of another set come after."""
        return sum(self.sizes)

    def to(self, device: torch.device) -> Batch:
        """The same on `device`."""
        moved: dict[str, Any] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            moved[f.name] = value.to(device, non_blocking=True) if isinstance(value, Tensor) else value
            if isinstance(value, Pairs):
                moved[f.name] = value.to(device)
        return Batch(**moved)


@dataclass(frozen=True)
class Further:
    """Sentences of another annotated set, to be tagged with its own labels."""

    number: int
    words: list[str]
    lengths: list[int]
    tags: list[int]


class BatchMaker:
    """Makes batches. `wrong` holds, for each article, spans that the taggers found last time but that are none."""

    def __init__(
        self, articles: Sequence[GoldArticle], weights: Sequence[float], augment: Augmenter | None, subwords: Subwords,
        lexical: Lexical, mask: float = 0.0,
    ) -> None:  # fmt: skip
        self.articles, self.weights, self.augment = articles, weights, augment
        self.subwords, self.lexical, self.mask = subwords, lexical, mask
        self.wrong: dict[int, tuple[Ranges, Ranges]] = {}

    def __call__(self, numbers: Sequence[int], seed: int, further: Further | None = None) -> Batch:
        """The batch of the articles with these `numbers`; `seed` decides how their words are changed."""
        rng = random.Random(seed)
        mine = [self.articles[n] for n in numbers]
        words = [self.augment.words(a, rng) if self.augment else list(a.words) for a in mine]
        parts = [(w, a.sentence_ranges) for w, a in zip(words, mine, strict=True)]
        if further:
            ends = np.cumsum(further.lengths).tolist()
            parts.append((further.words, [(e - n, e) for n, e in zip(further.lengths, ends, strict=True)]))
        ids, places = self._windows(parts, rng, rng.choice(LIMITS) if self.augment else WINDOW)
        flat = [w for ws, _ in parts for w in ws]
        vectors, features = self.lexical(flat)
        starts = np.cumsum([0, *(len(w) for w, _ in parts)]).tolist()
        ranges = [(s + a, s + b) for s, (_, r) in zip(starts, parts, strict=False) for a, b in r]
        around = np.zeros((len(flat), 2), np.int64)
        for a, b in ranges:
            around[a:b] = (a, b)
        gold_ranges = [(a, b) for a, b in ranges if b <= starts[len(mine)]]
        rows = np.full((len(gold_ranges), max(b - a for a, b in gold_ranges)), -1, np.int64)
        for i, (a, b) in enumerate(gold_ranges):
            rows[i, : b - a] = np.arange(a, b)
        joined = _Joined(self, numbers, words, starts)
        weight = np.concatenate(
            [np.full(len(a.words), self.weights[n], np.float32) for n, a in zip(numbers, mine, strict=True)]
        )
        layers = {
            k: torch.from_numpy(np.concatenate([getattr(a, k) for a in mine]))
            for k in ("outer", "inner", "triggers", "cues")
        }
        return Batch(
            numbers=list(numbers), ids=ids, places=places, vectors=vectors, features=features,
            around=torch.from_numpy(around), weight=torch.from_numpy(weight), sentences=torch.from_numpy(rows),
            extra_tags=torch.tensor(further.tags if further else [], dtype=torch.long),
            extra_set=further.number if further else -1, sizes=[len(w) for w in words], **layers, **joined.tensors(),
        )  # fmt: skip

    def _windows(self, parts: list[tuple[list[str], Ranges]], rng: random.Random, limit: int) -> tuple[Tensor, Tensor]:
        rows: list[list[int]] = []
        places = []
        for words, sentences in parts:
            ids = [self.subwords(w) for w in words]
            if self.mask:
                ids = [[self.subwords.mask] if rng.random() < self.mask else p for p in ids]
            found, place = pack(ids, sentences, limit)
            place[:, 0] += len(rows)
            rows += found
            places.append(place)
        table = np.full((len(rows), max(map(len, rows))), PADDING, np.int64)
        for i, row in enumerate(rows):
            table[i, : len(row)] = row
        return torch.from_numpy(table), torch.from_numpy(np.concatenate(places))


class _Joined:
    """The spans and pairs of the articles of a batch, numbered through: mentions, then events, then sayings, then padding."""

    def __init__(self, maker: BatchMaker, numbers: Sequence[int], words: list[list[str]], starts: list[int]) -> None:
        self.mine = [maker.articles[n] for n in numbers]
        self.words, self.starts = words, starts
        wrong = [maker.wrong.get(n, ([], [])) for n in numbers]
        self.m = [[x["range"] for x in a.mentions] + w for a, (w, _) in zip(self.mine, wrong, strict=True)]
        self.e = [[x["range"] for x in a.events] + w for a, (_, w) in zip(self.mine, wrong, strict=True)]
        self.s = [[x["range"] for x in a.says] for a in self.mine]
        self.targets = [Targets(a, len(m), len(e)) for a, (m, e) in zip(self.mine, wrong, strict=True)]
        self.m0 = np.cumsum([0, *map(len, self.m)])
        self.e0 = np.cumsum([0, *map(len, self.e)]) + self.m0[-1]
        self.s0 = np.cumsum([0, *map(len, self.s)]) + self.e0[-1]
        self.padding = int(self.s0[-1])

    def tensors(self) -> dict[str, Any]:
        """Spans, their labels, and the five kinds of pairs."""
        mods = [[float(q in x["mods"]) for q in EVENT_MODS] for a in self.mine for x in a.events]
        heads = [w[r[0]] for w, e in zip(self.words, self.e, strict=True) for r in e]
        return {
            "mentions": self._global(self.m), "events": self._global(self.e), "says": self._global(self.s),
            "mention_types": self._types([[MENTION_INDEX[x["type"]] for x in a.mentions] for a in self.mine], self.m),
            "event_types": self._types([[EVENT_INDEX[x["type"]] for x in a.events] for a in self.mine], self.e),
            "event_mods": torch.tensor(mods).reshape(-1, len(EVENT_MODS)),
            "prior": torch.from_numpy(type_prior(heads)),
            "say_mods": torch.tensor([SAY_MODS.index(x["mod"]) for a in self.mine for x in a.says], dtype=torch.long),
            "role": self._links("roles"), "relation": self._links("relations"), "said": self._links("says"),
            "coref": self._chains("mentions"), "same_event": self._chains("events"),
        }  # fmt: skip

    def _global(self, spans: list[Ranges]) -> Tensor:
        rows = [(a + s, b + s) for s, r in zip(self.starts, spans, strict=False) for a, b in r]
        return torch.tensor(rows, dtype=torch.long).reshape(-1, 2)

    @staticmethod
    def _types(types: list[list[int]], spans: list[Ranges]) -> Tensor:
        return torch.tensor(
            [k for t, s in zip(types, spans, strict=True) for k in t + [-1] * (len(s) - len(t))], dtype=torch.long
        )

    def _nodes(self, i: int, kinds: str) -> tuple[NDArray[np.int64], Ranges]:
        first = {"m": self.m0, "e": self.e0, "s": self.s0}
        spans = {"m": self.m, "e": self.e, "s": self.s}
        numbers = [np.arange(first[k][i], first[k][i + 1]) for k in kinds]
        return np.concatenate(numbers), [r for k in kinds for r in spans[k][i]]

    def _links(self, what: str) -> Pairs:
        rows, columns = {"roles": ("e", "me"), "relations": ("m", "m"), "says": ("s", "mes")}[what]
        parts = []
        for i, article in enumerate(self.mine):
            a, a_ranges = self._nodes(i, rows)
            b, b_ranges = self._nodes(i, columns)
            parts.append(
                (
                    a,
                    b,
                    distances(a_ranges, b_ranges, article.sentence_of),
                    getattr(self.targets[i], what)().numpy(),
                    None,
                )
            )
        return self._padded(parts)

    def _chains(self, what: str) -> Pairs:
        parts = []
        for i, article in enumerate(self.mine):
            items = getattr(article, what)
            first = (self.m0 if what == "mentions" else self.e0)[i]
            order = [k for k, x in enumerate(items) if what == "events" or coarse(x["type"]) in CLUSTERED]
            order.sort(key=lambda k: items[k]["range"])
            spans, types = [items[k]["range"] for k in order], [items[k]["type"] for k in order]
            nodes = first + np.array(order, np.int64)
            right = antecedents([items[k]["cluster"] for k in order])
            likeness = name_likeness(self.words[i], spans, types)
            parts.append((nodes, nodes, distances(spans, spans, article.sentence_of), right, likeness))
        return self._padded(parts, chain=True)

    def _padded(self, parts: list[tuple[Any, ...]], chain: bool = False) -> Pairs:
        n, (a, b) = len(parts), (max(len(p[k]) for p in parts) for k in (0, 1))
        a, b = max(a, 1), max(b, 1)
        rows, columns = np.full((n, a), self.padding), np.full((n, b), self.padding)
        buckets = [np.zeros((n, a, b), np.uint8) for _ in range(3)]
        target = np.zeros((n, a, b + 1), bool) if chain else np.full((n, a, b), IGNORED, np.int64)
        extra = None if parts[0][4] is None else np.zeros((n, a, b, parts[0][4].shape[-1]), np.float32)
        for i, (r, c, near, right, more) in enumerate(parts):
            rows[i, : len(r)], columns[i, : len(c)] = r, c
            for k in range(3):
                buckets[k][i, : len(r), : len(c)] = near[k]
            if chain:
                target[i, : len(r), : len(c)] = right[:, :-1]
                target[i, : len(r), -1] = right[:, -1]
            else:
                target[i, : len(r), : len(c)] = right
            if extra is not None:
                extra[i, : len(r), : len(c)] = more
        torched = [torch.from_numpy(x) for x in (rows, columns, target)]
        more_of = None if extra is None else torch.from_numpy(extra)
        return Pairs(torched[0], torched[1], tuple(torch.from_numpy(k) for k in buckets), torched[2], more_of)


def antecedents(clusters: Sequence[str | None]) -> NDArray[np.bool_]:
    """[n, n + 1]: the right antecedents of each span among the earlier ones, else "none" (Lee et al. 2017)."""
    n = len(clusters)
    out = np.zeros((n, n + 1), bool)
    for i in range(n):
        for k in range(i):
            out[i, k] = clusters[i] is not None and clusters[i] == clusters[k]
        out[i, n] = not out[i, :i].any()
    return out
