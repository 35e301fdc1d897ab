"""Two names of people, part by part: one name, a longer form of it, a part of it, or two names.

The outcome is named features, as kg.resolve.across.reasons weighs them.
"""

from __future__ import annotations

from collections.abc import Iterable

from kg.resolve.persons import PersonName
from kg.resolve.spelling import SAME, SOUND, SPELLING, alike, in_list, script


def may_be_one(a: PersonName, b: PersonName) -> bool:
    """Whether nothing in two names says that they are of two people; a kunya says nothing against another name."""
    found = name_features(a, b)
    if not any(f.startswith("name.other") for f in found):
        return True
    lone = [n for n in (a, b) if n.kunya and len(n.units) == 1]
    return bool(lone) and not (a.kunya and b.kunya)


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
            if alike(unit, long[n]) >= SOUND or alike(_father(unit), _father(long[n])) >= SOUND:
                at, kept = n + 1, kept + 1
                break
    return kept


def _father(unit: str) -> str:
    """«بن سلمان» → «سلمان»."""
    return unit.split(" ", 1)[1] if unit.startswith(("بن ", "ابن ", "ولد ", "bin ", "ben ", "ibn ")) else unit


def _nearest(unit: str, units: tuple[str, ...]) -> str:
    return max(units, key=lambda u: alike(unit, u))


def _spelling(found: dict[str, float], pairs: Iterable[tuple[str, str]]) -> None:
    for x, y in pairs:
        near = max(alike(x, y), alike(_father(x), _father(y)))
        if near < SPELLING:
            found["name.sound"] = found.get("name.sound", 0.0) + 1.0
        elif near < SAME:
            found["name.spelling"] = found.get("name.spelling", 0.0) + 1.0
