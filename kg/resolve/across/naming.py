"""Whether a thing's label names it, or only describes it («الرجل», «التنظيم», «المدينة»)."""

from __future__ import annotations

from kg.inventory import coarse
from kg.resolve.across.records import Thing
from kg.resolve.names import split_head
from kg.resolve.organisations import parse_org
from kg.text.fold import fold_key


def is_named(thing: Thing) -> bool:
    """Whether the label names something, so that it may be looked for in other articles and in the reference."""
    sort, key = coarse(thing.kind), fold_key(thing.label)
    if sort == "ORG":
        return not parse_org(thing.label, thing.kind).described
    _, core, _ = split_head(key, thing.kind)
    if sort == "PER":
        return bool(core) and key not in {fold_key(r) for r in thing.roles}
    return bool(core)
