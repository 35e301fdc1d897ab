"""A story as quads: everything that one article tells, in the named graph of that article."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Quad

from kg.model import Story
from kg.rdf.claims import Claims
from kg.rdf.iris import Iris
from kg.rdf.literals import Statement
from kg.rdf.passages import Passages
from kg.rdf.things import article_statements, entity_statements, event_statements


def story_quads(story: Story, base_iri: str) -> list[Quad]:
    """The quads of `story`, without repeats, in the order of their N-Quads lines.

    `base_iri` ends in / or #. Raises GraphError KG401 to KG403 when the story contradicts itself or the inventory.
    """
    iris = Iris(base_iri)
    graph = iris.graph(story.article.id)
    return sorted({Quad(*statement, graph) for statement in _statements(story, iris)}, key=str)


def _statements(story: Story, iris: Iris) -> Iterator[Statement]:
    nodes = iris.nodes(story)
    passages = Passages(story.article, iris)
    claims = Claims.of(story, iris, nodes, passages)
    yield from article_statements(story, iris)
    for entity in story.entities:
        node = nodes[entity.id]
        yield from entity_statements(entity, node, iris)
        for mention in entity.mentions:
            yield from passages.naming(mention, node, story.extraction)
    for happening in story.happenings:
        node = nodes[happening.id]
        yield from event_statements(happening, node)
        for event in happening.tellings:
            yield from passages.naming(event, node, story.extraction)
    for claim in story.claims:
        yield from claims.statements(claim)
