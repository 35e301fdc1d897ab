"""What is known of a thing that may have been told of in several articles: names, posts, bodies, ages, company."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.inventory import coarse
from kg.resolve.across.records import Thing
from kg.resolve.organisations import OrgName, parse_org
from kg.resolve.persons import PersonName, parse_person
from kg.text.fold import fold_key


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
    """All that is known of one or several things that are held for one. `join` adds another profile's knowledge."""

    kind: str
    sorts: set[str]
    members: list[Thing]
    settings: list[Setting]
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
    beside: set[str] = field(default_factory=set)

    @property
    def first(self) -> Thing:
        """The member told of first."""
        return self.members[0]

    @property
    def lands(self) -> set[str]:
        """The likeliest country of each article."""
        return {s.lands[0] for s in self.settings if s.lands}

    def join(self, other: Profile) -> None:
        """Takes in all that `other` knows."""
        self.sorts |= other.sorts
        self.members += other.members
        self.settings += other.settings
        self.persons = tuple(dict.fromkeys((*self.persons, *other.persons)))
        self.orgs = tuple(dict.fromkeys((*self.orgs, *other.orgs)))
        for name in ("keys", "roles", "groups", "nations", "places", "family", "ages", "links", "beside"):
            getattr(self, name).update(getattr(other, name))


def profile(thing: Thing, setting: Setting, links: Iterable[str] = (), nations: Iterable[str] = ()) -> Profile:
    """The profile of one thing. `nations` are country codes of its nationality, `links` sure entries of the reference."""
    kind = coarse(thing.kind)
    names = tuple(dict.fromkeys(n for n in (thing.label, *thing.names) if n.strip()))
    year = int(setting.day[:4]) if setting.day[:4].isdigit() else 0
    keys = {fold_key(n) for n in names}
    return Profile(
        kind,
        {thing.kind},
        [thing],
        [setting],
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
        set(setting.beside) - keys,
    )
