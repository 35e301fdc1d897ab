"""A thing of an article → the entry of the reference that it names, with a score and the reasons; or none.

Places are told apart by what contains them, by the countries and the other places of the article, by the outlet's country and
by size (after Leidner, Toponym Resolution in Text, 2007: containment, proximity and population as evidence together).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.inventory import coarse
from kg.resolve.across.reasons import Match, judge
from kg.resolve.across.records import Thing
from kg.resolve.across.reference import Entry, Reference, capitals
from kg.resolve.demonyms import land_of
from kg.resolve.names import split_head
from kg.resolve.organisations import parse_org
from kg.resolve.persons import parse_person
from kg.resolve.spelling import in_list
from kg.text.fold import fold_key

SURE, LEAD = 0.75, 0.2
AT_HOME = frozenset({"ORG.GOV", "ORG.POL", "ORG.SPO", "ORG.EDU", "ORG.REL"})
"""Bodies that articles on other countries seldom name; another one of that name is likelier."""
ABROAD = 0.8
"""By how much size takes the edge off a place's standing in an article on another country."""
NEAR_KM, FAR_KM = 250.0, 2500.0
TOWN, TIMES = 100_000, 5
"""A place below the one is little beside a namesake above it that is as many times as large as the other says."""
LARGEST = 7.3
"""Base-ten logarithm of the population at which size counts in full (20 million)."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the article tells of where it is: countries with how often each is named, sure places, the outlet's country;
    `names` are the folded labels of all its things."""

    lands: tuple[tuple[str, float], ...] = ()
    places: tuple[Entry, ...] = ()
    outlet: str = ""
    names: frozenset[str] = frozenset()

    def share(self, code: str) -> float:
        """How much of the article's country evidence speaks for `code`, from 0 to 1."""
        total = sum(n for _, n in self.lands)
        return sum(n for c, n in self.lands if c == code) / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Link:
    """A thing and an entry. `sure` links count as the thing's identity; the others are kept as unsure judgements."""

    thing: str
    entry: Entry
    score: float
    why: str

    @property
    def sure(self) -> bool:
        """Whether the score is high enough to be written as owl:sameAs."""
        return self.score >= SURE


def link(thing: Thing, table: Reference, around: Around, nations: Sequence[str] = ()) -> Link | None:
    """The best entry for `thing`, None when no entry has its name or when two are as likely."""
    ranked = rank(thing, table, around, nations)
    if not ranked:
        return None
    (entry, match), *others = ranked
    total = sum(math.exp(_total(m)) for _, m in ranked)
    share = math.exp(_total(match)) / total
    score = round(min(match.score, share), 4)
    if others and share - math.exp(_total(others[0][1])) / total < LEAD:
        score = min(score, SURE - 0.01)
    return Link(thing.id, entry, score, match.why)


def rank(thing: Thing, table: Reference, around: Around, nations: Sequence[str] = ()) -> list[tuple[Entry, Match]]:
    """All entries with a name of `thing`, the likeliest first, each with its match."""
    names = dict.fromkeys((thing.label, *thing.names))
    found = {e.id: e for name in names for e in table.find(name, thing.kind)}
    others = replace(around, places=tuple(p for p in around.places if p.id not in found))  # none speaks for itself
    scored = [(e, judge(_features(thing, e, tuple(found.values()), others, nations))) for e in found.values()]
    return sorted(scored, key=lambda x: (-_total(x[1]), -x[0].population, x[0].id))


def _total(match: Match) -> float:
    return sum(p for _, p in match.features)


def _features(
    thing: Thing, entry: Entry, rivals: Sequence[Entry], around: Around, nations: Sequence[str]
) -> dict[str, float]:
    found = {"prior.link": 1.0, "link.name": 1.0}
    if len(rivals) == 1:
        found["link.only"] = 1.0
    if nations and entry.country:
        found["link.nation" if entry.country in nations else "link.other_nation"] = 1.0
    if coarse(thing.kind) == "GPE":
        return found | _place(thing, entry, around) | _standing(entry, rivals)
    if coarse(thing.kind) == "PER":
        return found | _person(thing, entry, around)
    return found | _organisation(thing, entry, around)


