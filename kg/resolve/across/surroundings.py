"""What each article is about, for the comparison of its things: countries, sure places, company, copies."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.inventory import coarse
from kg.resolve.across.linking import Around, Link, link
from kg.resolve.across.naming import is_named
from kg.resolve.across.origins import Origin
from kg.resolve.across.profiles import Setting
from kg.resolve.across.records import Account, Accounts, Thing
from kg.resolve.across.reference import Entry, Reference
from kg.resolve.demonyms import land_of
from kg.resolve.organisations import parse_org
from kg.text.fold import fold_key

COMPANY = ("PER", "ORG", "GPE", "FAC", "LOC")
MOST_ARTICLES, MOST_SHARE = 8, 0.02
"""A name that stands in more articles than this (or this part of all) is no company: everybody stands beside it."""
COUNTRY, SURE_CITY, DEMONYM = 1.0, 0.6, 0.5


@dataclass(frozen=True)
class Surroundings:
    """By article: setting and what is around; by thing: its link to the reference, when it has one."""

    settings: Mapping[str, Setting]
    around: Mapping[str, Around]
    links: Mapping[str, Link]

    def entry(self, thing: str) -> Entry | None:
        """The sure entry of a thing."""
        found = self.links.get(thing)
        return found.entry if found is not None and found.sure else None


def survey(accounts: Accounts, origins: Sequence[Origin], table: Reference) -> Surroundings:
    """The surroundings of all articles."""
    group = {a: origin.key for origin in origins if len(origin.articles) > 1 for a in origin.articles}
    frequent = _frequent(accounts)
    settings: dict[str, Setting] = {}
    around: dict[str, Around] = {}
    links: dict[str, Link] = {}
    for account in accounts:
        source = account.source
        here, found = _around(account, table)
        around[source.id] = here
        links.update(found)
        lands = tuple(code for code, _ in here.lands)
        beside = frozenset(_company(t) for t in account.things if coarse(t.kind) in COMPANY) - frequent - {""}
        settings[source.id] = Setting(source.id, source.issued, beside, lands, group.get(source.id, ""))
    return Surroundings(settings, around, links)


def _company(thing: Thing) -> str:
    """The key by which a thing is company; '' for countries, which stand beside everything, and for descriptions."""
    if thing.kind == "GPE.COUNTRY" or land_of(thing.label):
        return ""
    if coarse(thing.kind) == "ORG":
        name = parse_org(thing.label, thing.kind)
        return "" if name.described else name.core or name.key
    key = fold_key(thing.label)
    return key if " " in key or coarse(thing.kind) == "GPE" else ""


def _frequent(accounts: Accounts) -> frozenset[str]:
    counts: Counter[str] = Counter()
    for account in accounts:
        counts.update({_company(t) for t in account.things if coarse(t.kind) in COMPANY})
    limit = max(MOST_ARTICLES, round(MOST_SHARE * len(accounts.each)))
    return frozenset(key for key, n in counts.items() if n > limit)


def _around(account: Account, table: Reference) -> tuple[Around, dict[str, Link]]:
    """Countries first, then places in the light of them, then people and organisations in the light of both."""
    lands = _told_lands(account)
    outlet = _outlet_land(account, table)
    here = Around(_ranked(lands), (), outlet)
    places = [t for t in account.things if coarse(t.kind) == "GPE" and is_named(t)]
    for _ in range(2):  # the second round knows the sure places of the first
        found = {t.id: made for t in places if (made := link(t, table, here)) is not None}
        sure = [made.entry for made in found.values() if made.sure]
        counts = dict(lands)
        for entry in sure:
            if entry.kind != "GPE.COUNTRY":
                counts[entry.country] = counts.get(entry.country, 0.0) + SURE_CITY
        here = Around(_ranked(counts), tuple(sure), outlet)
    here = replace(here, names=frozenset(fold_key(t.label) for t in account.things))
    for thing in account.things:
        if coarse(thing.kind) in ("PER", "ORG") and is_named(thing):
            nations = [code for n in thing.nations if (code := land_of(n))]
            made = link(thing, table, here, nations)
            if made is not None:
                found[thing.id] = made
    return here, found


def _told_lands(account: Account) -> dict[str, float]:
    """Countries that are named, and demonyms («الجيش السوداني»), each by how often."""
    counts: dict[str, float] = defaultdict(float)
    for thing in account.things:
        sort = coarse(thing.kind)
        code = land_of(thing.label)
        if code:
            counts[code] += (COUNTRY if sort == "GPE" else DEMONYM) * min(thing.mentions, 4)
        elif sort == "ORG" and (code := parse_org(thing.label, thing.kind).land):
            counts[code] += DEMONYM
    return counts


def _ranked(counts: Mapping[str, float]) -> tuple[tuple[str, float], ...]:
    return tuple(sorted(((c, n) for c, n in counts.items() if n > 0), key=lambda x: (-x[1], x[0])))


def _outlet_land(account: Account, table: Reference) -> str:
    """The country of the outlet: from the reference, else from the ending of its address."""
    source = account.source
    codes = {e.country for e in table.find(source.outlet, "ORG.MED") if e.country} if source.outlet else set()
    if len(codes) == 1:
        return codes.pop()
    host = source.url.split("//")[-1].split("/")[0]
    ending = host.rsplit(".", 1)[-1].upper() if "." in host else ""
    return ending if len(ending) == 2 and table_has(table, ending) else ""


def table_has(table: Reference, code: str) -> bool:
    """Whether a country has that code."""
    return any(e.country == code for e in table.entries[:260])
