"""Verdicts, confusion tables, calibration: each error is named for what it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.calibration import calibration, curve
from kg.evaluate.confusion import confusions, mixed_up
from kg.evaluate.judge import BORDERS, HIT, MISSED, NOTHING, SPURIOUS, TYPE, Judged, judge
from kg.evaluate.results import Results
from tests.conftest import NAMES
from tests.evaluate.conftest import Change, drop, item, scored


def wrong(change: Change) -> list[Judged]:
    return [x for x in judge(scored("dam", change)) if x.verdict != HIT]


def test_what_is_right_is_a_hit() -> None:
    assert {x.verdict for name in NAMES for x in judge(scored(name))} == {HIT}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", ["mentions", "events", "relations", "says"])
def test_verdicts_agree_with_the_scores(name: str, kind: str) -> None:
    article = scored(name, drop(kind, 3))
    judged = list(judge(article))
    for measure in ("mention", "event", "relation", "says"):
        hits = sum(x.kind == measure and x.verdict == HIT for x in judged)
        missed = sum(x.kind == measure and x.verdict in (MISSED, TYPE, BORDERS) for x in judged)
        assert hits == article.tally.hits[measure], measure
        assert hits + missed == article.tally.gold[measure], measure


def test_a_mention_of_another_type() -> None:
    (found,) = [x for x in wrong(lambda d: item(d, "m13").update(type="WORK")) if x.kind == "mention"]
    assert (found.verdict, found.predicted) == (TYPE, "WORK")
    assert found.gold_span == found.predicted_span


def test_a_mention_with_other_borders() -> None:
    (found,) = [x for x in wrong(lambda d: item(d, "m13").update(end=item(d, "m13")["end"] + 3)) if x.kind == "mention"]
    assert found.verdict == BORDERS
    assert found.gold == found.predicted


def test_what_is_missed_weighs_as_often_as_it_is_told() -> None:
    def forget(data: dict[str, Any]) -> None:
        data["mentions"] = [m for m in data["mentions"] if m["cluster"] != item(data, "m13")["cluster"]]

    missed = [x for x in wrong(forget) if x.kind == "mention"]
    assert {x.verdict for x in missed} == {MISSED}
    assert {x.weight for x in missed} == {len(missed)}
    assert {x.predicted for x in missed} == {NOTHING}


def test_an_invented_event() -> None:
    def invent(data: dict[str, Any]) -> None:
        data["events"].append({**item(data, "e6"), "id": "e99", "start": 0, "end": 3, "roles": [], "score": 0.7})

    (found,) = wrong(invent)
    assert (found.verdict, found.gold, found.score) == (SPURIOUS, NOTHING, 0.7)


def test_a_role_called_by_another_name_keeps_its_filler() -> None:
    def rename(data: dict[str, Any]) -> None:
        event = item(data, "e6")
        event["roles"] = [["means", x] if role == "to" else [role, x] for role, x in event["roles"]]

    found = [x for x in wrong(rename) if x.kind == "role"]
    assert (TYPE, "to", "means") in {(x.verdict, x.gold, x.predicted) for x in found}


def test_tables_count_every_mention_once(imperfect: Results) -> None:
    judged = [x for a in imperfect.articles for x in judge(a)]
    table = next(t for t in confusions(judged) if t.title == "mentions")
    assert sum(map(sum, table.counts)) == imperfect.tally.gold["mention"]
    assert sum(row[-1] for row in table.counts) == imperfect.tally.gold["mention"] - imperfect.tally.hits["mention"]


def test_labels_that_are_taken_for_one_another() -> None:
    judged = list(judge(scored("dam", lambda d: item(d, "m13").update(type="WORK"))))
    assert [row[2] for row in mixed_up(judged) if row[0] == "mention"] == ["WORK"]
    assert mixed_up(judge(scored("dam"))) == []


def test_scores_that_are_probabilities_have_no_error() -> None:
    found = curve([(0.75, True)] * 3 + [(0.75, False)] + [(0.25, False)] * 3 + [(0.25, True)])
    assert found.error == pytest.approx(0)
    assert found.brier == pytest.approx(0.1875)
    assert [(b.items, b.right) for b in found.bins] == [(4, 0.25), (4, 0.75)]


def test_scores_that_boast_have_an_error() -> None:
    assert curve([(0.9, False)] * 5 + [(0.9, True)] * 5).error == pytest.approx(0.4)
    assert curve([]).error == 0


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=60))
def test_bins_hold_every_item_and_errors_are_parts_of_one(pairs: list[tuple[float, bool]]) -> None:
    found = curve(pairs)
    assert sum(b.items for b in found.bins) == len(pairs)
    assert 0 <= found.error <= 1
    assert 0 <= found.brier <= 1
    assert all(b.low - 1e-9 <= b.score <= b.high + 1e-9 for b in found.bins)


def test_only_what_was_predicted_is_calibrated(imperfect: Results) -> None:
    curves = calibration(x for a in imperfect.articles for x in judge(a))
    assert curves["mention"].items == imperfect.tally.predicted["mention"]
