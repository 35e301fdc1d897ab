"""Processes beside the builder: the same graph, and one that dies costs one article."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.building.nursery import can_fork
from kg.building.runners import WORTH_WORKERS, Here
from kg.errors import ModelError
from tests.building.news import BROKEN, DEADLY, articles, build, named

pytestmark = pytest.mark.skipif(not can_fork(), reason="this system cannot fork")
COUNT = WORTH_WORKERS + 6


def test_two_processes_make_what_one_makes(tmp_path: Path) -> None:
    alone = build(tmp_path / "one", articles(COUNT))
    both = build(tmp_path / "two", articles(COUNT), run=Here(2))
    assert both.digest == alone.digest
    for name in ("graph.trig", "graph.ttl"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_an_article_that_kills_its_process_is_named_and_the_rest_is_built(tmp_path: Path) -> None:
    items = [named(DEADLY), *articles(COUNT), named(BROKEN, "broken.txt")]
    made = build(tmp_path, items, "tests.fakes:deadly_pipeline", Here(2))
    assert made.totals.articles == COUNT
    assert {p.where: p.code for p in made.problems} == {"odd.txt": "KG204", "broken.txt": "KG202"}


def test_a_model_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="KG301"):
        build(tmp_path, articles(COUNT), "tests.fakes:unloadable_pipeline", Here(2))
