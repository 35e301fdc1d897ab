"""The ten demo articles through the model that ships: what their boards must show whoever reads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.api import Graph
from kg.extract import default_pipeline, extract
from kg.identity import Board, settle
from kg.rdf import story_quads
from kg.read import read
from kg.resolve import resolve
from kg.settings import settings
from kg.store import OxigraphStore
from tests.demo import ANNOTATED, SEEDS

MODEL = Path(__file__).parents[3] / "kg" / "models" / "news" / "model.toml"
pytestmark = [pytest.mark.model, pytest.mark.skipif(not MODEL.is_file(), reason="NO MODEL: kg/models/news is missing")]


@pytest.fixture(scope="module")
def demo() -> Graph:
    store, values, pipeline = OxigraphStore(), settings(), default_pipeline()
    for article in read(SEEDS).articles:
        if (ANNOTATED / f"{Path(article.path).stem}.ann").is_file():
            store.add(story_quads(resolve(extract(article, pipeline)), values.base_iri))
    settle(store, values.base_iri, None)
    return Graph(store, values)


def board(graph: Graph, name: str) -> Board:
    found = graph.conflicts(name)
    assert isinstance(found, Board)
    return found


def toll(made: Board, slot: str) -> tuple[float, float, float]:
    (row,) = [r for r in made.rows if r.slot == slot]
    assert row.toll is not None
    return row.toll.least, row.toll.most, row.toll.latest


def test_the_explosion(demo: Graph) -> None:
    made = board(demo, "انفجار")
    assert len(made.columns) == 4
    assert made.independent == 2
    assert toll(made, "killed") == (9, 17, 17)
    assert toll(made, "injured") == (31, 50, 50)
    assert {r.slot: r.state for r in made.rows}["time"] == "agreed"


def test_the_convoy(demo: Graph) -> None:
    made = board(demo, "الهجوم")
    assert len(made.columns) == made.independent == 3
    assert toll(made, "killed") == (3, 5, 4)
    assert {"agent", "place", "time"} <= {r.slot for r in made.contradictions()}


def test_the_resignation(demo: Graph) -> None:
    made = board(demo, "استقالته")
    assert len(made.columns) == made.independent == 3
    assert {"happened", "time"} <= {r.slot for r in made.contradictions()}
    assert any(x.factuality == "denied" for r in made.rows for cell in r.cells for x in cell)
