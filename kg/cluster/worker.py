"""What runs on a worker of the cluster."""

from __future__ import annotations

import threading
from functools import cache

from kg.building.fingerprint import made_by, versions
from kg.building.part import Part, PartMaker, Plan
from kg.errors import ModelError
from kg.model import Article

_ONE = threading.Lock()
"""A worker with several threads makes one part at a time: the work is Python's, which takes turns anyway."""


def make_part(plan: Plan, wanted: str, article: Article, full: bool) -> Part:
    """The part of `article`. Raises ModelError KG304 when this machine's Khabar would read it differently."""
    with _ONE:
        return _maker(plan, wanted)(article, full)


@cache
def _maker(plan: Plan, wanted: str) -> PartMaker:
    """Made once a worker: the model is loaded with the first article."""
    if made_by(versions(plan)) != wanted:
        here = ", ".join(f"{name} {version}" for name, version in versions(plan).items())
        raise ModelError(
            "KG304",
            f"a worker has other versions than the builder: {here}",
            "install the same Khabar, model and data on all",
        )
    return PartMaker(plan)
