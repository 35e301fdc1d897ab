"""The label sets of the model, in the order of its outputs."""

from __future__ import annotations

from kg.inventory import COARSE, EVENT_GROUPS, EVENT_MODS, EVENTS, MENTIONS, RELATIONS, ROLES, SAY_MODS, coarse

TAGS = ("O", *(f"{p}-{kind}" for kind in COARSE for p in "BI"))
TAG_INDEX = {tag: i for i, tag in enumerate(TAGS)}
MARKS = ("O", "B", "I")
ROLE_LABELS = ("none", *ROLES)
RELATION_LABELS = ("none", *RELATIONS)
SAYS_LABELS = ("none", "source", "content")
MENTION_INDEX = {kind: i for i, kind in enumerate(MENTIONS)}
EVENT_INDEX = {kind: i for i, kind in enumerate(EVENTS)}
GROUP_OF_EVENT = tuple(g for g, (_, kinds) in enumerate(EVENT_GROUPS.items()) for _ in kinds)

# Node types of the pair scorers: mention types, then event types, one for cues, one for "type withheld".
EVENT_NODE = len(MENTIONS)
CUE_NODE = EVENT_NODE + len(EVENTS)
HIDDEN_NODE = CUE_NODE + 1
NODE_TYPES = HIDDEN_NODE + 1

__all__ = [
    "CUE_NODE", "EVENTS", "EVENT_INDEX", "EVENT_MODS", "EVENT_NODE", "GROUP_OF_EVENT", "HIDDEN_NODE", "MARKS", "MENTIONS",
    "MENTION_INDEX", "NODE_TYPES", "RELATION_LABELS", "ROLE_LABELS", "SAYS_LABELS", "SAY_MODS", "TAGS", "TAG_INDEX",
    "allowed_start", "allowed_step",
]  # fmt: skip


def allowed_start(tag: str) -> bool:
    """Whether a sentence may begin with `tag`."""
    return not tag.startswith("I-")


def allowed_step(before: str, after: str) -> bool:
    """Whether `after` may follow `before`: an I- tag only continues its own type."""
    return not after.startswith("I-") or (before != "O" and before[2:] == after[2:])


def same_kind(a: str, b: str) -> bool:
    """Whether two mention types share the part before the dot."""
    return coarse(a) == coarse(b)
