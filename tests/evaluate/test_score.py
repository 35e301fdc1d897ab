"""The scorer counts what it says it counts."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import pytest

from kg.errors import ReadError, UsageError
from kg.evaluate import evaluate, gold_files, report_text
from kg.evaluate.ann import Dates, publication_date, read_ann
from kg.evaluate.score import MEASURES, Tally, score
from tests.conftest import ARTICLES

GOLD = read_ann(ARTICLES / "dam.ann")
TEXT = (ARTICLES / "dam.txt").read_text(encoding="utf-8")


def scored(change: Any = None) -> Tally:
    predicted = copy.deepcopy(GOLD)
    if change:
        change(predicted)
    tally = Tally()
    score(GOLD, predicted, TEXT, tally)
    return tally


def item(data: dict[str, Any], name: str) -> dict[str, Any]:
    return next(x for kind in ("mentions", "events", "says") for x in data[kind] if x["id"] == name)


def test_gold_against_itself_is_perfect() -> None:
    tally = scored()
    for measure in (*MEASURES, "coref"):
        assert tally.row(measure) == (1.0, 1.0, 1.0), measure


def test_nothing_scores_nothing() -> None:
    tally = Tally()
    score(GOLD, {"mentions": [], "events": [], "relations": [], "says": []}, TEXT, tally)
    assert all(tally.row(m)[2] == 0 for m in MEASURES)


def test_particles_at_the_start_are_forgiven_other_borders_are_not() -> None:
    def wider(data: dict[str, Any], by: int) -> None:
        item(data, "m13")["end"] += by

    assert scored(lambda d: wider(d, 3)).row("mention")[2] < 1
    assert scored(lambda d: wider(d, 0)).row("mention")[2] == 1


def test_the_fine_type_counts_only_for_fine() -> None:
    tally = scored(lambda d: item(d, "m13").update(type="ORG.GOV"))
    assert tally.row("mention")[2] == 1
    assert tally.row("mention.fine")[2] < 1


def test_a_role_needs_its_event_and_any_mention_of_the_cluster() -> None:
    assert (
        scored(lambda d: item(d, "e6").update(roles=[["agent", "m7"], ["to", "m17"], ["time", "m18"]])).row("role")[2]
        == 1
    )
    assert scored(lambda d: item(d, "e6").update(type="meet")).hits["role"] == scored().hits["role"] - 3


def test_a_wrong_value_loses_the_date_only() -> None:
    tally = scored(lambda d: item(d, "m5").update(value="2018-09"))
    assert tally.hits["date"] == tally.gold["date"] - 1
    assert tally.row("mention")[2] == 1


def test_says_follow_chains_to_what_is_said() -> None:
    def direct(data: dict[str, Any]) -> None:
        item(data, "a1")["content"] = ["e1"]

    assert scored(direct).row("says")[2] == 1


def test_splitting_a_cluster_lowers_recall_of_coreference() -> None:
    precision, recall, _ = scored(lambda d: item(d, "m16").update(cluster="other")).row("coref")
    assert precision == 1
    assert recall < 1


def test_an_unreadable_annotation_names_the_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("نص قصير.", encoding="utf-8")
    (tmp_path / "a.ann").write_text('doc date=?\nS 1\nm m1 PER "غائب"\n', encoding="utf-8")
    with pytest.raises(ReadError, match=r"a\.ann:3"):
        read_ann(tmp_path / "a.ann")


def test_folders_without_articles(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="KG121"):
        gold_files([tmp_path])
    with pytest.raises(UsageError, match="KG619"):
        evaluate([ARTICLES], tmp_path / "none")


def test_missing_predictions_count_as_empty(tmp_path: Path) -> None:
    tally = evaluate([ARTICLES], tmp_path)
    assert tally.row("mention")[2] == 0
    assert tally.tally.gold["mention"] > 30
    assert "mention.name" in report_text(tally)


def test_publication_dates_are_those_allowed() -> None:
    trade = read_ann(ARTICLES / "trade.ann")
    assert publication_date(trade, Dates.GIVEN) == publication_date(trade, Dates.KNOWN) == "2021-03-14"
    assert publication_date(trade, Dates.NONE) == ""
    inferred = {"doc": {"date": "2019-02-20", "date_src": "inferred"}}
    assert publication_date(inferred, Dates.GIVEN) == ""
    assert publication_date(inferred, Dates.KNOWN) == "2019-02-20"
    assert publication_date({"doc": {"date": "?", "date_src": "unknown"}}, Dates.KNOWN) == ""
