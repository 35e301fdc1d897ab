"""The JSON schema of an answer: the inventory as enumerations, so that a server that follows it cannot invent types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.inventory import EVENT_MODS, EVENTS, MENTIONS, RELATIONS, ROLES, SAY_MODS

_TEXT = {"type": "string"}
_NUMBER = {"type": "integer"}


def schema() -> dict[str, Any]:
    """The schema in the strict form: every property required, none besides."""
    role = _object(name=_one_of(ROLES), target=_TEXT)
    return _object(
        mentions=_list(_object(id=_TEXT, type=_one_of(MENTIONS), sentence=_NUMBER, text=_TEXT, cluster=_TEXT)),
        events=_list(
            _object(
                id=_TEXT, type=_one_of(EVENTS), sentence=_NUMBER, text=_TEXT, cluster=_TEXT,
                mods=_list(_one_of(EVENT_MODS)), roles=_list(role),
            )
        ),
        relations=_list(_object(id=_TEXT, type=_one_of(RELATIONS), head=_TEXT, tail=_TEXT)),
        says=_list(
            _object(
                id=_TEXT, sentence=_NUMBER, text=_TEXT, source=_TEXT, content=_list(_TEXT), mod=_one_of(SAY_MODS)
            )
        ),
    )  # fmt: skip


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _one_of(names: Sequence[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(names)}
