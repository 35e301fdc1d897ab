"""Predictions with errors that we know, on articles of our own."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from kg.evaluate.ann import read_ann
from kg.evaluate.results import Results, Scored
from kg.evaluate.score import Tally, score
from tests.conftest import ARTICLES, NAMES

Change = Callable[[dict[str, Any]], None]


def scored(name: str, change: Change | None = None) -> Scored:
    """The gold annotation of an article as its own prediction, changed."""
    gold = read_ann(ARTICLES / f"{name}.ann")
    text = (ARTICLES / f"{name}.txt").read_text(encoding="utf-8")
    predicted = copy.deepcopy(gold)
    if change:
        change(predicted)
    tally = Tally()
    score(gold, predicted, text, tally)
    return Scored(name, text, gold, predicted, tally)


def item(data: dict[str, Any], name: str) -> dict[str, Any]:
    """A mention, event or saying by its id."""
    return next(x for kind in ("mentions", "events", "says") for x in data[kind] if x["id"] == name)


def drop(kind: str, every: int) -> Change:
    """Takes every n-th item of a kind away."""

    def change(data: dict[str, Any]) -> None:
        data[kind] = [x for i, x in enumerate(data[kind]) if i % every]

    return change


@pytest.fixture(scope="session")
def imperfect() -> Results:
    """All articles, every fourth mention missing."""
    return Results(tuple(scored(name, drop("mentions", 4)) for name in NAMES))


@pytest.fixture(scope="session")
def perfect() -> Results:
    """All articles as they should be."""
    return Results(tuple(scored(name) for name in NAMES))
