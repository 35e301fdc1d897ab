"""Accusations as sayings: what somebody is accused of is told by the accuser, and is no fact («اتهم الجيش قوات … بتنفيذ الهجوم»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.model import Event, Extraction, Says

ACCUSE = "accuse"


def with_accusations(extraction: Extraction) -> tuple[Says, ...]:
    """The attributions of an article and, for each accusation, one by the accuser. Who tells of an accusation tells that one.

    Only what follows the accusing word in its sentence is taken for its content.
    """
    events = {e.id: e for e in extraction.events}
    made = {e.id: s for e in extraction.events if (s := _saying(e, events)) is not None}
    told = tuple(_outer(s, made) for s in extraction.says)
    return (*told, *made.values())


def _saying(event: Event, events: dict[str, Event]) -> Says | None:
    if event.type != ACCUSE or "neg" in event.mods:
        return None
    accuser = max(
        (r for r in event.roles if r.name == "agent" and r.target not in events), key=lambda r: r.score, default=None
    )
    topics = [
        r for r in event.roles
        if r.name == "topic" and r.target in events and _follows(events[r.target], event)
    ]  # fmt: skip
    if accuser is None or not topics:
        return None
    content = tuple(dict.fromkeys(r.target for r in topics))
    return Says(
        f"{event.id}/accusation", event.span, event.text, event.sentence, accuser.target, content, "believe", accuser.score, event.maker
    )  # fmt: skip


def _follows(topic: Event, event: Event) -> bool:
    return topic.sentence == event.sentence and topic.span.start >= event.span.end and topic.type != ACCUSE


def _outer(saying: Says, made: dict[str, Says]) -> Says:
    inner: Sequence[str] = [made[c].id for c in saying.content if c in made]
    return replace(saying, content=(*saying.content, *inner)) if inner else saying
