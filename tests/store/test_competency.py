"""The competency questions: every named query, with the answer that a reader of the articles would give."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.api import Graph
from kg.store import Table, named_queries
from tests.conftest import store_of

QUESTIONS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "competency.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph() -> Graph:
    return Graph(store_of())


def shown(table: Table, columns: str) -> list[str]:
    """Rows as the file has them."""
    wanted = [table.columns.index(name) for name in columns.split()]
    return [" | ".join(row[i] for i in wanted) for row in table.texts()]


def test_there_are_at_least_forty_each_with_an_answer() -> None:
    assert sum(bool(q.get("rows") or q.get("first")) for q in QUESTIONS) >= 40


def test_every_query_is_a_question_and_asks_in_three_languages() -> None:
    assert {q["query"] for q in QUESTIONS} == set(named_queries())
    for query in named_queries().values():
        assert set(query.titles) == {"ar", "en", "fr"}, query.name


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: str(q["query"]))
def test_answer(graph: Graph, question: dict[str, Any]) -> None:
    found = shown(graph.query(question["query"], **question.get("given", {})), question["columns"])
    if "first" in question:
        assert len(found) == question["count"]
        assert found[: len(question["first"])] == question["first"]
    else:
        assert found == question["rows"]
