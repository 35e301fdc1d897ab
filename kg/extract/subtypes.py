"""Kinds of organisations and places by evidence: what the first words say, the list of countries, one kind for one thing."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from kg.inventory import coarse
from kg.locations import data_lines
from kg.model import Mention
from kg.text.fold import fold_key

_ARTICLE, _LAM_LAM = "\u0627\u0644", "\u0644\u0644"


def subtype(mention: Mention) -> str | None:
    """The full type that the words tell for certain («وزارة …» is ORG.GOV, «المغرب» GPE.COUNTRY), None if they do not."""
    kind = coarse(mention.type)
    if kind not in ("ORG", "GPE"):
        return None
    key = fold_key(mention.text)
    if kind == "GPE" and key in _countries():
        return "GPE.COUNTRY"
    words = [_bare(w) for w in key.split()]
    for count in range(min(len(words), 3), 0, -1):
        found = _table().get((kind, " ".join(words[:count])))
        if found:
            return found
    return None


def with_subtypes(mentions: Sequence[Mention]) -> dict[str, str]:
    """{mention id: full type} of mentions whose type should change: the words are certain, or those of all other mentions of
    the thing that are («التنظيم» of «تنظيم داعش»)."""
    told = {m.id: subtype(m) for m in mentions}
    things: dict[tuple[str, str], set[str]] = {}
    for m in mentions:
        if certain := told[m.id]:
            things.setdefault((m.cluster or m.id, coarse(m.type)), set()).add(certain)
    changed = {}
    for m in mentions:
        kinds = things.get((m.cluster or m.id, coarse(m.type)), set())
        best = told[m.id] or (next(iter(kinds)) if len(kinds) == 1 else m.type)
        if best != m.type:
            changed[m.id] = best
    return changed


def _bare(word: str) -> str:
    """A folded word without ال, and without the ل of «لل» before it."""
    if word.startswith(_LAM_LAM) and len(word) > 4:
        return word[2:]
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word


@cache
def _table() -> dict[tuple[str, str], str]:
    lines = data_lines("lexicons", "subtypes.tsv")
    return {(coarse(kind), words): kind for kind, words in (line.split("\t") for line in lines)}


@cache
def _countries() -> frozenset[str]:
    lines = data_lines("gazetteers", "countries.tsv")
    return frozenset(fold_key(name) for line in lines for name in line.split("\t")[1].split("|"))
