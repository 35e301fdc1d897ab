"""Copies of an article with other spellings and other names: what the model must not depend on."""

from __future__ import annotations

import random
from collections import defaultdict

from kg.inventory import coarse
from training.corpus import GoldArticle

_HAMZA = str.maketrans({"\u0623": "\u0627", "\u0625": "\u0627", "\u0622": "\u0627"})
_LAST = {"\u0629": "\u0647", "\u0649": "\u064a", "\u064a": "\u0649"}
_WAW = "\u0648"
MISTYPED = 0.03
"""Share of the words of an article that are mistyped, where any are."""
_SWAPPED = {"PER", "ORG", "GPE", "LOC", "FAC", "NORP"}


def mistyped(word: str, rng: random.Random) -> str:
    """`word` with two neighbouring letters exchanged, one lost, or a particle glued to it."""
    at, kind = rng.randrange(len(word) - 1), rng.randrange(3)
    if kind == 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if kind == 1:
        return word[:at] + word[at + 1 :]
    return _WAW + word


def spelled_otherwise(word: str) -> tuple[str, str]:
    """`word` without hamzas, and with the other form of its last letter."""
    return word.translate(_HAMZA), word[:-1] + _LAST.get(word[-1], word[-1])


class Augmenter:
    """Spelling noise on some articles; names swapped for others of their type and length, the same all through."""

    def __init__(
        self,
        articles: list[GoldArticle],
        noise: float = 0.15,
        swap: float = 0.5,
        swap_name: float = 0.4,
        typos: float = 0.1,
    ) -> None:
        self.noise, self.swap, self.swap_name, self.typos = noise, swap, swap_name, typos
        pool: dict[tuple[str, int], set[tuple[str, ...]]] = defaultdict(set)
        for article in articles:
            for m in article.mentions:
                a, b = m["range"]
                if coarse(m["type"]) in _SWAPPED:
                    pool[m["type"], b - a].add(tuple(article.words[a:b]))
        self.pool = {key: sorted(names) for key, names in sorted(pool.items())}

    def words(self, article: GoldArticle, rng: random.Random) -> list[str]:
        """The words of `article`, perhaps changed; as many as before."""
        out = list(article.words)
        if rng.random() < self.swap:
            self._swap(article, out, rng)
        if rng.random() < self.noise:
            which = rng.randrange(2)
            out = [spelled_otherwise(w)[which] for w in out]
        if rng.random() < self.typos:
            out = [mistyped(w, rng) if len(w) > 3 and w.isalpha() and rng.random() < MISTYPED else w for w in out]
        return out

    def _swap(self, article: GoldArticle, out: list[str], rng: random.Random) -> None:
        chosen: dict[tuple[str, ...], tuple[str, ...]] = {}
        taken: set[int] = set()
        for m in sorted(article.mentions, key=lambda m: m["range"][0] - m["range"][1]):
            a, b = m["range"]
            if coarse(m["type"]) not in _SWAPPED or taken & set(range(a, b)):
                continue
            taken.update(range(a, b))
            name = tuple(article.words[a:b])
            if name not in chosen:
                change = rng.random() < self.swap_name
                chosen[name] = rng.choice(self.pool.get((m["type"], b - a)) or [name]) if change else name
            out[a:b] = chosen[name]
