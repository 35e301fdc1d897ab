"""Confusion tables: what was taken for what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.evaluate.judge import BORDERS, NOTHING, Judged
from kg.inventory import COARSE, EVENT_GROUPS, FINE, RELATIONS, ROLES, coarse

_GROUP = {event: group for group, events in EVENT_GROUPS.items() for event in events}


@dataclass(frozen=True, slots=True)
class Confusion:
    """How often gold label (rows) was predicted as label (columns). Labels that never occur are left out."""

    title: str
    labels: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]


def confusions(judged: Iterable[Judged]) -> list[Confusion]:
    """Tables of mentions, subtypes of ORG and GPE, groups of events, roles and relations. Only NOTHING against NOTHING
    cannot occur: what was missed stands in its last column, what was invented in its last row."""
    items = list(judged)
    mentions = [x for x in items if x.kind == "mention"]
    tables = [_table("mentions", mentions, COARSE, coarse)]
    for kind, fine in FINE.items():
        inside = [x for x in mentions if coarse(x.gold) == coarse(x.predicted) == kind]
        tables.append(_table(f"kinds of {kind}", inside, [f"{kind}.{f}" for f in fine], str))
    events = [x for x in items if x.kind == "event"]
    tables.append(_table("events, by group", events, tuple(EVENT_GROUPS), lambda e: _GROUP.get(e, e)))
    tables.append(_table("roles", [x for x in items if x.kind == "role"], ROLES, str))
    tables.append(_table("relations", [x for x in items if x.kind == "relation"], RELATIONS, str))
    return [t for t in tables if t.labels]


def _table(title: str, items: Iterable[Judged], order: Iterable[str], label: Callable[[str], str]) -> Confusion:
    seen = Counter((label(x.gold), label(x.predicted)) for x in items)
    used = {name for pair in seen for name in pair}
    labels = tuple(name for name in (*order, NOTHING) if name in used)
    return Confusion(title, labels, tuple(tuple(seen[a, b] for b in labels) for a in labels))


def mixed_up(judged: Iterable[Judged], most: int = 25) -> list[tuple[str, str, str, int]]:
    """(kind, gold label, predicted label, times) of the labels that are most often taken for one another."""
    wrong = Counter(
        (x.kind, x.gold, x.predicted)
        for x in judged
        if x.gold != x.predicted and NOTHING not in (x.gold, x.predicted) and x.verdict != BORDERS
    )
    return [(*key, n) for key, n in sorted(wrong.items(), key=lambda kv: (-kv[1], kv[0]))[:most]]
