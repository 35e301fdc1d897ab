"""Features of two people: their names part by part, then posts, bodies, ages, nationality and company."""

from __future__ import annotations

from kg.resolve.across.context import shared_context
from kg.resolve.across.profiles import Profile
from kg.resolve.namesakes import name_features
from kg.resolve.persons import PersonName

MOST_AGE_GAP = 2


def person_features(a: Profile, b: Profile) -> dict[str, float]:
    """Features of two profiles of kind PER."""
    found = _best_name(a, b)
    found["prior.PER"] = 1.0
    if a.ages and b.ages:
        found["age.fits" if _ages_fit(a, b) else "age.other"] = 1.0
    if a.family and b.family and a.family & b.family:
        found["family.same"] = 1.0
    found |= _posts(a, b)
    found |= shared_context(a, b)
    return found


def _best_name(a: Profile, b: Profile) -> dict[str, float]:
    """The features of the names: a conflict between the fullest ones counts, else the closest pair."""
    x, y = _fullest(a), _fullest(b)
    first = name_features(x, y)
    if any(f.startswith("name.other") for f in first) or (len(a.persons) == 1 and len(b.persons) == 1):
        return first
    pairs = [name_features(p, q) for p in a.persons for q in b.persons]
    return max([first, *pairs], key=_rank)


def _fullest(p: Profile) -> PersonName:
    return max(p.persons, key=lambda n: (len(n.units), n.key))


def _rank(features: dict[str, float]) -> int:
    order = ("name.full", "name.longer", "name.kunya", "name.last", "name.single", "name.first")
    return next((len(order) - n for n, f in enumerate(order) if f in features), 0)


def _ages_fit(a: Profile, b: Profile) -> bool:
    """Whether no two ages, moved to one year, lie further apart than MOST_AGE_GAP."""
    return all(
        abs((x - xy) - (y - yy)) <= MOST_AGE_GAP if xy and yy else abs(x - y) <= MOST_AGE_GAP + 3
        for x, xy in a.ages
        for y, yy in b.ages
    )


def _posts(a: Profile, b: Profile) -> dict[str, float]:
    found: dict[str, float] = {}
    roles, groups = _shared(a.roles, b.roles), _shared(a.groups, b.groups)
    if roles and groups:
        found["role.office"] = 1.0
    if roles:
        found["role.same"] = 1.0
    if groups:
        found["group.same"] = 1.0
    if a.groups and b.groups and not groups:
        found["role.other" if a.roles and b.roles and not roles else "group.other"] = 1.0
    return found


def _shared(a: set[str], b: set[str]) -> bool:
    """Whether two sets of names have one in common, one inside the other («الدفاع المدني», «الدفاع المدني اللبناني») allowed."""
    return any(x == y or f" {x} " in f" {y} " or f" {y} " in f" {x} " for x in a for y in b)
