"""Extractions written as text: the words are found by their spelling."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import pytest

from kg.model import Article, Event, Extraction, Mention, Relation, Role, Says, Span, Story
from kg.resolve import resolve
from kg.text.morph import Analysis
from kg.text.sentences import sentences


@dataclass
class Draft:
    """An extraction in the making. Words are searched from the start, `nth` skips earlier ones."""

    text: str
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    says: list[Says] = field(default_factory=list)

    def span(self, words: str, nth: int = 0) -> Span:
        at = self.text.index(words)
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def mention(self, kind: str, words: str, cluster: str | None = None, *, nth: int = 0, value: str = "") -> str:
        name = f"m{len(self.mentions)}"
        self.mentions.append(Mention(name, self.span(words, nth), kind, words, 1, cluster, value or None, 0.9))
        return name

    def event(
        self, kind: str, words: str, *, nth: int = 0, cluster: str = "", mods: Sequence[str] = (), **roles: str
    ) -> str:
        name = f"e{len(self.events)}"
        fillers = tuple(Role(role, target, 0.8) for role, target in roles.items())
        self.events.append(
            Event(name, self.span(words, nth), kind, words, 1, fillers, tuple(mods), cluster or None, 0.5)
        )
        return name

    def says_so(self, words: str, source: str | None, *content: str, mod: str = "assert") -> str:
        name = f"a{len(self.says)}"
        self.says.append(Says(name, self.span(words), words, 1, source, content, mod, 0.5))
        return name

    def relation(self, kind: str, head: str, tail: str) -> str:
        name = f"r{len(self.relations)}"
        self.relations.append(Relation(name, kind, head, tail, 0.7))
        return name

    def extraction(self) -> Extraction:
        return Extraction(
            Article("a" * 16, self.text),
            sentences(self.text),
            tuple(self.mentions),
            tuple(self.events),
            tuple(self.relations),
            tuple(self.says),
        )

    def story(self) -> Story:
        return resolve(self.extraction())


@dataclass(frozen=True)
class Dictionary:
    """A morphology that knows some words and the particles before them."""

    words: dict[str, tuple[Analysis, ...]]
    name: str = "a dictionary for tests"

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        return self.words.get(word, ())


@pytest.fixture
def draft() -> type[Draft]:
    return Draft


@pytest.fixture
def dictionary() -> Callable[..., Dictionary]:
    """Words → a morphology that has them as nouns (those in `proper` as proper nouns)."""

    def make(*nouns: str, proper: Sequence[str] = ()) -> Dictionary:
        found = {w: (Analysis(w, "noun", "", 0, False, "", -1.0),) for w in nouns}
        return Dictionary(found | {w: (Analysis(w, "noun_prop", "", 0, False, "", -1.0),) for w in proper})

    return make
