"""Events of an article that are one event: the model's clusters, kept apart where type or victim differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Event, Happening
from kg.resolve.ids import content_id

SURE = 0.4
"""The least score of a patient that sets an event apart from another of its cluster."""


def happenings(article: str, events: Sequence[Event], entity_of: Mapping[str, str]) -> tuple[Happening, ...]:
    """One Happening for each set of tellings, in the order of the text. An event without cluster is its own."""
    groups: list[list[Event]] = []
    of_cluster: dict[tuple[str, str], list[list[Event]]] = {}
    for event in sorted(events, key=lambda e: (e.span, e.type, _fillers(e, entity_of), e.id)):
        rivals = of_cluster.setdefault((event.cluster, event.type), []) if event.cluster else []
        home = next((g for g in rivals if _agree(g, event, entity_of)), None)
        if home is None:
            groups.append([event])
            rivals.append(groups[-1])
        else:
            home.append(event)
    seen: Counter[tuple[str, int, int]] = Counter()
    return tuple(_happening(article, group, seen) for group in groups)


def _agree(group: Sequence[Event], event: Event, entity_of: Mapping[str, str]) -> bool:
    """Whether no patient speaks against `event` being the one that `group` tells of."""
    theirs = set().union(*(_patients(e, entity_of) for e in group))
    mine = _patients(event, entity_of)
    return not theirs or not mine or bool(theirs & mine)


def _patients(event: Event, entity_of: Mapping[str, str]) -> set[str]:
    """Those that are told surely enough to speak against the model, which holds two tellings for one event."""
    surely = (r for r in event.roles if r.name == "patient" and r.score >= SURE)
    return {entity_of[r.target] for r in surely if r.target in entity_of}


def _fillers(event: Event, entity_of: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((r.name, entity_of.get(r.target, "")) for r in event.roles)


def _happening(article: str, group: Sequence[Event], seen: Counter[tuple[str, int, int]]) -> Happening:
    """One word may tell of several events («يلتقي» of three matches): then they are numbered."""
    first = group[0]
    place = (first.type, first.span.start, first.span.end)
    number = (seen[place],) if seen[place] else ()
    seen[place] += 1
    return Happening(content_id(article, "event", *place, *number), first.type, first.text, article, tuple(group))
