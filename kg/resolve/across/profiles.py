"""What is known of a thing that may have been told of in several articles: names, posts, bodies, ages, company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from kg.inventory import coarse
from kg.resolve.across.records import Thing
from kg.resolve.organisations import OrgName, parse_org
from kg.resolve.persons import PersonName, parse_person
from kg.text.fold import fold_key

MOST_COMPANY = 400
"""Names that are kept as company of one group: enough to know it by."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What the article around a thing contributes.

    `beside` are keys of the other named things in it; `lands` the countries it is about (codes, the likeliest first);
    `day` is its date; `group` names the set of articles that copy one another.
    """

    article: str
    day: str = ""
    beside: frozenset[str] = frozenset()
    lands: tuple[str, ...] = ()
    group: str = ""


@dataclass(slots=True)
class Profile:
    """All that is known of one or several things that are held for one. `join` adds another profile's knowledge.

    `lands` are the likeliest countries of the articles, `copies` the sets of copies these are in, `days` the first and last day.
    """

    kind: str
    sorts: set[str]
    members: list[Thing]
    persons: tuple[PersonName, ...] = ()
    orgs: tuple[OrgName, ...] = ()
    keys: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    groups: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    family: set[str] = field(default_factory=set)
    ages: set[tuple[int, int]] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    beside: frozenset[str] = frozenset()
    lands: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    days: tuple[date, date] | None = None

    @property
    def first(self) -> Thing:
        """The member told of first."""
        return self.members[0]

    def join(self, other: Profile) -> None:
        """Takes in all that `other` knows."""
        self.sorts |= other.sorts
        self.members += other.members
        if other.days is not None:
            first, last = self.days or other.days
            self.days = min(first, other.days[0]), max(last, other.days[1])
        if len(self.beside) < MOST_COMPANY:
            self.beside |= other.beside
        self.persons = tuple(dict.fromkeys((*self.persons, *other.persons)))
        self.orgs = tuple(dict.fromkeys((*self.orgs, *other.orgs)))
        for name in ("keys", "roles", "groups", "nations", "places", "family", "ages", "links", "lands", "copies"):
            getattr(self, name).update(getattr(other, name))


def profile(thing: Thing, setting: Setting, links: Iterable[str] = (), nations: Iterable[str] = ()) -> Profile:
    """The profile of one thing. `nations` are country codes of its nationality, `links` sure entries of the reference."""
    kind = coarse(thing.kind)
    names = tuple(dict.fromkeys(n for n in (thing.label, *thing.names) if n.strip()))
    year = int(setting.day[:4]) if setting.day[:4].isdigit() else 0
    when = day_of(setting.day)
    keys = {fold_key(n) for n in names}
    return Profile(
        kind,
        {thing.kind},
        [thing],
        tuple(dict.fromkeys(parse_person(n) for n in names)) if kind == "PER" else (),
        tuple(dict.fromkeys(parse_org(n, thing.kind) for n in names)) if kind == "ORG" else (),
        keys,
        {fold_key(r) for r in thing.roles},
        {fold_key(g) for g in thing.groups},
        set(nations),
        {fold_key(p) for p in thing.places},
        {fold_key(f) for f in thing.family},
        {(age, year) for age in thing.ages},
        set(links),
        setting.beside,
        set(setting.lands[:1]),
        {setting.group} if setting.group else set(),
        (when, when) if when else None,
    )


def day_of(text: str) -> date | None:
    """The first day that an ISO date or the start of one may mean ('2024-05' → 1 May 2024)."""
    try:
        return date.fromisoformat(text + "0001-01-01"[len(text) :]) if len(text) in (4, 7, 10) else None
    except ValueError:
        return None
