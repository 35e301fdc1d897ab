"""The ten demo articles of seeds/, annotated by hand: the logic alone, whatever the model reads."""

from __future__ import annotations

import pytest

from kg.api import Graph
from kg.identity import Board
from tests.demo import demo_graph


@pytest.fixture(scope="module")
def demo() -> Graph:
    return demo_graph()


def board(graph: Graph, name: str) -> Board:
    found = graph.conflicts(name)
    assert isinstance(found, Board)
    return found


def cells(made: Board, slot: str) -> dict[str, set[str]]:
    (row,) = [r for r in made.rows if r.slot == slot]
    return {c.outlet: {x.value for x in cell} for c, cell in zip(made.columns, row.cells, strict=True)}


def test_the_explosion_has_four_articles_of_two_origins(demo: Graph) -> None:
    made = board(demo, "انفجار")
    assert {c.outlet for c in made.columns} == {"المرفأ", "الوطن اليومية", "ضفاف", "وكالة الساحل"}
    assert {c.origin for c in made.columns} == {"وكالة الساحل", "ضفاف"}
    assert made.independent == 2


def test_its_dead_are_disputed_and_revised(demo: Graph) -> None:
    made = board(demo, "انفجار")
    (row,) = [r for r in made.rows if r.slot == "killed"]
    assert row.toll is not None
    assert (row.toll.least, row.toll.most, row.toll.latest, row.toll.as_of) == (9, 17, 17, "2024-05-16")
    assert row.toll.states == ("disputed", "revised")
    assert row.independent == 2
    told = cells(made, "killed")
    assert told["المرفأ"] == told["الوطن اليومية"] == {"12"}
    assert told["ضفاف"] == {"9"}
    assert "17" in told["وكالة الساحل"]


def test_its_cause_is_contradicted_and_its_place_is_not(demo: Graph) -> None:
    state = {r.slot: r.state for r in board(demo, "انفجار").rows}
    assert state["cause"] == "contradicted"
    assert state["place"] == state["time"] == "agreed"


def test_every_cell_has_its_sentence(demo: Graph) -> None:
    texts = {a.iri: a.text for a in demo.articles}
    for name in ("انفجار", "الهجوم", "استقالته"):
        made = board(demo, name)
        for row in made.rows:
            for column, cell in zip(made.columns, row.cells, strict=True):
                assert all(x.sentence and x.sentence in texts[column.article] for x in cell)


def test_the_convoy_is_one_attack_with_two_places_two_days_and_two_culprits(demo: Graph) -> None:
    made = board(demo, "الهجوم")
    assert {c.outlet for c in made.columns} == {"أخبار النيل", "صدى الساحل", "آفاق"}
    assert made.independent == 3
    assert {"place", "time", "agent"} <= {r.slot for r in made.contradictions()}
    (row,) = [r for r in made.rows if r.slot == "killed"]
    assert row.toll is not None
    assert (row.toll.least, row.toll.most, row.toll.latest) == (3, 5, 4)


def test_the_resignation_is_denied_and_dated_twice(demo: Graph) -> None:
    made = board(demo, "استقالته")
    assert {c.outlet for c in made.columns} == {"صحيفة الأطلس", "موقع الرأي الآن", "وكالة الجنوب"}
    assert {"happened", "time"} <= {r.slot for r in made.contradictions()}
    assert any(x.factuality == "denied" for r in made.rows for cell in r.cells for x in cell)


def test_one_thing_is_one_node(demo: Graph) -> None:
    same, labels = demo.versions.identity, {n.iri: n.label for n in demo.facts.nodes}

    def bearers(*names: str) -> set[str]:
        return {same.get(i, i) for i, label in labels.items() if label in names}

    for names in (
        ("كريم الحسيني",), ("سليم الخازن",), ("مدينة طرابلس",), ("يوسف بن عياد",), ("أنطونيو غوتيريش", "غوتيريش"),
        ("قوات الدعم السريع", "الدعم السريع"), ("الدفاع المدني", "الدفاع المدني اللبناني"), ("صحيفة الأطلس", "الأطلس"),
    ):  # fmt: skip
        assert len(bearers(*names)) == 1, names
    assert len(bearers("سعاد المرابط", "يوسف بن عياد")) == 2
    assert len(bearers("الجيش السوداني", "قوات الدعم السريع", "الجيش اللبناني")) == 3


def test_tripoli_is_that_of_lebanon(demo: Graph) -> None:
    same = demo.versions
    (city,) = {same.identity[n.iri] for n in demo.facts.nodes if n.label == "مدينة طرابلس"}
    assert same.same_as[city] == ("https://sws.geonames.org/266826/",)


def test_different_things_that_can_be_true_together_are_not_agreement(demo: Graph) -> None:
    made = board(demo, "الهجوم")
    varied = [r for r in made.rows if r.state == "varied"]
    assert varied
    for row in varied:
        assert not row.why
        assert row.independent > 1
