"""Events of all articles → groups of tellings of one event, by kind, time, place, those who take part and company.

Sub-events stay apart because they are of other kinds; what is said about an event is another kind, too. What befalls the same
victim only once (a death, a birth, a coup against one leader within a year) is one event although its times and places
disagree: that is where sources contradict each other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from kg.resolve.across.judgements import Judgement, Rulings, side_of
from kg.resolve.across.kinds import CASUALTIES, Kind, kinds
from kg.resolve.across.linking import distance
from kg.resolve.across.reasons import Match, judge
from kg.resolve.across.records import TIES, Accounts, Thing, Told
from kg.resolve.across.reference import Entry
from kg.resolve.names import without_article
from kg.text.fold import fold_key

MERGE, UNSURE, LEAD, CERTAIN = 0.8, 0.5, 0.03, 0.97
MOST_IN_BLOCK = 20
MOST_SHIFT = 5
"""Kinds whose tellings may lie further apart are looked for by who takes part, not by day."""
LEAST_CLAIM = 0.3
"""Claims that the extractor is less sure of do not count here."""
NARROW_DAYS = 3
NEAR_KM = 120.0
_NAMED = ("PER", "ORG", "GPE", "FAC", "LOC", "NORP", "PROD", "EVT")
_PARTS = ("agent", "patient", "recipient", "topic", "means")
_PLACES = ("place", "to", "from")


@dataclass(slots=True)
class Scene:
    """What is known of one or several tellings of an event."""

    kind: Kind
    sorts: set[str]
    members: list[Told]
    words: set[str]
    spans: list[tuple[date, date]] = field(default_factory=list)
    places: set[str] = field(default_factory=set)
    entries: list[Entry] = field(default_factory=list)
    lands: set[str] = field(default_factory=set)
    victims: set[str] = field(default_factory=set)
    victim_words: set[str] = field(default_factory=set)
    harmed: set[tuple[str, str]] = field(default_factory=set)
    """(what befell them because of the event, the word for them): ("kill", "عمال")."""
    agents: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    reported: list[date] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)
    causes: set[str] = field(default_factory=set)
    homes: set[str] = field(default_factory=set)

    def join(self, other: Scene) -> None:
        """Takes in all that `other` knows."""
        self.members += other.members
        # Each once: a comparison looks at all pairs, and many tellings have few days and places.
        self.spans += [x for x in other.spans if x not in self.spans]
        self.entries += [x for x in other.entries if x not in self.entries]
        self.reported += [x for x in other.reported if x not in self.reported]
        for name in (
            "sorts",
            "words",
            "places",
            "lands",
            "victims",
            "victim_words",
            "harmed",
            "agents",
            "others",
            "beside",
            "copies",
        ):
            getattr(self, name).update(getattr(other, name))


@dataclass(frozen=True)
class Known:
    """What earlier steps found: the group of each thing, its place in the reference, company, copies and country by article."""

    group_of: Mapping[str, str]
    entry_of: Mapping[str, Entry]
    contained: Callable[[str, str], bool]
    beside: Mapping[str, frozenset[str]]
    copies: Mapping[str, str]
    land: Mapping[str, str]


def scene_of(event: Told, accounts: Accounts, known: Known, event_of: Mapping[str, str]) -> Scene:
    """What is known of one telling. `event_of` gives the group of events that may be its cause."""
    kind = kinds()[event.kind]
    scene = Scene(kind, {event.kind}, [event], {without_article(fold_key(word)) for word in (event.label, *event.words)})
    for claim in accounts.by_subject.get(event.id, ()):
        if claim.confidence < LEAST_CLAIM:
            continue
        thing = accounts.things.get(claim.object)
        if thing is not None:
            _take(scene, claim.predicate, thing, known)
        elif claim.predicate in TIES and claim.object in event_of:
            scene.causes.add(event_of[claim.object])
    scene.harmed |= set(_harmed(event, accounts))
    source = accounts.sources[event.article]
    if span := days(source.issued, source.issued):
        scene.reported.append(span[0])
    scene.beside |= known.beside.get(event.article, frozenset())
    if land := known.land.get(event.article):
        scene.homes.add(f"land:{land}")
    scene.copies.add(known.copies.get(event.article, event.article))
    return scene


def _harmed(event: Told, accounts: Accounts) -> Iterator[tuple[str, str]]:
    """Who died or was hurt by an event, as its article tells."""
    for effect in accounts.effects.get(event.id, ()):
        harm = accounts.events.get(effect.subject)
        if harm is None or harm.kind not in CASUALTIES or effect.confidence < LEAST_CLAIM:
            continue
        for claim in accounts.by_subject.get(harm.id, ()):
            victim = accounts.things.get(claim.object)
            if claim.predicate == "patient" and claim.confidence >= LEAST_CLAIM and victim is not None:
                yield harm.kind, _head_word(victim.label)


def _take(scene: Scene, predicate: str, thing: Thing, known: Known) -> None:
    """Adds what fills a role to a scene."""
    name = known.group_of.get(thing.id, thing.id)
    if predicate == "time" and (span := days(thing.earliest, thing.latest)):
        scene.spans.append(span)
    elif predicate in _PLACES:
        scene.places.add(name)
        if entry := known.entry_of.get(thing.id):
            scene.entries.append(entry)
            scene.lands.add(entry.country)
    elif predicate in _PARTS and thing.kind.split(".")[0] in _NAMED:
        scene.others.add(name)
        (scene.victims if predicate == "patient" else scene.agents).add(name)
    if predicate == "patient":
        scene.victim_words.add(_head_word(thing.label))


def _head_word(label: str) -> str:
    return without_article(fold_key(label).split(" ")[0]) if label.strip() else ""


def days(first: str, last: str) -> tuple[date, date] | None:
    """First and last day of two ISO dates that may be prefixes ('2019', '2019-02'); None where neither is a date."""
    start, end = _day(first, False), _day(last or first, True)
    if start is None or end is None:
        return None
    return (start, end) if start <= end else (end, start)


def _day(text: str, last: bool) -> date | None:
    try:
        if len(text) == 4:
            return date(int(text), 12, 31) if last else date(int(text), 1, 1)
        if len(text) == 7:
            first = date(int(text[:4]), int(text[5:]), 1)
            return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1) if last else first
        return date.fromisoformat(text[:10]) if len(text) >= 10 else None
    except ValueError:
        return None


def features(a: Scene, b: Scene, known: Known) -> dict[str, float]:
    """Features of two scenes of one family."""
    found: dict[str, float] = {"prior.event": 1.0}
    if a.sorts & b.sorts:
        found["event.kind"] = 1.0
    if a.words & b.words:
        found["event.word"] = 1.0
    if a.causes and b.causes:
        found["event.cause" if a.causes & b.causes else "event.other_cause"] = 1.0
    once = _once(a, b)
    if once:
        found["event.once"] = 1.0
    found |= _when(a, b, once)
    found |= _where(a, b, known, once)
    found |= _who(a, b)
    if a.reported and b.reported and min(abs((x - y).days) for x in a.reported for y in b.reported) <= 7:
        found["event.reported"] = 1.0
    articles = {m.article for m in a.members}, {m.article for m in b.members}
    if articles[0] & articles[1]:
        if not once:
            found["event.one_article"] = 1.0
    else:
        company = len(a.beside & b.beside)
        if company:
            found["event.company"] = min(1.0, company / 4)
    if (a.copies & b.copies) and not articles[0] & articles[1]:
        found["event.copies"] = 1.0
    return found


def _once(a: Scene, b: Scene) -> bool:
    """Whether both befell one victim that they can befall only once, as far as the times allow."""
    if a.kind.once is None or not (a.victims & b.victims):
        return False
    if not a.kind.once or not a.spans or not b.spans:
        return True
    return _gap(a, b) <= a.kind.once


def _gap(a: Scene, b: Scene) -> int:
    """Days between the nearest times of two scenes, 0 where they overlap."""
    gaps = [max((y[0] - x[1]).days, (x[0] - y[1]).days, 0) for x in a.spans for y in b.spans]
    return min(gaps, default=0)


def _when(a: Scene, b: Scene, once: bool) -> dict[str, float]:
    if not a.spans or not b.spans:
        return {"event.timeless": 1.0}
    gap = _gap(a, b)
    if gap == 0:
        narrow = any(
            max(x[0], y[0]) <= min(x[1], y[1]) and max((x[1] - x[0]).days, (y[1] - y[0]).days) <= NARROW_DAYS
            for x in a.spans
            for y in b.spans
        )
        return {"event.day" if narrow else "event.days": 1.0}
    if once or gap <= a.kind.slack:
        return {"event.near_day": 1.0} if gap <= a.kind.slack else {}
    return {"event.other_day": 1.0}


def _where(a: Scene, b: Scene, known: Known, once: bool) -> dict[str, float]:
    if not a.places or not b.places:
        return {}
    if a.places & b.places:
        return {"event.place": 1.0}
    if any(known.contained(x, y) or known.contained(y, x) for x in a.places for y in b.places):
        return {"event.inside": 1.0}
    gaps = [d for x in a.entries for y in b.entries if (d := distance(x, y)) is not None]
    if gaps and min(gaps) <= NEAR_KM:
        return {"event.near_place": 1.0}
    if once:
        return {}
    if a.lands and b.lands and not a.lands & b.lands:
        return {"event.other_land": 1.0}
    return {"event.other_place": 1.0}


def _who(a: Scene, b: Scene) -> dict[str, float]:
    found: dict[str, float] = {}
    if a.victims & b.victims:
        found["event.victim"] = 1.0
    elif a.victims and b.victims:
        found["event.other_victim"] = 1.0
    if a.victim_words & b.victim_words and not a.victims & b.victims:
        found["event.victim_word"] = 1.0
        found.pop("event.other_victim", None)
    if a.harmed & b.harmed:
        found["event.harmed"] = 1.0
    if a.agents & b.agents:
        found["event.agent"] = 1.0
    elif a.others & b.others and not a.victims & b.victims:
        found["event.others"] = 1.0
    return found


class EventGroups:
    """Groups scenes of events; `rulings` are people's decisions, which always hold."""

    def __init__(self, known: Known, rulings: Rulings) -> None:
        self.known, self.rulings = known, rulings
        self.groups: dict[int, Scene] = {}
        self.group_of: dict[str, int] = {}
        self._blocks: dict[tuple[str, ...], list[int]] = {}
        self.judged: dict[tuple[str, str], Judgement] = {}
        self._next = 0

    def add(self, scene: Scene) -> None:
        """Puts one scene into a group, old or new."""
        home = self._ruled(scene)
        if home is None:
            home = self._best(scene, self._candidates(scene))
        if home is None:
            home, self._next = self._next, self._next + 1
            self.groups[home] = scene
        else:
            self.groups[home].join(scene)
        self._file(home, scene)

    def second_pass(self) -> None:
        """Compares the groups with one another: by now they know more places and people."""
        for number in sorted(self.groups):
            scene = self.groups[number]
            rivals = [n for n in self._candidates(scene) if n < number]
            home = self._best(scene, rivals)
            if home is not None:
                self.groups[home].join(self.groups.pop(number))
                self._file(home, self.groups[home])

    def event_of(self) -> dict[str, str]:
        """{event: the first event of its group}."""
        return {m.id: s.members[0].id for s in self.groups.values() for m in s.members}

    def _file(self, home: int, scene: Scene) -> None:
        for member in scene.members:
            self.group_of[member.id] = home
        for block in _blocks(scene):
            kept = self._blocks.setdefault(block, [])
            if not kept or kept[-1] != home:
                kept.append(home)

    def _candidates(self, scene: Scene) -> list[int]:
        found: set[int] = set()
        for block in _blocks(scene):
            found.update(self._blocks.get(block, ())[-MOST_IN_BLOCK:])
        return sorted(n for n in found if n in self.groups and self.groups[n] is not scene)

    def _ruled(self, scene: Scene) -> int | None:
        for member in scene.members:
            for other in sorted(self.rulings.together(member.id)):
                home = self.group_of.get(other)
                if home is not None and not self._apart(scene, self.groups[home]):
                    ruling = self.rulings.decided(member.id, other)
                    if ruling is not None:
                        self.judged[ruling.pair] = ruling
                    return home
        return None

    def _apart(self, a: Scene, b: Scene) -> bool:
        theirs = {m.id for m in b.members}
        return any(self.rulings.apart(m.id) & theirs for m in a.members)

    def _best(self, scene: Scene, numbers: Sequence[int]) -> int | None:
        """The group to join. One that is as likely as another is taken only when both are all but certain."""
        ranked: list[tuple[float, int, Match]] = []
        for number in numbers:
            if not self._apart(scene, self.groups[number]):
                match = judge(features(scene, self.groups[number], self.known))
                if match.score >= UNSURE:
                    ranked.append((match.score, number, match))
        ranked.sort(key=lambda r: (-r[0], r[1]))
        if not ranked:
            return None
        score, number, match = ranked[0]
        merge = score >= MERGE and (len(ranked) == 1 or score - ranked[1][0] >= LEAD or score >= CERTAIN)
        one, other = side_of(scene.members[0]), side_of(self.groups[number].members[0])
        low, high = sorted((one.id, other.id))
        self.judged[low, high] = Judgement("same" if merge else "unsure", one, other, score, match.why)
        return number if merge else None


