"""Components fit together before anything runs."""

from __future__ import annotations

from typing import Any

import pytest

from kg.errors import PipelineError
from kg.extract import document
from kg.model import Article, Document, Problem
from kg.pipeline import Pipeline


class Part:
    """A component that gives what it is told to."""

    version = "1"

    def __init__(
        self, name: str, needs: set[str], gives: set[str], found: dict[str, tuple[Any, ...]] | Exception
    ) -> None:
        self.name, self.needs, self.gives, self._found = name, frozenset(needs), frozenset(gives), found

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        if isinstance(self._found, Exception):
            raise self._found
        return self._found


DOC = document(Article("x" * 16, "نص قصير"))


def test_what_is_missing_is_named_with_who_gives_it() -> None:
    late = Part("late", set(), {"names"}, {"names": ()})
    with pytest.raises(PipelineError, match=r"KG201.*names") as caught:
        Pipeline([Part("early", {"names"}, set(), {}), late])
    assert caught.value.advice == "put late before it"


def test_layers_are_added_and_nothing_is_changed() -> None:
    done = Pipeline([Part("a", {"words"}, {"names"}, {"names": (1,)})]).run(DOC)
    assert done.layers["names"] == (1,)
    assert "names" not in DOC.layers


def test_a_failing_component_is_named() -> None:
    with pytest.raises(PipelineError, match=r"KG202 a failed on .*boom"):
        Pipeline([Part("a", set(), set(), ValueError("boom"))]).run(DOC)


def test_a_component_that_breaks_its_word_is_caught() -> None:
    with pytest.raises(PipelineError, match="KG203"):
        Pipeline([Part("a", set(), {"x"}, {})]).run(DOC)


def test_one_failure_does_not_stop_the_others() -> None:
    results = list(Pipeline([Part("a", set(), set(), ValueError("boom"))]).run_all([DOC, DOC]))
    assert [type(r) for r in results] == [Problem, Problem]
    assert list(Pipeline([]).run_all([DOC])) == [DOC]
