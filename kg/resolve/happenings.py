"""Events of an article that are one event: the model's clusters, kept apart where type or victim differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from kg.model import Event, Happening, Mention
from kg.resolve.ids import content_id
from kg.resolve.names import without_article
from kg.text.fold import fold_key

SURE = 0.5
"""The least score of a patient that sets an event apart from another of its cluster: more likely than not."""


def happenings(
    article: str, events: Sequence[Event], entity_of: Mapping[str, str], mentions: Sequence[Mention]
) -> tuple[Happening, ...]:
    """One Happening for each set of tellings, in the order of the text. An event without cluster is its own.

    `mentions` tell which patients go by one word, «القافلة» and «قافلة»: they do not speak against each other.
    """
    known_by = {m.id: _names(m, entity_of[m.id]) for m in mentions if m.id in entity_of}
    groups: list[list[Event]] = []
    of_cluster: dict[tuple[str, str], list[list[Event]]] = {}
    for event in sorted(events, key=lambda e: (e.span, e.type, _fillers(e, entity_of), e.id)):
        rivals = of_cluster.setdefault((event.cluster, event.type), []) if event.cluster else []
        home = next((g for g in rivals if _agree(g, event, known_by)), None)
        if home is None:
            groups.append([event])
            rivals.append(groups[-1])
        else:
            home.append(event)
    seen: Counter[tuple[str, int, int]] = Counter()
    return tuple(_happening(article, group, seen) for group in groups)


def _agree(group: Sequence[Event], event: Event, known_by: Mapping[str, set[str]]) -> bool:
    """Whether no patient speaks against `event` being the one that `group` tells of."""
    theirs = set().union(*(_patients(e, known_by) for e in group))
    mine = _patients(event, known_by)
    return not theirs or not mine or bool(theirs & mine)


def _patients(event: Event, known_by: Mapping[str, set[str]]) -> set[str]:
    """What those are known by who are told surely enough to speak against the model, which holds two tellings for one event."""
    surely = (r.target for r in event.roles if r.name == "patient" and r.score >= SURE)
    return set().union(*(known_by.get(t, set()) for t in surely))


def _names(mention: Mention, entity: str) -> set[str]:
    word = without_article(fold_key(mention.text))
    return {f"entity {entity}", f"word {word}"} if word else {f"entity {entity}"}


def _fillers(event: Event, entity_of: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted((r.name, entity_of.get(r.target, "")) for r in event.roles)


def _happening(article: str, group: Sequence[Event], seen: Counter[tuple[str, int, int]]) -> Happening:
    """One word may tell of several events («يلتقي» of three matches): then they are numbered."""
    first = group[0]
    place = (first.type, first.span.start, first.span.end)
    number = (seen[place],) if seen[place] else ()
    seen[place] += 1
    return Happening(content_id(article, "event", *place, *number), first.type, first.text, article, tuple(group))
