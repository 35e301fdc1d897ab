"""Articles → stories → quads → files, all in memory. One bad article never stops a run; the same articles give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox

from kg.errors import KhabarError
from kg.extract import extract
from kg.model import Article, Problem, Story
from kg.pipeline import Pipeline
from kg.rdf import story_quads
from kg.resolve import resolve
from kg.text.morph import Morphology

Progress = Callable[[int, int, str], None]
"""(articles done, articles in all, name of the one just done)."""


@dataclass(frozen=True, slots=True)
class Made:
    """One article's quads, or the problem that stopped it."""

    article: Article
    quads: tuple[ox.Quad, ...] = ()
    story: Story | None = None
    problem: Problem | None = None


def make(
    articles: Sequence[Article],
    pipeline: Pipeline,
    base_iri: str,
    morph: Morphology | None,
    progress: Progress | None = None,
) -> Iterator[Made]:
    """Each article in turn. An error of any kind becomes a Problem that names the article."""
    for number, article in enumerate(articles, 1):
        yield _one(article, pipeline, base_iri, morph)
        if progress:
            progress(number, len(articles), article.path or article.id)


def _one(article: Article, pipeline: Pipeline, base_iri: str, morph: Morphology | None) -> Made:
    try:
        story, quads = article_quads(article, pipeline, base_iri, morph)
        return Made(article, tuple(quads), story)
    except Exception as error:  # whatever it is, the other articles go on and this one is named
        return Made(article, problem=problem_of(article.path or article.id, error))


def article_quads(
    article: Article, pipeline: Pipeline, base_iri: str, morph: Morphology | None
) -> tuple[Story, list[ox.Quad]]:
    """What one article tells: its story and its named graph. Errors pass through."""
    story = resolve(extract(article, pipeline), morph)
    return story, story_quads(story, base_iri)


def problem_of(where: str, error: Exception) -> Problem:
    """An error as the problem of the article it came from; KG299 for one that nobody foresaw."""
    if isinstance(error, KhabarError):
        return Problem(where, error.code, error.message, error.advice)
    advice = "report it with the article; the other articles are not touched"
    return Problem(where, "KG299", f"{type(error).__name__}: {error}", advice)


def validate(made: Iterable[Made]) -> tuple[Problem, ...]:
    """Violations of the shapes, article by article, each with the words that offend."""
    from kg.rdf.shapes import validate as check

    found = []
    for item in made:
        if item.quads:
            report = check(item.quads)
            where = item.article.path or item.article.id
            found += [Problem(where, "KG406", v.message, v.words) for v in report.violations]
    return tuple(found)


def by_graph(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """The quads of each named graph, in the order of the names."""
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    for name in sorted(graphs):
        yield graphs[name]
