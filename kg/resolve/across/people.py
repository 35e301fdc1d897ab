"""Features of two people: their names part by part, then posts, bodies, ages, nationality and company."""

from __future__ import annotations

from kg.resolve.across.context import shared_context
from kg.resolve.across.persons import PersonName
from kg.resolve.across.profiles import Profile
from kg.resolve.across.spelling import SAME, SOUND, SPELLING, alike, in_list, script

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


def name_features(a: PersonName, b: PersonName) -> dict[str, float]:
    """Features of two names alone."""
    if not a.units or not b.units:
        return {"name.other": 1.0}
    found: dict[str, float] = {}
    if script(a.key) != script(b.key):
        found["name.script"] = 1.0
    short, long = sorted((a, b), key=lambda n: (len(n.units), n.key))
    if short.key == long.key or _aligned(short.units, long.units) == len(short.units) == len(long.units):
        _spelling(found, zip(short.units, long.units, strict=True))
        found["name.full" if short.full else "name.single"] = 1.0
        if short.full and all(in_list(u) for u in short.units):
            found["name.common"] = 1.0
        return found
    if not short.full:
        return found | _single(short.units[0], long)
    return found | _both_full(short, long)


def _single(unit: str, long: PersonName) -> dict[str, float]:
    """One word against a longer name: «البغدادي», «بن سلمان», «ولد عبد العزيز», or a first name."""
    ends = (long.family, long.units[-1], " ".join(long.units[-2:]))
    if any(alike(unit, end) >= SPELLING for end in ends if end):
        return {"name.last": 1.0}
    if long.kunya and alike(unit, long.kunya) >= SPELLING:
        return {"name.kunya": 1.0}
    if alike(unit, long.units[0]) >= SPELLING:
        return {"name.first": 1.0}
    return {"name.other": 1.0}


def _both_full(short: PersonName, long: PersonName) -> dict[str, float]:
    """Two names of several parts that are not equal: one longer than the other, or two people."""
    found: dict[str, float] = {}
    if short.kunya and long.kunya and alike(short.kunya, long.kunya) < SOUND:
        return {"name.other_given": 1.0}
    if short.given and long.given and alike(short.given, long.given) < SOUND:
        return {"name.other_given": 1.0}
    for x, y in zip(short.fathers, long.fathers, strict=False):
        if _son(x, short) and _son(y, long) and alike(x, y) < SOUND:
            return {"name.other_father": 1.0}
    kept = _aligned(short.units, long.units)
    if kept == len(short.units):
        _spelling(found, ((u, _nearest(u, long.units)) for u in short.units))
        found["name.longer"] = 1.0
        if all(in_list(u) for u in short.units):
            found["name.common"] = 1.0
        return found
    if bool(short.kunya) != bool(long.kunya) and short.family and alike(short.family, long.family) >= SPELLING:
        return {"name.last": 1.0}
    if short.family and long.family and alike(short.family, long.family) < SOUND:
        return {"name.other_family": 1.0}
    return {"name.other": 0.6}


def _son(father: str, name: PersonName) -> bool:
    """Whether the name says «son of» that father, and not merely has a middle part."""
    return any(u.endswith(f" {father}") for u in name.units)


def _aligned(short: tuple[str, ...], long: tuple[str, ...]) -> int:
    """How many parts of the shorter name are found in the longer one, in order; its first and last part must be there."""
    at, kept = 0, 0
    for unit in short:
        for n in range(at, len(long)):
            if alike(unit, long[n]) >= SOUND or alike(unit, _father(long[n])) >= SOUND:
                at, kept = n + 1, kept + 1
                break
    return kept


def _father(unit: str) -> str:
    """«بن سلمان» → «سلمان»."""
    return unit.split(" ", 1)[1] if unit.startswith(("بن ", "ابن ", "ولد ", "bin ", "ben ", "ibn ")) else unit


def _nearest(unit: str, units: tuple[str, ...]) -> str:
    return max(units, key=lambda u: alike(unit, u))


def _spelling(found: dict[str, float], pairs: object) -> None:
    for x, y in pairs:  # type: ignore[attr-defined]
        near = max(alike(x, y), alike(x, _father(y)))
        if near < SPELLING:
            found["name.sound"] = found.get("name.sound", 0.0) + 1.0
        elif near < SAME:
            found["name.spelling"] = found.get("name.spelling", 0.0) + 1.0


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
