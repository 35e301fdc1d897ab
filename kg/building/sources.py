"""What a build may be given, as one stream of articles and problems; and everything made in memory, for a few articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain
from pathlib import Path
from typing import cast

from kg.building.memory import Made, Progress, make
from kg.building.part import Plan
from kg.building.run import Tally, Watch
from kg.extract import default_pipeline
from kg.model import Article, Problem
from kg.pipeline import Pipeline
from kg.read import Reading, Stream, stream
from kg.settings import Settings
from kg.text.morph import morphology

Source = str | Path | Sequence[str | Path] | Reading | Stream | Iterable[Article | Problem]


def items_of(source: Source, values: Settings) -> Iterable[Article | Problem]:
    """The articles and problems of `source`, lazily. Raises ReadError KG101 for a path that is not there."""
    if isinstance(source, Reading):
        return chain(source.problems, source.articles)
    if isinstance(source, (str, Path)):
        return stream(source, max_file_bytes=values.max_file_bytes)
    if isinstance(source, (list, tuple)) and source and all(isinstance(item, (str, Path)) for item in source):
        return stream(*source, max_file_bytes=values.max_file_bytes)
    return cast("Iterable[Article | Problem]", source)


def make_all(
    items: Iterable[Article | Problem], plan: Plan, pipeline: Pipeline | None, progress: Progress | None
) -> tuple[list[Made], tuple[Problem, ...], tuple[str, ...]]:
    """Everything made in memory, what went wrong, and what components have to say; the same article twice is made once."""
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for item in items:
        if isinstance(item, Problem):
            problems.append(item)
        elif item.id in articles:
            first = articles[item.id].path or item.id
            problems.append(Problem(item.path, "KG110", f"the same article as {first}", "nothing: it is read once"))
        else:
            articles[item.id] = item
    made: list[Made] = []
    notes: tuple[str, ...] = ()
    if articles:
        morph = morphology()
        ready = pipeline or default_pipeline(plan.settings, morph)
        made = list(make(tuple(articles.values()), ready, plan.settings.base_iri, morph, progress))
        notes = ready.notes()
    return made, (*problems, *(m.problem for m in made if m.problem)), notes


def told(progress: Progress | None) -> Watch | None:
    """Tells `progress` (done, expected in all, what was done last); 0 in all while that cannot be known."""
    if progress is None:
        return None

    def watch(tally: Tally) -> None:
        done = tally.made + tally.kept + tally.failed
        progress(done, max(done, round(done / tally.share)) if tally.share > 0 else 0, tally.now)

    return watch
