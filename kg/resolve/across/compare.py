"""Two profiles → a scored match with its reasons. Which features are asked for depends on the kind of thing."""

from __future__ import annotations

from functools import cache

from kg.inventory import coarse
from kg.locations import data_file
from kg.resolve.across.context import shared_context
from kg.resolve.across.people import person_features
from kg.resolve.across.profiles import Profile
from kg.resolve.across.reasons import Match, judge
from kg.resolve.names import split_head
from kg.resolve.organisations import OrgName
from kg.resolve.spelling import SPELLING, alike, script, sound

JOINED = ("PER", "ORG", "GPE", "LOC", "FAC", "EVT", "WORK", "NORP")
"""Kinds of things that are looked for across articles; roles, groups, products, numbers and times are of their article."""


SILENCED = frozenset(
    ("name.other", "name.other_given", "name.other_family", "org.other", "org.other_head", "org.other_sort", "org.land_guessed",
     "org.landless", "org.other_context", "place.other", "place.other_sort", "land.other", "thing.other")
)  # fmt: skip
"""What says that names differ, of no weight where both names are known to be of one entry of the reference."""


def compare(a: Profile, b: Profile) -> Match:
    """How likely the two are one. Symmetric."""
    ways = {"PER": person_features, "ORG": _organisation, "GPE": _place, "LOC": _place, "FAC": _place}
    found = ways.get(a.kind, _thing)(a, b)
    if "link.same" in found:  # the reference knows names that no comparison of letters does
        found = {name: strength for name, strength in found.items() if name not in SILENCED}
    return judge(found)


def _organisation(a: Profile, b: Profile) -> dict[str, float]:
    found = shared_context(a, b)
    found.pop("land.other", None)
    found.pop("land.same", None)
    if a.lands and b.lands:
        found["org.same_context" if a.lands & b.lands else "org.other_context"] = 1.0
    found["prior.ORG"] = 1.0
    names = [org_names(x, y) for x in a.orgs for y in b.orgs]
    bars = [n for n in names if "org.other_head" in n or "org.other_land" in n]
    best = max(names, key=lambda n: judge(n).score)
    if bars and not any("org.name" in n for n in names):
        best = bars[0]
    found |= best
    if found.get("org.institution"):
        found.pop("org.same_context", None)
        found.pop("org.other_context", None)
    if found.get("org.institution") and "org.same_land" not in found and "org.other_land" not in found:
        found.pop("org.name", None)
        shared = a.lands & b.lands
        found["org.land_guessed" if shared else "org.landless"] = 1.0
        if a.lands and b.lands and not shared:
            found["org.other_land"] = 1.0
    sorts = {s for s in a.sorts | b.sorts if s != "ORG.OTH"}
    found["org.sort" if len(sorts) <= 1 else "org.other_sort"] = 1.0
    if found.get("org.other_sort") and (found.get("org.name") or found.get("org.institution")):
        found["org.other_sort"] = 0.4  # the reader often takes the sort of one name for another
    return found


def org_names(a: OrgName, b: OrgName) -> dict[str, float]:
    """Features of two names of organisations alone."""
    if a.described or b.described:
        return {"org.other": 1.0}
    found: dict[str, float] = {}
    if a.land and b.land:
        found["org.same_land" if a.land == b.land else "org.other_land"] = 1.0
    if a.institution or b.institution:
        return found | ({"org.institution": 1.0} if a.institution == b.institution else {"org.other": 1.0})
    if a.key == b.key:
        return found | {"org.name": 1.0}
    if script(a.key) != script(b.key):
        same = _sounds(a.core) == _sounds(b.core) and len(_sounds(a.core)) >= 3
        return found | ({"org.script": 1.0} if same else {"org.other": 1.0})
    if a.core == b.core and a.core:
        if a.head and b.head and not _like(a.head, b.head):
            return found | {"org.other_head": 1.0}
        bare = a.head if not b.head else b.head if not a.head else ""
        fixed = bare and not (a.loose if a.head else b.loose)
        return found | ({"org.other_head": 1.0} if fixed else {"org.headless": 1.0})
    if a.initials == b.key.replace(" ", "") or b.initials == a.key.replace(" ", ""):
        return found | {"org.acronym": 1.0}
    x, y = a.core.split(), b.core.split()
    if len(x) == len(y) and a.head == b.head and all(alike(p, q) >= SPELLING - 0.1 for p, q in zip(x, y, strict=True)):
        return found | {"org.spelling": 1.0}
    if x and y and min(len(x), len(y)) > 1 and (f" {a.core} " in f" {b.core} " or f" {b.core} " in f" {a.core} "):
        return found | {"org.short": 1.0}
    return found | {"org.other": 1.0}


@cache
def _like_heads() -> tuple[frozenset[str], ...]:
    lines = data_file("lexicons", "likeheads.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(frozenset(line.split("\t")) for line in lines if line and not line.startswith("#"))


def _like(a: str, b: str) -> bool:
    """Whether writers use the two generic nouns for one another; «كتائب حزب» of «حزب» is a wing of it, not the same."""
    return a == b or any(a in group and b in group for group in _like_heads())


def _sounds(text: str) -> str:
    return "".join(sound(word) for word in text.split())


def _place(a: Profile, b: Profile) -> dict[str, float]:
    found = shared_context(a, b)
    found[f"prior.{a.kind}"] = 1.0
    cores = {_core(k, a.first.kind) for k in a.keys}, {_core(k, b.first.kind) for k in b.keys}
    named = cores[0] & cores[1] - {""}
    if named:
        found["place.name"] = 1.0
    elif any(alike(x, y) >= SPELLING for x in cores[0] for y in cores[1] if x and y):
        found["place.spelling"] = 1.0
    else:
        return found | {"place.other": 1.0}
    inside = {_core(p, "GPE") for p in a.places}, {_core(p, "GPE") for p in b.places}
    if inside[0] & inside[1]:
        found["place.inside"] = 1.0
    if a.lands and b.lands:
        found["place.same_land" if a.lands & b.lands else "place.other_land"] = 1.0
    if len({s for s in a.sorts | b.sorts if coarse(s) == "GPE"}) > 1:
        found["place.other_sort"] = 1.0
    return found


def _core(key: str, kind: str) -> str:
    head, core, _ = split_head(key, kind)
    return f"{head} {core}".strip() if kind == "FAC" and core else core


def _thing(a: Profile, b: Profile) -> dict[str, float]:
    found = shared_context(a, b) | {"prior.NAME": 1.0}
    same = {k for k in a.keys & b.keys if " " in k or a.kind == "NORP" or len(k) >= 6}
    found["thing.name" if same else "thing.other"] = 1.0
    return found
