"""Identity across articles: accounts and the log of judgements in, who is who and what is one event out.

Nothing here reads or writes a graph. kg.identity makes accounts of a store's named graphs and writes the outcome as quads of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.inventory import coarse
from kg.resolve.across.agreement import Comparison, Reading, Toll, comparisons, readings, tolls
from kg.resolve.across.clusters import Grouping, group
from kg.resolve.across.compare import JOINED
from kg.resolve.across.happenings import Known, Scene, group_events
from kg.resolve.across.judgements import Judgement, Rulings, Side, append, read_log, side_of
from kg.resolve.across.linking import Link
from kg.resolve.across.naming import is_named
from kg.resolve.across.origins import Origin, origins
from kg.resolve.across.profiles import Profile, profile
from kg.resolve.across.records import Account, Accounts, Source, Statement, Thing, Told
from kg.resolve.across.reference import Reference, reference
from kg.resolve.across.slots import Vouching, effects_of, values
from kg.resolve.across.surroundings import Surroundings, survey
from kg.resolve.demonyms import land_of

__all__ = [
    "Account",
    "Accounts",
    "Agreement",
    "Comparison",
    "Identity",
    "Judgement",
    "Link",
    "Origin",
    "Outcome",
    "Reading",
    "Side",
    "Source",
    "Statement",
    "Thing",
    "Told",
    "Toll",
    "append",
    "identify",
    "read_log",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Identity:
    """Things, or tellings of an event, that are one; also a single thing that is linked to the reference.

    `key` names it: the reference id, else the member told of first. `links` are sure entries, the best first.
    """

    key: str
    kind: str
    label: str
    members: tuple[str, ...]
    links: tuple[Link, ...] = ()
    event: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """What sources say of one event: its versions, comparisons and numbers; `event` is an identity's key or an event's id."""

    event: str
    shared: bool
    readings: tuple[Reading, ...]
    comparisons: tuple[Comparison, ...]
    tolls: tuple[Toll, ...]


@dataclass(frozen=True)
class Outcome:
    """Everything that was found."""

    identities: tuple[Identity, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    origins: tuple[Origin, ...] = ()
    agreements: tuple[Agreement, ...] = ()
    links: Mapping[str, Link] = field(default_factory=dict)


def identify(given: Iterable[Account], log: Sequence[Judgement] = (), table: Reference | None = None) -> Outcome:
    """Who is who across articles. `log` holds judgements made before: people's always hold; the program's are made anew."""
    accounts = Accounts.of(list(given))
    table = table or reference()
    rulings = Rulings(log, accounts)
    sources = [a.source for a in accounts]
    found_origins = origins(sources)
    around = survey(accounts, found_origins, table)
    links = _ruled_links(around.links, rulings, accounts, table)
    grouping = group(list(_profiles(accounts, around, links)), rulings)
    keyed = [(_key(p, links), p) for p in grouping.groups]  # once a group: a country has a member in every article
    group_of = {m.id: key for key, p in keyed for m in p.members}
    known = _known(accounts, around, group_of, found_origins, table)
    groups, judged = group_events(accounts, known, rulings)
    identities = [*_entities(grouping, links), *_events(groups)]
    of_event = {m.id: scene.members[0].id for scene in groups for m in scene.members}
    vouching = Vouching({a: o.key for o in found_origins for a in o.articles}, group_of, of_event)
    agreements = tuple(a for s in groups if (a := _agreement(s, accounts, vouching, known)) is not None)
    judgements = (*grouping.judgements, *judged, *_link_judgements(links, accounts))
    return Outcome(tuple(identities), judgements, found_origins, agreements, links)


def _profiles(accounts: Accounts, around: Surroundings, links: Mapping[str, Link]) -> Iterable[Profile]:
    for account in accounts:
        setting = around.settings[account.source.id]
        for thing in account.things:
            if coarse(thing.kind) in JOINED and is_named(thing):
                made = links.get(thing.id)
                nations = [code for n in thing.nations if (code := land_of(n))]
                yield profile(thing, setting, [made.entry.id] if made is not None and made.sure else (), nations)


def _ruled_links(found: Mapping[str, Link], rulings: Rulings, accounts: Accounts, table: Reference) -> dict[str, Link]:
    """The links without those that a person refused, and with those that a person made."""
    links = dict(found)
    for pair, ruling in rulings.kept.items():
        for thing, entry in (pair, pair[::-1]):
            if thing in accounts.things and entry in table.by_id:
                if ruling.verdict == "same":
                    links[thing] = Link(thing, table.by_id[entry], 1.0, f"{ruling.by}: {ruling.why}")
                elif thing in links and links[thing].entry.id == entry:
                    del links[thing]
    return links


def _key(p: Profile, links: Mapping[str, Link]) -> str:
    """What a group is called inside this run: an entry of the reference, else its first member."""
    sure = sorted({links[m.id].entry.id for m in p.members if m.id in links and links[m.id].sure})
    return sure[0] if sure else p.first.id


def _entities(grouping: Grouping, links: Mapping[str, Link]) -> Iterable[Identity]:
    taken: set[str] = set()
    for p in grouping.groups:
        sure = sorted(
            (links[m.id] for m in p.members if m.id in links and links[m.id].sure), key=lambda x: (-x.score, x.thing)
        )
        best = tuple({x.entry.id: x for x in reversed(sure)}.values())[::-1]
        if len(p.members) < 2 and not best:
            continue
        key = _key(p, links)
        if key in taken:  # two groups of one entry that a person keeps apart
            key = p.first.id
        taken.add(key)
        yield Identity(key, _sort(p), _label(p), tuple(m.id for m in p.members), best[:1])


def _sort(p: Profile) -> str:
    votes: dict[str, int] = {}
    for m in p.members:
        votes[m.kind] = votes.get(m.kind, 0) + m.mentions
    return max(votes, key=lambda k: (votes[k], k))


def _label(p: Profile) -> str:
    """The label most articles use; of equals the longest, then the first."""
    votes: dict[str, int] = {}
    for m in p.members:
        votes[m.label] = votes.get(m.label, 0) + 1
    return max(votes, key=lambda x: (votes[x], len(x), x))


def _events(groups: Sequence[Scene]) -> Iterable[Identity]:
    for scene in groups:
        if len(scene.members) > 1:
            first = scene.members[0]
            best = max(scene.members, key=lambda m: (m.tellings, -m.at))
            yield Identity(first.id, best.kind, best.label, tuple(m.id for m in scene.members), (), True)


def _known(
    accounts: Accounts, around: Surroundings, group_of: Mapping[str, str], found: Sequence[Origin], table: Reference
) -> Known:
    entries = {t.id: entry for a in accounts for t in a.things if (entry := around.entry(t.id)) is not None}
    inside: dict[str, set[str]] = {}
    for account in accounts:
        for thing in account.things:
            for place in thing.places:
                for other in account.things:
                    if other.label == place and other.id != thing.id:
                        inside.setdefault(group_of.get(thing.id, thing.id), set()).add(group_of.get(other.id, other.id))
    by_key = {group_of.get(t, t): e for t, e in entries.items()}

    def contained(outer: str, inner: str) -> bool:
        if outer in inside.get(inner, ()):
            return True
        a, b = by_key.get(outer), by_key.get(inner)
        return (
            a is not None and b is not None and a.kind == "GPE.COUNTRY" and b.kind != a.kind and a.country == b.country
        )

    copies = {a: o.key for o in found for a in o.articles if len(o.articles) > 1}
    beside = {a: s.beside for a, s in around.settings.items()}
    land = {a: s.lands[0] for a, s in around.settings.items() if s.lands}
    return Known(group_of, entries, contained, beside, copies, land)


def _agreement(scene: Scene, accounts: Accounts, vouching: Vouching, known: Known) -> Agreement | None:
    """None for an event that one voice tells in one way only."""
    members = scene.members
    effects = effects_of(members, members[0].kind, accounts)
    told = values(members, accounts, vouching, effects)
    if not told:
        return None
    versions = readings(told)
    compared = comparisons(told, known.contained)
    if len(members) < 2 and all(c.agree for c in compared):
        return None
    return Agreement(members[0].id, len(members) > 1, tuple(versions), tuple(compared), tuple(tolls(told)))


def _link_judgements(links: Mapping[str, Link], accounts: Accounts) -> Iterable[Judgement]:
    for made in links.values():
        thing = accounts.things[made.thing]
        verdict = "same" if made.sure else "unsure"
        if made.score >= 0.3:
            label = made.entry.names[0] if made.entry.names else made.entry.latin
            yield Judgement(verdict, side_of(thing), Side(made.entry.id, label, made.entry.kind), made.score, made.why)
