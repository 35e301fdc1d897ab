"""Articles → stories → quads → files. One bad article never stops a run; the same articles give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError, KhabarError
from kg.extract import extract
from kg.model import Article, Problem, Story
from kg.pipeline import Pipeline
from kg.rdf import story_quads, trig, turtle
from kg.resolve import resolve
from kg.store import DiskStore
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
    where = article.path or article.id
    try:
        story = resolve(extract(article, pipeline), morph)
        return Made(article, tuple(story_quads(story, base_iri)), story)
    except KhabarError as error:
        return Made(article, problem=Problem(where, error.code, error.message, error.advice))
    except Exception as error:  # whatever it is, the other articles go on and this one is named
        advice = "report it with the article; the other articles are not touched"
        return Made(article, problem=Problem(where, "KG299", f"{type(error).__name__}: {error}", advice))


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


def write(folder: Path, quads: Sequence[ox.Quad], base_iri: str) -> None:
    """graph.trig and graph.ttl, each whole or not at all. Raises GraphError KG414 when the folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, pieces in (("graph.trig", trig(quads, base_iri)), ("graph.ttl", turtle(quads, base_iri))):
            part = folder / f"{name}.part"
            with part.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(pieces)
            part.replace(folder / name)
    except OSError as error:
        raise GraphError(
            "KG414", f"cannot write to {folder}: {error.strerror or error}", "give another folder with -o"
        ) from error


def fill(store: DiskStore, made: Iterable[Made], across: Iterable[ox.Quad] = ()) -> None:
    """Makes `store` hold these articles' graphs, those of identity across them, and no others; closes it."""
    with store:
        left = set(store.graphs())
        for quads in by_graph(across):
            name = str(quads[0].graph_name)[1:-1]
            store.replace_graph(name, quads)
            left.discard(name)
        for item in made:
            for quads in by_graph(item.quads):
                name = str(quads[0].graph_name)[1:-1]
                store.replace_graph(name, quads)
                left.discard(name)
        for name in sorted(left):
            store.remove_graph(name)


def by_graph(quads: Iterable[ox.Quad]) -> Iterator[list[ox.Quad]]:
    """The quads of each named graph, in the order of the names."""
    graphs: dict[str, list[ox.Quad]] = {}
    for quad in quads:
        graphs.setdefault(str(quad.graph_name), []).append(quad)
    for name in sorted(graphs):
        yield graphs[name]
