"""The article, its entities and its events: what they are called, what kind they are, and where they are named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.model import Entity, Happening, Story
from kg.rdf.iris import Iris
from kg.rdf.literals import ROMANISED, Statement, amount, arabic, prefix_date
from kg.rdf.terms import DCTERMS, RDF, RDFS, SKOS, XSD
from kg.rdf.times import time_statements
from kg.rdf.vocab import EVENT_CLASS, KH, MENTION_CLASS
from kg.text.latin import romanise

VALUES = ("DATE", "NUM", "MON")
"""Types whose words are a value, not a name: they get no Latin spelling."""

_AMOUNT = re.compile(r"(?P<number>[+-]?\d+(\.\d+)?)(?P<currency>[A-Z]{3})?(~(?P<modifier>[a-z]+))?", re.ASCII)


def article_statements(story: Story, iris: Iris) -> Iterator[Statement]:
    """Title, outlet, address, text and date of the article, and what that date rests on."""
    article, extraction = story.article, story.extraction
    node = iris.article(article.id)
    yield node, RDF.type, KH.Article
    yield node, KH.inGraph, iris.graph(article.id)
    yield node, KH.text, Literal(article.text)
    yield node, DCTERMS.language, Literal(article.lang)
    if article.title:
        yield node, DCTERMS.title, arabic(article.title)
    if article.source:
        yield node, KH.outlet, Literal(article.source)
    if article.url:
        yield node, KH.address, Literal(article.url, datatype=XSD.anyURI)
    given = prefix_date(article.published)
    issued = given or prefix_date(extraction.published)
    if issued:
        yield node, DCTERMS.issued, issued
    yield node, KH.issuedBasis, Literal("given" if given else extraction.published_source if issued else "unknown")
    if issued and not given and extraction.published_why:
        yield node, KH.why, Literal(extraction.published_why, language="en")


def entity_statements(entity: Entity, node: NamedNode, iris: Iris) -> Iterator[Statement]:
    """Class, names and value of `entity`. Raises GraphError KG402 for a type that is not in the inventory."""
    if entity.type not in MENTION_CLASS:
        raise GraphError("KG402", f"no class for entities of type {entity.type!r}", "add it to ontology/khabar.ttl")
    yield node, RDF.type, MENTION_CLASS[entity.type]
    yield node, RDFS.label, arabic(entity.label)
    for alias in entity.aliases:
        if alias != entity.label:
            yield node, SKOS.altLabel, arabic(alias)
    if entity.type not in VALUES and (latin := romanise(entity.label)):
        yield node, KH.romanisedLabel, Literal(latin, language=ROMANISED)
    if entity.type == "DATE":
        yield from time_statements(entity, node, iris)
    elif entity.value:
        yield from _amount(entity.value, node)


def event_statements(happening: Happening, node: NamedNode) -> Iterator[Statement]:
    """The kind of event that is told of, and its label. That it is one of that kind is a claim (kg.rdf.claims)."""
    yield node, RDF.type, KH.Event
    yield node, KH.eventKind, event_class(happening.type)
    yield node, RDFS.label, arabic(happening.label)


def event_class(kind: str) -> NamedNode:
    """The class for an event type of the inventory. Raises GraphError KG402 for others."""
    if kind not in EVENT_CLASS:
        raise GraphError("KG402", f"no class for events of type {kind!r}", "add it to ontology/khabar.ttl")
    return EVENT_CLASS[kind]


def _amount(value: str, node: NamedNode) -> Iterator[Statement]:
    """The value as it is, and its number, currency and modifier when it has that form ('20~approx', '1000000USD')."""
    yield node, KH.value, Literal(value)
    if parts := _AMOUNT.fullmatch(value):
        yield node, KH.number, amount(parts["number"])
        if parts["currency"]:
            yield node, KH.currency, Literal(parts["currency"])
        if parts["modifier"]:
            yield node, KH.modifier, Literal(parts["modifier"])