def group_events(accounts: Accounts, known: Known, rulings: Rulings) -> tuple[list[Scene], list[Judgement]]:
    """The groups, and the judgements on the way. The dead and injured come last: what they are the effect of is known then."""
    groups = EventGroups(known, rulings)
    late: list[Told] = []
    for account in accounts:
        for event in sorted(account.events, key=lambda e: (e.at, e.id)):
            if event.kind in CASUALTIES:
                late.append(event)
            elif event.kind in kinds():
                groups.add(scene_of(event, accounts, known, {}))
    groups.second_pass()
    event_of = groups.event_of()
    for event in late:
        groups.add(scene_of(event, accounts, known, event_of))
    groups.second_pass()
    return list(groups.groups.values()), list(groups.judged.values())


def _blocks(scene: Scene) -> Iterator[tuple[str, ...]]:
    """Who takes part; where and when together, the country of the article standing for a place; where alone if no day is told."""
    family = scene.kind.family
    for name in sorted(scene.others | scene.causes):
        yield family, name
    days_told = sorted(_days_around(scene))
    for place in sorted(scene.places | scene.homes):
        if days_told:
            yield from ((family, place, day) for day in days_told)
        elif place in scene.places:
            yield family, place


def _days_around(scene: Scene) -> set[str]:
    """The days that narrow times begin on, and those within the slack of the kind."""
    found: set[str] = set()
    slack = scene.kind.slack if scene.kind.slack <= MOST_SHIFT else 0
    for first, last in scene.spans:
        if (last - first).days <= NARROW_DAYS:
            found.update((first + timedelta(days=shift)).isoformat() for shift in range(-slack, slack + 1))
    return found
