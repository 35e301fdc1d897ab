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
from kg.resolve.across.kinds import Kind, kinds
from kg.resolve.across.linking import distance
from kg.resolve.across.reasons import Match, judge
from kg.resolve.across.records import Accounts, Statement, Told
from kg.resolve.across.reference import Entry
from kg.resolve.names import without_article
from kg.text.fold import fold_key

MERGE, UNSURE, LEAD = 0.8, 0.5, 0.03
MOST_IN_BLOCK = 30
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
    agents: set[str] = field(default_factory=set)
    others: set[str] = field(default_factory=set)
    reported: list[date] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    copies: set[str] = field(default_factory=set)

    def join(self, other: Scene) -> None:
        """Takes in all that `other` knows."""
        self.members += other.members
        self.spans += other.spans
        self.entries += other.entries
        self.reported += other.reported
        for name in (
            "sorts",
            "words",
            "places",
            "lands",
            "victims",
            "victim_words",
            "agents",
            "others",
            "beside",
            "copies",
        ):
            getattr(self, name).update(getattr(other, name))


@dataclass(frozen=True)
class Known:
    """What earlier steps found: the group of each thing, its place in the reference, company and copies by article."""

    group_of: Mapping[str, str]
    entry_of: Mapping[str, Entry]
    contained: Callable[[str, str], bool]
    beside: Mapping[str, frozenset[str]]
    copies: Mapping[str, str]


def scenes(accounts: Accounts, known: Known) -> Iterator[Scene]:
    """The scene of each event, in the order of time and text."""
    for account in accounts:
        for event in sorted(account.events, key=lambda e: (e.at, e.id)):
            if event.kind in kinds():
                yield _scene(event, accounts, known)


def _scene(event: Told, accounts: Accounts, known: Known) -> Scene:
    kind = kinds()[event.kind]
    scene = Scene(kind, {event.kind}, [event], {without_article(fold_key(event.label))})
    for claim in accounts.by_subject.get(event.id, ()):
        thing = accounts.things.get(claim.object)
        if thing is None or claim.confidence < LEAST_CLAIM:
            continue
        sort = thing.kind.split(".")[0]
        name = known.group_of.get(thing.id, thing.id)
        if claim.predicate == "time" and (span := days(thing.earliest, thing.latest)):
            scene.spans.append(span)
        elif claim.predicate in _PLACES:
            scene.places.add(name)
            if entry := known.entry_of.get(thing.id):
                scene.entries.append(entry)
                scene.lands.add(entry.country)
        elif claim.predicate in _PARTS and sort in _NAMED:
            scene.others.add(name)
            (scene.victims if claim.predicate == "patient" else scene.agents).add(name)
        if claim.predicate == "patient":
            scene.victim_words.add(_head_word(thing.label))
    source = accounts.sources[event.article]
    if span := days(source.issued, source.issued):
        scene.reported.append(span[0])
    scene.beside |= known.beside.get(event.article, frozenset())
    scene.copies.add(known.copies.get(event.article, event.article))
    return scene


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
    if a.agents & b.agents:
        found["event.agent"] = 1.0
    elif a.others & b.others and not a.victims & b.victims:
        found["event.others"] = 1.0
    return found


def group_events(found: Sequence[Scene], known: Known, rulings: Rulings) -> tuple[list[Scene], list[Judgement]]:
    """The groups, and the judgements on the way."""
    groups: dict[int, Scene] = {}
    group_of: dict[str, int] = {}
    blocks: dict[tuple[str, str], list[int]] = {}
    judged: dict[tuple[str, str], Judgement] = {}
    for scene in found:
        home = _ruled(scene, rulings, groups, group_of, judged)
        if home is None:
            home = _best(scene, _candidates(scene, groups, blocks), groups, known, rulings, judged)
        if home is None:
            home = len(groups)
            groups[home] = scene
        else:
            groups[home].join(scene)
        for member in scene.members:
            group_of[member.id] = home
        for block in _blocks(scene):
            kept = blocks.setdefault(block, [])
            if not kept or kept[-1] != home:
                kept.append(home)
    return list(groups.values()), list(judged.values())


def _ruled(
    scene: Scene, rulings: Rulings, groups: Mapping[int, Scene], group_of: Mapping[str, int],
    judged: dict[tuple[str, str], Judgement],
) -> int | None:  # fmt: skip
    for member in scene.members:
        for other in sorted(rulings.together(member.id)):
            home = group_of.get(other)
            if home is not None and not _apart(scene, groups[home], rulings):
                ruling = rulings.decided(member.id, other)
                if ruling is not None:
                    judged[ruling.pair] = ruling
                return home
    return None


def _apart(a: Scene, b: Scene, rulings: Rulings) -> bool:
    theirs = {m.id for m in b.members}
    return any(rulings.apart(m.id) & theirs for m in a.members)


def _candidates(scene: Scene, groups: Mapping[int, Scene], blocks: Mapping[tuple[str, str], list[int]]) -> list[int]:
    found: set[int] = set()
    for block in _blocks(scene):
        found.update(blocks.get(block, ())[-MOST_IN_BLOCK:])
    return sorted(found)


def _best(
    scene: Scene, numbers: Sequence[int], groups: Mapping[int, Scene], known: Known, rulings: Rulings,
    judged: dict[tuple[str, str], Judgement],
) -> int | None:  # fmt: skip
    ranked: list[tuple[float, int, Match]] = []
    for number in numbers:
        if not _apart(scene, groups[number], rulings):
            match = judge(features(scene, groups[number], known))
            if match.score >= UNSURE:
                ranked.append((match.score, number, match))
    ranked.sort(key=lambda r: (-r[0], r[1]))
    if not ranked:
        return None
    score, number, match = ranked[0]
    # Two groups that are as likely are told apart by nothing: the earlier one is taken only when it is clearly likelier.
    merge = score >= MERGE and (len(ranked) == 1 or score - ranked[1][0] >= LEAD or score >= 0.97)
    one, other = side_of(scene.members[0]), side_of(groups[number].members[0])
    low, high = sorted((one.id, other.id))
    judged[low, high] = Judgement("same" if merge else "unsure", one, other, score, match.why)
    return number if merge else None


def _blocks(scene: Scene) -> Iterator[tuple[str, str]]:
    family = scene.kind.family
    for name in sorted(scene.others | scene.places):
        yield family, name
    for span in scene.spans:
        if (span[1] - span[0]).days <= NARROW_DAYS:
            for shift in range(-scene.kind.slack, scene.kind.slack + 1) if scene.kind.slack <= 5 else (0,):
                yield family, (span[0] + timedelta(days=shift)).isoformat()


def statements_of(scene: Scene, accounts: Accounts) -> list[Statement]:
    """All claims about the events of a scene."""
    return [c for m in scene.members for c in accounts.by_subject.get(m.id, ())]