def _place(thing: Thing, entry: Entry, around: Around) -> dict[str, float]:
    found: dict[str, float] = {}
    found["link.sort" if thing.kind == entry.kind else "link.other_sort"] = 1.0
    if entry.kind == "GPE.COUNTRY":
        if thing.kind != entry.kind and split_head(fold_key(thing.label), thing.kind)[0]:
            found["link.other_sort"] = 2.0  # «المحافظات السعودية» are in the country, not the country
        return found | {"link.large": 1.0, "link.land": around.share(entry.country)}
    inside = {fold_key(p) for p in thing.places}
    told = {code for code in (land_of(p) for p in inside) if code}
    if told:
        found["link.inside" if entry.country in told else "link.other_inside"] = 1.0
    share = around.share(entry.country)
    if share:
        found["link.land"] = share
    elif around.lands:
        found["link.other_land"] = 1.0 - ABROAD * _size(entry)  # the large are named everywhere
    if (entry.country, fold_key(entry.latin.split("|")[0])) in capitals():
        found["link.capital"] = 1.0
    if len(fold_key(thing.label).split()) > 1 and entry.kind == "GPE.REGION":
        found["link.full"] = 1.0
    if around.outlet and around.outlet == entry.country:
        found["link.outlet"] = 1.0
    found["link.large"] = _size(entry)
    nearest = min((d for p in around.places if (d := distance(p, entry)) is not None), default=None)
    if nearest is not None and nearest <= NEAR_KM:
        found["link.near"] = 1.0 - 0.5 * nearest / NEAR_KM
    elif nearest is not None and nearest > FAR_KM:
        found["link.far"] = 1.0
    return found


def _standing(entry: Entry, rivals: Sequence[Entry]) -> dict[str, float]:
    """The world means Geneva on the lake, not the town in Illinois, even in an article on the United States."""
    if entry.kind != "GPE.CITY" or len(rivals) < 2:
        return {}
    if any(_dwarfs(r, entry) for r in rivals):
        return {"link.little": 1.0}
    return {"link.foremost": 1.0} if all(_dwarfs(entry, r) for r in rivals if r is not entry) else {}


def _dwarfs(large: Entry, small: Entry) -> bool:
    return small.kind == "GPE.CITY" and small.population < TOWN <= large.population and small.population * TIMES <= large.population


def _size(entry: Entry) -> float:
    """How large a place is, from 0 (a thousand people) to 1 (twenty million); a division without figure counts as middling."""
    if not entry.population:
        return 0.5 if entry.kind == "GPE.REGION" else 0.0
    return min(1.0, max(0.0, math.log10(entry.population) - 3) / (LARGEST - 3))


def _person(thing: Thing, entry: Entry, around: Around) -> dict[str, float]:
    found: dict[str, float] = {}
    parsed = parse_person(thing.label)
    if parsed.full:
        found["link.full"] = 1.0
        if all(in_list(u) for u in parsed.units):
            found["link.common"] = 1.0
    else:
        found["link.alone"] = 1.0
    roles = {fold_key(r) for r in (*thing.roles, *thing.groups, *parsed.titles)}
    if any(f" {a} " in f" {r} " or f" {r} " in f" {a} " for a in entry.about for r in roles):
        found["link.role"] = 1.0
    elif any(" " in a and a in around.names for a in entry.about):
        found["link.body"] = 1.0
    if entry.country and around.share(entry.country) > 0:
        found["link.land"] = min(1.0, 0.4 + around.share(entry.country))
    return found


def _organisation(thing: Thing, entry: Entry, around: Around) -> dict[str, float]:
    found: dict[str, float] = {}
    found["link.sort" if thing.kind == entry.kind else "link.other_sort"] = 1.0
    if entry.id.startswith("clubs:"):
        found["link.list"] = 1.0
    if len(parse_org(thing.label, thing.kind).core.split()) > 1:
        found["link.full"] = 1.0
    if entry.country and around.share(entry.country) > 0:
        found["link.land"] = min(1.0, 0.3 + around.share(entry.country))
    elif entry.country and around.lands and entry.kind in AT_HOME:
        found["link.abroad"] = 1.0
    return found


def distance(a: Entry, b: Entry) -> float | None:
    """Kilometres between two entries (great circle), None where one has no coordinates."""
    if a.latitude is None or b.latitude is None or a.longitude is None or b.longitude is None:
        return None
    x, y = math.radians(a.latitude), math.radians(b.latitude)
    turn = math.radians(b.longitude - a.longitude)
    cosine = math.sin(x) * math.sin(y) + math.cos(x) * math.cos(y) * math.cos(turn)
    return 6371.0 * math.acos(max(-1.0, min(1.0, cosine)))
