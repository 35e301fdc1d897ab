"""What each part of the pipeline brings: the same articles with it and without it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from kg.building import Progress
from kg.errors import PipelineError, UsageError
from kg.evaluate.results import Results
from kg.evaluate.running import predict_all
from kg.extract import default_pipeline
from kg.model import Document
from kg.pipeline import Component, Pipeline
from kg.settings import Settings, suggestion
from kg.text.morph import Analysis

MORPHOLOGY = "morphology"


class Nothing:
    """Stands in for a component that was left out: gives its layers, empty."""

    version = "1"
    needs: frozenset[str] = frozenset()

    def __init__(self, component: Component) -> None:
        self.name, self.gives = f"no {component.name}", component.gives

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """Empty layers."""
        return dict.fromkeys(self.gives, ())


class NoMorphology:
    """A dictionary that has no words."""

    name = "none"

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """No readings."""
        return ()


def without(pipeline: Pipeline, name: str) -> Pipeline:
    """`pipeline` less the component called `name`. Raises UsageError KG642 when there is none."""
    names = [c.name for c in pipeline.components]
    if name not in names:
        raise UsageError("KG642", f"no component {name!r} to leave out", suggestion(name, [*names, MORPHOLOGY]))
    try:
        return Pipeline([c for c in pipeline.components if c.name != name])
    except PipelineError:  # others need its layers
        return Pipeline([Nothing(c) if c.name == name else c for c in pipeline.components])


def ablate(
    gold: Sequence[Path], names: Sequence[str], values: Settings, progress: Progress | None = None
) -> tuple[Results, list[tuple[str, Results]]]:
    """Scores of the whole pipeline and of it without each of `names` (components, or "morphology"), all of them warm."""
    whole = default_pipeline(values)
    left = [default_pipeline(values, NoMorphology()) if name == MORPHOLOGY else without(whole, name) for name in names]
    predict_all(gold, pipeline=whole, progress=progress)  # loads the weights and the dictionary's words
    found = [predict_all(gold, pipeline=p, progress=progress) for p in (whole, *left)]
    return found[0], list(zip(names, found[1:], strict=True))
