"""Events of an article that are one event: the model's clusters, kept apart where type or victim differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.model import Event, Happening
from kg.resolve.ids import content_id


def happenings(article: str, events: Sequence[Event], entity_of: Mapping[str, str]) -> tuple[Happening, ...]:
    """One Happening for each set of tellings, in the order of the text."""
    groups: list[list[Event]] = []
    for event in sorted(events, key=lambda e: (e.span, e.id)):
        home = next((g for g in groups if _one_event(g, event, entity_of)), None)
        if home is None:
            groups.append([event])
        else:
            home.append(event)
    return tuple(_happening(article, group) for group in groups)


def _one_event(group: Sequence[Event], event: Event, entity_of: Mapping[str, str]) -> bool:
    """Whether `event` is told of as the same: cluster and type agree and no patient speaks against it."""
    first = group[0]
    if event.cluster is None or event.cluster != first.cluster or event.type != first.type:
        return False
    theirs = set().union(*(_patients(e, entity_of) for e in group))
    mine = _patients(event, entity_of)
    return not theirs or not mine or bool(theirs & mine)


def _patients(event: Event, entity_of: Mapping[str, str]) -> set[str]:
    return {entity_of[r.target] for r in event.roles if r.name == "patient" and r.target in entity_of}


def _happening(article: str, group: Sequence[Event]) -> Happening:
    first = group[0]
    name = content_id(article, "event", first.type, first.span.start, first.span.end)
    return Happening(name, first.type, first.text, article, tuple(group))
