"""What identity across articles is decided on: one light account of each article, whoever read it.

An account is read from a store or made from a Story; nothing here knows of either. `id` is the IRI of a node.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

TIES = ("cause", "part")
"""Roles by which one event is tied to the event that it is an effect or a part of."""
SPEAKER = ""
"""An unnamed speaker in a chain."""
ATTRIBUTION = 0.6
"""How sure the extractor is of an attribution at best."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article: its outlet, address, day ('2024-05-14', '2024-05' or ''), and text."""

    id: str
    text: str
    title: str = ""
    outlet: str = ""
    url: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Thing:
    """An entity of an article: inventory type ('ORG.ARM'), label, all names, and what the article tells of it.

    `roles` are the words for the posts it holds, `groups` the names of what it belongs to or works for, `nations` the
    words for its nationality, `places` names of what it lies in, `ages` in years, `family` names of relatives.
    `value`, `earliest` and `latest` are those of numbers and times.
    """

    id: str
    article: str
    kind: str
    label: str
    names: tuple[str, ...] = ()
    roles: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    nations: frozenset[str] = frozenset()
    places: frozenset[str] = frozenset()
    ages: frozenset[int] = frozenset()
    family: frozenset[str] = frozenset()
    value: str = ""
    earliest: str = ""
    latest: str = ""
    mentions: int = 1


@dataclass(frozen=True, slots=True)
class Told:
    """An event of an article: event type ('attack'), trigger word, first offset, how often and by which words it is told."""

    id: str
    article: str
    kind: str
    label: str
    at: int = 0
    tellings: int = 1
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim: predicate by its inventory name ('place', 'count', 'type'); `speakers` nearest first, '' for unnamed."""

    id: str
    article: str
    subject: str
    predicate: str
    object: str
    factuality: str = "asserted"
    speakers: tuple[str, ...] = ()
    confidence: float = 1.0
    quote: str = ""
    sentence: str = ""
    at: int = 0

    @property
    def told(self) -> float:
        """How surely the words tell it, whoever says it: `confidence` without the doubt about who the speakers are."""
        return min(1.0, self.confidence / ATTRIBUTION ** len(self.speakers))


@dataclass(frozen=True)
class Account:
    """One article: the source, its things, events and claims."""

    source: Source
    things: tuple[Thing, ...] = ()
    events: tuple[Told, ...] = ()
    claims: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Accounts:
    """All articles, looked up by id."""

    each: tuple[Account, ...] = field(default=())

    @cached_property
    def things(self) -> dict[str, Thing]:
        """{id: thing}."""
        return {t.id: t for a in self.each for t in a.things}

    @cached_property
    def events(self) -> dict[str, Told]:
        """{id: event}."""
        return {e.id: e for a in self.each for e in a.events}

    @cached_property
    def sources(self) -> dict[str, Source]:
        """{id: source}."""
        return {a.source.id: a.source for a in self.each}

    @cached_property
    def by_subject(self) -> dict[str, list[Statement]]:
        """{id of an event or thing: the claims about it}."""
        found: dict[str, list[Statement]] = {}
        for a in self.each:
            for c in a.claims:
                found.setdefault(c.subject, []).append(c)
        return found

    @cached_property
    def effects(self) -> dict[str, list[Statement]]:
        """{id of an event: the claims that it is the cause of another, or that another is a part of it}."""
        found: dict[str, list[Statement]] = {}
        for a in self.each:
            for c in a.claims:
                if c.predicate in TIES:
                    found.setdefault(c.object, []).append(c)
        return found

    @cached_property
    def _by_article(self) -> dict[str, Account]:
        return {a.source.id: a for a in self.each}

    def account(self, article: str) -> Account:
        """The account of one article."""
        return self._by_article[article]

    def __iter__(self) -> Iterator[Account]:
        return iter(self.each)

    @classmethod
    def of(cls, accounts: Sequence[Account]) -> Accounts:
        """The accounts in the order of their days, then ids: the same for any order given."""
        return cls(tuple(sorted(accounts, key=lambda a: (a.source.issued or "~", a.source.id))))
