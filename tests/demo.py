"""The ten demo articles of seeds/, annotated by hand, as a graph: no model is needed."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from functools import cache
from pathlib import Path

from kg.api import Graph
from kg.evaluate.ann import read_ann
from kg.extract.serial import from_json
from kg.identity import settle
from kg.model import Span, Story
from kg.rdf import story_quads
from kg.read import read
from kg.resolve import resolve
from kg.settings import settings
from kg.store import OxigraphStore
from kg.temporal import resolve_times

SEEDS = Path(__file__).parent.parent / "seeds"
ANNOTATED = Path(__file__).parent / "resolve" / "across" / "demo"


@cache
def demo_stories() -> tuple[Story, ...]:
    """The stories of the annotated articles."""
    stories = []
    with tempfile.TemporaryDirectory() as folder:
        for article in read(SEEDS).articles:
            annotation = ANNOTATED / f"{Path(article.path).stem}.ann"
            if not annotation.is_file():
                continue
            (Path(folder) / f"{annotation.stem}.txt").write_text(article.text, encoding="utf-8")
            found = from_json(read_ann(Path(shutil.copy(annotation, folder))), article)
            dates = [Span(m.span.start, m.span.end) for m in found.mentions if m.type == "DATE"]
            times = resolve_times(article.text, dates, article.published).times
            stories.append(resolve(replace(found, times=times, published=article.published, published_source="given")))
    return tuple(stories)


def demo_graph(folder: Path | None = None) -> Graph:
    """The graph of the stories with identity settled; with `folder`, its log is kept there."""
    store, values = OxigraphStore(), settings()
    for story in demo_stories():
        store.add(story_quads(story, values.base_iri))
    settle(store, values.base_iri, folder)
    return Graph(store, values)
