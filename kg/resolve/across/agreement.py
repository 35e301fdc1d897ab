"""Where sources agree and where they contradict each other, slot by slot; numbers reconciled; belief from independent voices.

Belief in a value: 1 - Π over independent voices of (1 - s), s the strongest support of a voice's claims, each
confidence × weight of its factuality × TRUST; times (1 - the same of the claims that deny it). Voices are independent when they
share neither the origin of their articles nor the source that is named in them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from kg.resolve.across.values import NUMBERS, Value

TRUST = 0.8
"""How far one voice alone can carry a claim."""
WEIGHT = {"asserted": 1.0, "attempted": 0.9, "planned": 0.4, "alleged": 0.4, "conditional": 0.2, "denied": 1.0}
EXCLUSIVE = ("agent", "place", "time", "from", "to", "cause")
"""Slots of which one value as a rule rules out another one; of the others, several may hold together."""
REVISED_AFTER = 1
"""Days after which a higher number of dead is a later state, not a contradiction."""
UNREAL = frozenset({"planned", "conditional"})
"""What is only planned or supposed contradicts nothing that is told to have happened."""
Contains = Callable[[str, str], bool]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two claims on one slot of one event: do they corroborate or contradict each other, and why."""

    slot: str
    one: Value
    other: Value
    agree: bool
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One version of a slot: its label, who tells it, who denies it, from how many independent voices, and the belief."""

    slot: str
    key: str
    label: str
    supporting: tuple[Value, ...]
    opposing: tuple[Value, ...]
    independent: int
    belief: float


@dataclass(frozen=True, slots=True)
class Toll:
    """A number of an event as all voices together tell it. `states` are of agreed, revised, disputed, single."""

    slot: str
    least: float
    most: float
    latest: Value
    states: tuple[str, ...]


def readings(values: Sequence[Value]) -> list[Reading]:
    """The versions of each slot, those with most independent voices first."""
    by_key: dict[tuple[str, str], list[Value]] = {}
    for value in values:
        by_key.setdefault((value.slot, _merge_key(value)), []).append(value)
    found = []
    for (slot, key), same in by_key.items():
        yes, no = [v for v in same if not v.denied], [v for v in same if v.denied]
        labels = Counter(v.label for v in yes or no)
        label = common(labels)
        voices = len(independent(yes))
        found.append(Reading(slot, key, label, tuple(yes), tuple(no), voices, belief(yes, no)))
    return sorted(found, key=lambda r: (r.slot, -r.independent, -r.belief, r.key))


def _merge_key(value: Value) -> str:
    """Times of one day are one version, however they are put."""
    if value.span is not None:
        return f"{value.span[0]}/{value.span[1]}"
    return value.key


def independent(values: Iterable[Value]) -> list[list[Value]]:
    """Values in groups that share an origin or a named source, directly or through others: each group is one voice."""
    groups: list[tuple[set[str], list[Value]]] = []
    for value in values:
        names, mine = {value.origin, value.voice}, [value]
        rest = []
        for theirs, held in groups:
            if names & theirs:
                names |= theirs
                mine = held + mine
            else:
                rest.append((theirs, held))
        groups = [*rest, (names, mine)]
    return [held for _, held in groups]


def belief(yes: Sequence[Value], no: Sequence[Value] = ()) -> float:
    """How far claims bear a value out, from 0 to 1 (the formula of this module)."""
    return round((1 - _doubt(yes)) * _doubt(no), 4)


def _doubt(values: Sequence[Value]) -> float:
    doubt = 1.0
    for voice in independent(values):
        doubt *= 1 - max(v.claim.confidence * WEIGHT[v.claim.factuality] for v in voice) * TRUST
    return doubt


def comparisons(values: Sequence[Value], contains: Contains) -> list[Comparison]:
    """Pairs of claims of different voices on one slot that agree or contradict each other, each pair once."""
    found: list[Comparison] = []
    values = _relabelled([v for v in _without_history(values) if v.claim.factuality not in UNREAL])
    by_slot: dict[str, dict[tuple[str, str, bool], Value]] = {}
    for value in values:
        kept = by_slot.setdefault(value.slot, {})
        key = value.voice, _merge_key(value), value.denied
        if key not in kept or value.claim.confidence > kept[key].claim.confidence:
            kept[key] = value
    for slot, best in by_slot.items():
        for one, other in combinations(sorted(best.values(), key=lambda v: (v.day, v.label, v.claim.id)), 2):
            verdict = _verdict(slot, one, other, contains)
            apart = one.voice != other.voice or (one.origin != other.origin and not verdict_agrees(verdict))
            if verdict is not None and apart:
                found.append(Comparison(slot, one, other, *verdict))
    return found


def _without_history(values: Sequence[Value]) -> list[Value]:
    """The values without the numbers that only repeat what the same origin told earlier."""
    counts = [v for v in values if v.number is not None and not v.denied]
    kept = {id(v) for slot in NUMBERS for v in _current([c for c in counts if c.slot == slot])}
    return [v for v in values if v.number is None or v.denied or id(v) in kept]


def _relabelled(values: Sequence[Value]) -> list[Value]:
    """Every version under its commonest label, so that one reason is put in one way."""
    labels: dict[tuple[str, str], Counter[str]] = {}
    for v in values:
        labels.setdefault((v.slot, _merge_key(v)), Counter())[v.label] += 1
    return [replace(v, label=common(labels[v.slot, _merge_key(v)])) for v in values]


def common(labels: Counter[str]) -> str:
    """The commonest label; of equals the longest."""
    return max(labels, key=lambda x: (labels[x], len(x), x))


def verdict_agrees(verdict: tuple[bool, str] | None) -> bool:
    """Whether there is a verdict and it is agreement."""
    return verdict is not None and verdict[0]


def _verdict(slot: str, a: Value, b: Value, contains: Contains) -> tuple[bool, str] | None:
    """(agree?, why), None where the two have nothing to do with each other."""
    same = _merge_key(a) == _merge_key(b)
    if a.denied != b.denied:
        if same or (slot not in ("happened", *NUMBERS) and contains(a.key, b.key)):
            return False, f"one tells «{_short(a)}», the other denies it"
        return None
    if a.denied:
        return (True, "both deny it") if same else None
    if slot == "happened":
        return True, "both tell that it happened"
    if slot == "time":
        return _times(a, b)
    if slot in NUMBERS:
        return _numbers(slot, a, b)
    if same:
        return True, f"both tell «{_short(a)}»"
    if slot in ("place", "from", "to") and (contains(a.key, b.key) or contains(b.key, a.key)):
        return True, f"«{_short(a)}» and «{_short(b)}»: one lies in the other"
    if slot in EXCLUSIVE and _named(a) and _named(b) and a.sort == b.sort:
        return False, f"«{_short(a)}» against «{_short(b)}»"
    return None


def _named(value: Value) -> bool:
    """Whether the value is a thing with an identity of its own, not a description such as «مسلحون»."""
    return value.sort not in ("", "GRP", "ROLE", "PROD", "NUM", "LOC")


def _times(a: Value, b: Value) -> tuple[bool, str] | None:
    if a.span is None or b.span is None:
        return None
    (first, last), (start, end) = a.span, b.span
    if max(first, start) <= min(last, end):
        return True, f"«{_short(a)}» and «{_short(b)}» can be one time"
    apart = max((start - last).days, (first - end).days)
    return False, f"«{_short(a)}» and «{_short(b)}» lie {apart} days apart"


def _numbers(slot: str, a: Value, b: Value) -> tuple[bool, str] | None:
    if a.number is None or b.number is None:
        return None
    if a.number.agrees(b.number):
        return True, f"«{_short(a)}» and «{_short(b)}» can be one number"
    early, late = sorted((a, b), key=lambda v: v.day)
    if _days(early.day, late.day) >= REVISED_AFTER and _is_update(early, late):
        return None  # a later state of the same count
    return False, f"«{_short(a)}» against «{_short(b)}» {slot}"


def _is_update(early: Value, late: Value) -> bool:
    """Whether a later number revises an earlier one: the same voice or origin tells it, or it is a higher count."""
    if early.voice == late.voice or early.origin == late.origin:
        return True
    return bool(early.number and late.number and late.number.low > early.number.high)


def _days(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(b) - date.fromisoformat(a)).days)
    except ValueError:
        return 0


def _short(value: Value) -> str:
    return " ".join(value.label.split())[:60]


def tolls(values: Sequence[Value]) -> list[Toll]:
    """The reconciled numbers of an event."""
    found = []
    for slot in NUMBERS:
        told = [v for v in values if v.slot == slot and v.number is not None and not v.denied]
        if told:
            found.append(_toll(slot, told))
    return found


def _toll(slot: str, told: Sequence[Value]) -> Toll:
    current = _current(told)
    latest = max(current, key=lambda v: (v.day, v.number.low if v.number else 0.0, v.claim.confidence, v.claim.id))
    pairs = [(a, b) for a, b in combinations(told, 2) if a.number and b.number and not a.number.agrees(b.number)]
    states = []
    if any(_days(a.day, b.day) >= REVISED_AFTER and _is_update(*sorted((a, b), key=lambda v: v.day)) for a, b in pairs):
        states.append("revised")
    if any(_numbers(slot, a, b) is not None for a, b in pairs if a.voice != b.voice):
        states.append("disputed")
    if not states:
        states.append("agreed" if len(independent(told)) > 1 else "single")
    lows = [v.number.low for v in told if v.number]
    highs = [v.number.high for v in told if v.number]
    return Toll(slot, min(lows), max(highs), latest, tuple(states))


def _current(told: Sequence[Value]) -> list[Value]:
    """The values without those that repeat what the same origin told on an earlier day («the agency had reported 12»)."""
    by_article: dict[str, list[Value]] = {}
    for value in told:
        by_article.setdefault(value.claim.article, []).append(value)
    kept = []
    for mine in by_article.values():
        old = {v.key for v in told if v.day < mine[0].day and v.origin == mine[0].origin}
        fresh = [v for v in mine if v.key not in old]
        kept += fresh or mine
    return kept
