"""A small article of our own and its story, made by hand: nested speakers, denied and alleged claims, hostile text."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import Quad, QuerySolutions, Store

from kg.model import (
    Article,
    Claim,
    Entity,
    Event,
    Evidence,
    Extraction,
    Happening,
    Maker,
    Mention,
    PrefixDate,
    Span,
    Story,
    Time,
)  # fmt: skip
from kg.rdf import story_quads
from kg.rdf.prefixes import prefixes

BASE = "https://w3id.org/khabar/"
ARTICLE = "00c0ffee00c0ffee"
MAKER = Maker("hand", "1.0")


def _rows(name: str) -> list[list[str]]:
    return [line.split("|") for line in Path(__file__).with_name(name).read_text("utf-8").splitlines() if line]


# id, type, words, other labels, value
ENTITIES = _rows("harbour.psv")
EVENTS = [("strike", "strike"), ("arrest", "arrest"), ("fund", "fund")]
TRIGGERS: dict[str, str] = dict(_rows("triggers.psv"))
# subject, predicate, object, factuality, speakers nearest first, qualifiers
CLAIMS = [
    ("strike", "type", "strike", "asserted", ("spokesman", "paper"), ()),
    ("strike", "agent", "workers", "asserted", ("spokesman", "paper"), ()),
    ("strike", "place", "harbour", "asserted", ("spokesman", "paper"), ()),
    ("strike", "time", "march", "asserted", ("spokesman", "paper"), ()),
    ("spokesman", "member", "union", "asserted", (), ()),
    ("minister", "role", "post", "asserted", (), ()),
    ("nader", "role", "chair", "asserted", (), ()),
    ("chair", "of", "union", "asserted", (), ()),
    ("arrest", "type", "arrest", "denied", ("minister",), ("denied",)),
    ("arrest", "patient", "nader", "denied", ("minister",), ("denied",)),
    ("fund", "type", "fund", "alleged", ("",), ("alleged",)),
    ("fund", "agent", "company", "alleged", ("",), ("alleged",)),
    ("fund", "amount", "sum", "alleged", ("",), ("alleged",)),
]


def tell(text: str, title: str = "", labels: dict[str, str] | None = None) -> Story:
    """The story of `text`, which holds the words of ENTITIES and TRIGGERS; `labels` replaces labels by id."""
    article = Article(ARTICLE, text, title=title, source="hand", published=PrefixDate("2021-04-02"))
    sentences = _sentences(text)
    found = {e[0]: _mention(text, *e[:3], sentences) for e in ENTITIES}
    events = {name: _event(text, name, kind, sentences) for name, kind in EVENTS}
    entities = tuple(_entity(row, found[row[0]], labels or {}) for row in ENTITIES)
    happenings = tuple(Happening(e.id, e.type, e.text, article.id, (e,)) for e in events.values())
    spans = {name: m.span for name, m in found.items()} | {name: e.span for name, e in events.items()}
    claims = tuple(_claim(text, n, row, spans, sentences) for n, row in enumerate(CLAIMS))
    extraction = Extraction(article, sentences, tuple(found.values()), tuple(events.values()))
    return Story(article, extraction, entities, happenings, claims)


def _sentences(text: str) -> tuple[Span, ...]:
    """Cut after a full stop and a space, as simply as that."""
    starts = [0, *(i + 2 for i in range(len(text)) if text.startswith(". ", i))]
    return tuple(Span(a, b) for a, b in zip(starts, [*(s - 1 for s in starts[1:]), len(text)], strict=True))


def _span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


def _at(sentences: tuple[Span, ...], span: Span) -> int:
    return next(i for i, s in enumerate(sentences) if s.covers(span))


def _mention(text: str, name: str, kind: str, words: str, sentences: tuple[Span, ...]) -> Mention:
    span = _span(text, words)
    return Mention(name, span, kind, words, _at(sentences, span), maker=MAKER)


def _event(text: str, name: str, kind: str, sentences: tuple[Span, ...]) -> Event:
    span = _span(text, TRIGGERS[name])
    return Event(name, span, kind, TRIGGERS[name], _at(sentences, span), maker=MAKER)


def _entity(row: list[str], mention: Mention, labels: dict[str, str]) -> Entity:
    name, kind, words, others, value = row
    aliases = tuple(other for other in others.split("+") if other)
    time = Time(mention.span, mention.text, value, "2021-03", "2021-03-11", "2021-03-20", "written out")
    label = labels.get(name, words)
    return Entity(name, kind, label, ARTICLE, aliases, (mention,), value or None, time if kind == "DATE" else None)


def _claim(text: str, number: int, row: tuple[Any, ...], spans: dict[str, Span], sentences: tuple[Span, ...]) -> Claim:
    subject, predicate, target, factuality, speakers, qualifiers = row
    at, to = spans[subject], spans.get(target)
    around = Span(min(at.start, to.start), max(at.end, to.end)) if to else at
    sentence = sentences[_at(sentences, at)]
    evidence = (Evidence(ARTICLE, around, around.of(text), sentence, at, to, at, MAKER, 0.75),)
    name = f"claim{number}"
    return Claim(name, ARTICLE, subject, predicate, target, factuality, evidence, speakers, qualifiers, 0.75)


@pytest.fixture(scope="session")
def text() -> str:
    return Path(__file__).with_name("harbour.txt").read_text("utf-8").strip()


@pytest.fixture(scope="session")
def story(text: str) -> Story:
    return tell(text, title='<script>alert("}")</script>')


@pytest.fixture(scope="session")
def quads(story: Story) -> list[Quad]:
    return story_quads(story, BASE)


@pytest.fixture(scope="session")
def retell(text: str) -> Callable[..., Story]:
    """`retell(title=…, labels=…)`: the same story under other names."""
    return lambda **given: tell(text, **given)


def _ask(quads: Iterable[Quad], pattern: str, *names: str) -> set[tuple[str, ...]]:
    store = Store()
    store.extend(quads)
    heads = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes(BASE).items())
    found = store.query(f"{heads} SELECT * WHERE {{ {pattern} }}", use_default_graph_as_union=True)
    assert isinstance(found, QuerySolutions)
    return {tuple(getattr(row[name], "value", "") for name in names) for row in found}


@pytest.fixture(scope="session")
def ask() -> Callable[..., set[tuple[str, ...]]]:
    """`ask(quads, pattern, "a", "b")`: the values of ?a and ?b for each solution, as strings; '' where unbound."""
    return _ask
