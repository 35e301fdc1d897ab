"""The slots of an event as its claims tell them: agent, place, time, killed, injured …, each value with who vouches for it.

The dead and injured of an attack are events of their own («قتل 12 شخصا»); their numbers become slots of the attack when the article
ties them to it: as its effect, as part of it, or in the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.across.happenings import days
from kg.resolve.across.kinds import CASUALTIES, HARM
from kg.resolve.across.naming import is_named
from kg.resolve.across.records import TIES, Accounts, Statement, Thing, Told
from kg.resolve.across.values import Value, read_number
from kg.text.fold import fold_key

NUMBER_SLOT = {"kill": "killed", "die": "killed", "injure": "injured", "arrest": "arrested", "displace": "displaced"}
TOLD_SLOTS = ("agent", "patient", "recipient", "place", "from", "to", "time", "means", "cause", "topic")
LEAST = 0.3
"""Claims that the extractor is less sure of are left out."""


@dataclass(frozen=True)
class Vouching:
    """Who stands behind a claim: the origin of each article, the group of each thing and of each event."""

    origin_of: Mapping[str, str]
    group_of: Mapping[str, str]
    event_of: Mapping[str, str]

    def voice(self, claim: Statement) -> str:
        """The named source nearest to what is told, else the origin of the article."""
        named = next((s for s in claim.speakers if s), "")
        return f"voice:{self.group_of.get(named, named)}" if named else self.origin_of[claim.article]


def values(members: Sequence[Told], accounts: Accounts, vouching: Vouching, effects: Sequence[Told]) -> list[Value]:
    """All values told for the event that `members` tell of, and for the dead and injured of `effects`."""
    found: list[Value] = []
    for event in members:
        for claim in accounts.by_subject.get(event.id, ()):
            if claim.confidence >= LEAST:
                value = _value(claim, accounts, vouching)
                if value is not None:
                    found.append(value)
    found += _numbers((*members, *effects), accounts, vouching)
    return sorted(found, key=lambda v: (v.slot, v.day, v.claim.article, v.claim.at, v.claim.id))


def _value(claim: Statement, accounts: Accounts, vouching: Vouching) -> Value | None:
    day = accounts.sources[claim.article].issued
    who = (claim, vouching.voice(claim), vouching.origin_of[claim.article], day)
    if claim.predicate == "type":
        return Value("happened", "happened", accounts.events[claim.subject].label, *who)
    if claim.predicate not in TOLD_SLOTS:
        return None
    thing = accounts.things.get(claim.object)
    if thing is None:
        event = accounts.events.get(claim.object)
        return Value(claim.predicate, vouching.event_of.get(event.id, event.id), event.label, *who, sort="event") if event else None
    if claim.predicate == "time":
        span = days(thing.earliest, thing.latest)
        if span is None:
            return None
        return Value("time", thing.value or thing.label, thing.label, *who, span)
    key = vouching.group_of.get(thing.id) or f"{thing.kind.split('.')[0]}:{fold_key(thing.label)}"
    return Value(claim.predicate, key, thing.label, *who, sort=thing.kind if is_named(thing) else "")


def _numbers(events: Sequence[Told], accounts: Accounts, vouching: Vouching) -> Iterator[Value]:
    """One number for each slot in each sentence, and no number for two slots: the surest reading first."""
    found: list[tuple[float, str, Statement, Thing]] = []
    for event in events:
        slot = NUMBER_SLOT.get(event.kind, "amount")
        for claim in accounts.by_subject.get(event.id, ()):
            for counted, sure in _counted(claim, slot, accounts):
                if sure >= LEAST:
                    found.append((sure, slot, claim, counted))
    taken: set[tuple[str, ...]] = set()
    for _, slot, claim, counted in sorted(found, key=lambda f: (-f[0], f[2].at, f[2].id, f[1])):
        here = claim.article, claim.sentence
        number = read_number(counted.value)
        if number is None or {(*here, slot), (*here, "of", counted.id)} & taken:
            continue
        taken |= {(*here, slot), (*here, "of", counted.id)}
        who = vouching.voice(claim), vouching.origin_of[claim.article], accounts.sources[claim.article].issued
        yield Value(slot, counted.value, counted.label, claim, *who, None, number, counted.kind)


def _counted(claim: Statement, slot: str, accounts: Accounts) -> Iterator[tuple[Thing, float]]:
    """The numbers that a claim leads to, with how sure that is: an `amount` by itself, a patient through its count.

    Where the victims are the word that tells of the event («17 قتيلا»), their count is its number for sure.
    """
    thing = accounts.things.get(claim.object)
    if thing is None:
        return
    if claim.predicate == "amount" and thing.value:
        yield thing, claim.told
    elif claim.predicate == "patient" and slot != "amount":
        themselves = thing.label == accounts.events[claim.subject].label
        for count in accounts.by_subject.get(thing.id, ()):
            number = accounts.things.get(count.object)
            if count.predicate == "count" and count.sentence == claim.sentence and number is not None and number.value:
                yield number, count.told * (1.0 if themselves else claim.told)


def effects_of(members: Sequence[Told], kind: str, accounts: Accounts) -> list[Told]:
    """The dead and injured that the articles tie to an event of harm (an attack, an accident, a disaster)."""
    if kind not in HARM:
        return []
    ours = {m.id for m in members}
    found: dict[str, Told] = {}
    for account in (accounts.account(article) for article in sorted({m.article for m in members})):
        harms = sorted((e for e in account.events if e.kind in HARM), key=lambda e: e.at)
        for event in account.events:
            if event.kind not in CASUALTIES:
                continue
            tied = {c.object for c in accounts.by_subject.get(event.id, ()) if c.predicate in TIES}
            tied &= {h.id for h in harms}
            home = tied & ours if tied else {_nearest(event, harms, accounts)} & ours
            if home:
                found[event.id] = event
    return list(found.values())


def _nearest(event: Told, harms: Sequence[Told], accounts: Accounts) -> str:
    """The harm that an untied casualty belongs to: the one in its sentence, else the last one before it."""
    sentence = _sentence(event, accounts)
    same = [h for h in harms if sentence and _sentence(h, accounts) == sentence]
    if same:
        return min(same, key=lambda h: abs(h.at - event.at)).id
    before = [h for h in harms if h.at < event.at]
    return before[-1].id if before else (harms[0].id if harms else "")


def _sentence(event: Told, accounts: Accounts) -> str:
    return next((c.sentence for c in accounts.by_subject.get(event.id, ()) if c.predicate == "type"), "")
