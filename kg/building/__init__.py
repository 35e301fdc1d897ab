"""Articles → stories → quads → files: in memory for a few, streamed through a ledger on disk for any number."""

from __future__ import annotations

from kg.building.files import newest
from kg.building.fingerprint import plan_of
from kg.building.memory import Made, Progress, by_graph, make, validate
from kg.building.part import Check, Plan
from kg.building.report import Outcome
from kg.building.run import Tally, Watch, build_into
from kg.building.runners import Here
from kg.building.sources import Source, items_of, make_all, told

__all__ = [
    "Check",
    "Here",
    "Made",
    "Outcome",
    "Plan",
    "Progress",
    "Source",
    "Tally",
    "Watch",
    "build_into",
    "by_graph",
    "items_of",
    "make",
    "make_all",
    "newest",
    "plan_of",
    "told",
    "validate",
]
