"""A build that is killed, however often and whenever, ends in the graph of an undisturbed one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.building.nursery import can_fork
from tests.building.kills import disturbed
from tests.building.news import articles


@pytest.mark.slow
@pytest.mark.skipif(not can_fork(), reason="this system cannot fork")
def test_the_graph_of_a_killed_build_is_that_of_an_undisturbed_one(tmp_path: Path) -> None:
    corpus = tmp_path / "news.jsonl"
    lines = [json.dumps({"text": a.text, "source": a.source}, ensure_ascii=False) for a in articles(20)]
    corpus.write_text("\n".join(lines), encoding="utf-8")
    found = disturbed(corpus, tmp_path, kills=2, real=False)
    assert found["kills"] == 2
    assert found["same"]
