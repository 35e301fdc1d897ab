"""Kinds of event across articles: families, how far tellings may differ in time, what happens only once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from kg.locations import data_file

HARM, CASUALTIES = (
    frozenset({"attack", "accident", "disaster", "destroy", "clash"}),
    frozenset({"kill", "die", "injure"}),
)


@dataclass(frozen=True, slots=True)
class Kind:
    """`slack` in days; `once` in days (0: ever), None where it may befall the same victim any number of times."""

    name: str
    family: str
    slack: int
    once: int | None = None


@cache
def kinds() -> Mapping[str, Kind]:
    """{event type: what is known of it} from kg/data/lexicons/kinds.tsv."""
    found = {}
    for line in data_file("lexicons", "kinds.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            name, family, slack, *once = line.split("\t")
            found[name] = Kind(name, family, int(slack), int(once[1]) if once else None)
    return found
