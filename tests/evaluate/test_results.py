"""Totals, types, intervals, and what a part brings."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import difference, report_text, write_report
from kg.evaluate.ann import read_ann
from kg.evaluate.results import Results
from kg.evaluate.tables import ablation_text
from tests.conftest import ARTICLES, NAMES
from tests.evaluate.conftest import drop, item, scored


def test_totals_are_the_sum_of_the_articles(imperfect: Results) -> None:
    gold = [read_ann(ARTICLES / f"{name}.ann") for name in NAMES]
    assert imperfect.tally.gold["mention"] == sum(len(g["mentions"]) for g in gold)
    assert imperfect.tally.hits["mention"] == sum(len(a.predicted["mentions"]) for a in imperfect.articles)


def test_types_add_up_to_the_whole(imperfect: Results) -> None:
    types = imperfect.types()
    for kind in ("event", "role", "relation"):
        for counter in (imperfect.tally.hits, imperfect.tally.gold, imperfect.tally.predicted):
            assert sum(counter[m] for m in types if m.startswith(f"{kind}/")) == counter[kind]


def test_types_count_what_the_annotation_holds(perfect: Results) -> None:
    gold = [read_ann(ARTICLES / f"{name}.ann") for name in NAMES]
    events = Counter(e["type"] for g in gold for e in g["events"])
    assert {m.split("/")[1]: perfect.tally.gold[m] for m in perfect.types() if m.startswith("event/")} == events
    assert all(perfect.row(m) == (1, 1, 1) for m in perfect.types())


def test_an_event_of_the_wrong_type_costs_both_types() -> None:
    results = Results((scored("dam", lambda d: item(d, "e6").update(type="meet")),))
    was = next(e["type"] for e in results.articles[0].gold["events"] if e["id"] == "e6")
    assert results.row(f"event/{was}")[1] < 1
    assert results.row("event/meet")[0] < 1


def test_intervals_hold_the_score_and_are_the_same_every_time(imperfect: Results) -> None:
    for measure in imperfect.measures():
        low, high = imperfect.interval(measure)
        assert low <= imperfect.row(measure)[2] + 1e-9
        assert imperfect.row(measure)[2] <= high + 1e-9
    again = Results(imperfect.articles)
    assert again.interval("mention") == imperfect.interval("mention")
    assert imperfect.interval("mention")[0] < imperfect.interval("mention")[1]


def test_one_article_gives_no_width_and_none_gives_nothing() -> None:
    assert len(set(Results((scored("dam", drop("events", 3)),)).interval("event"))) == 1
    assert Results(()).interval("event") == (0.0, 0.0)


def test_intervals_narrow_with_more_articles(imperfect: Results) -> None:
    def width(results: Results) -> float:
        low, high = results.interval("role")
        return high - low

    mixed = [scored(name, drop("events", 2 + i % 3)) for i, name in enumerate(NAMES)]
    assert width(Results(tuple(mixed * 8))) < width(Results(tuple(mixed)))


def test_the_gain_of_a_part_is_that_of_the_same_draws(perfect: Results, imperfect: Results) -> None:
    gain, low, high = difference(imperfect, perfect, "mention")
    assert gain == pytest.approx(1 - imperfect.row("mention")[2])
    assert 0 < low <= gain <= high
    assert difference(perfect, perfect, "mention") == (0, 0, 0)
    with pytest.raises(ValueError, match="same articles"):
        difference(perfect, Results(perfect.articles[:1]), "mention")


def test_the_table_of_ablations_names_what_changed(perfect: Results, imperfect: Results) -> None:
    text = ablation_text(perfect, [("names", imperfect)])
    assert "names          mention" in text
    assert "date " in text
    assert " event " not in ablation_text(perfect, [("nothing", perfect)])


def test_the_report_names_intervals_types_and_calibration(imperfect: Results, tmp_path: Path) -> None:
    assert "95 %" in report_text(imperfect)
    assert "event/" not in report_text(imperfect)
    assert "event/" in report_text(imperfect, types=True)
    write_report(tmp_path / "new" / "scores.json", imperfect)
    data: dict[str, Any] = json.loads((tmp_path / "new" / "scores.json").read_text(encoding="utf-8"))
    assert data["mention"]["low"] <= data["mention"]["f1"] <= data["mention"]["high"]
    assert data["calibration"]["mention"]["items"] == imperfect.tally.predicted["mention"]
