"""Articles of our own, annotated by hand, as extractions, stories and graphs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from kg.evaluate.ann import read_ann
from kg.extract.serial import from_json
from kg.model import Article, Extraction, Span, Story
from kg.rdf import story_quads
from kg.resolve import resolve
from kg.settings import settings
from kg.store import OxigraphStore
from kg.temporal import resolve_times

ARTICLES = Path(__file__).parent / "articles"
NAMES = tuple(sorted(p.stem for p in ARTICLES.glob("*.ann")))

# The same examples on every machine, however slow it is.
hypothesis_settings.register_profile("khabar", derandomize=True, deadline=None)
hypothesis_settings.load_profile("khabar")


@cache
def extraction_of(name: str) -> Extraction:
    """A hand-annotated article of tests/articles, its dates resolved."""
    path = ARTICLES / f"{name}.ann"
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("title: ") if text.startswith("title: ") else ""
    article = Article(f"{name}00000000", text, title=title, source="", path=f"{name}.txt")
    found = from_json(read_ann(path), article)
    dates = [m for m in found.mentions if m.type == "DATE"]
    calendar = resolve_times(text, [Span(m.span.start, m.span.end) for m in dates])
    return replace(
        found, times=calendar.times, published=calendar.published, published_source=calendar.published_source
    )


@cache
def story_of(name: str) -> Story:
    """Its story, without morphology."""
    return resolve(extraction_of(name))


def store_of(*names: str) -> OxigraphStore:
    """A store with the graphs of articles."""
    store = OxigraphStore()
    for name in names or NAMES:
        store.add(story_quads(story_of(name), settings().base_iri))
    return store


@pytest.fixture
def article_store() -> Callable[..., OxigraphStore]:
    """Names of articles → a store with their graphs."""
    return store_of


@pytest.fixture
def article_story() -> Callable[[str], Story]:
    """The name of an article → its story."""
    return story_of


@pytest.fixture
def article_extraction() -> Callable[[str], Extraction]:
    """The name of an article → its extraction."""
    return extraction_of
