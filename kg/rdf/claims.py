"""Claims: what is told, who says it, how sure, in which words, and which program read it so."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.model import Article, Claim, Maker, Story
from kg.rdf.iris import Iris
from kg.rdf.literals import Statement, decimal
from kg.rdf.passages import Passages
from kg.rdf.terms import PROV, RDF, RDFS
from kg.rdf.things import event_class
from kg.rdf.vocab import FACTUALITY, KH, RELATION_PROPERTY, ROLE_PROPERTY

KIND = "type"
"""The predicate of a claim that tells of an event and nothing more; its object is the event type."""


def is_plain(claim: Claim) -> bool:
    """Whether the claim is told as plain fact: asserted, and nothing in the words or the saying hedges it."""
    return claim.factuality == "asserted" and not set(claim.qualifiers) - {"asserted"}


@dataclass(frozen=True, slots=True)
class Claims:
    """Writes the claims of one story.

    `nodes` gives the IRI of each entity and happening by its id; `happenings` are the ids of the latter.
    """

    article: Article
    iris: Iris
    nodes: Mapping[str, NamedNode]
    happenings: frozenset[str]
    passages: Passages

    @classmethod
    def of(cls, story: Story, iris: Iris, nodes: Mapping[str, NamedNode], passages: Passages) -> Claims:
        """The writer for `story`."""
        return cls(story.article, iris, nodes, frozenset(h.id for h in story.happenings), passages)

    def statements(self, claim: Claim) -> Iterator[Statement]:
        """Everything about one claim, and the plain statement when the article tells it as fact.

        Raises GraphError KG403 when the claim names something that the story does not have.
        """
        node = self.iris.claim(claim.id)
        fact = self._fact(claim)
        if is_plain(claim):
            yield fact
        yield node, RDF.type, KH.Claim
        yield from zip((node,) * 3, (RDF.subject, RDF.predicate, RDF.object), fact, strict=True)
        yield node, KH.factuality, self._degree(claim.factuality)
        for qualifier in claim.qualifiers:
            yield node, KH.qualifier, self._degree(qualifier)
        yield node, KH.confidence, decimal(claim.confidence)
        yield from self._sayings(node, claim.speakers)
        yield from self._grounds(node, claim)

    def _fact(self, claim: Claim) -> tuple[NamedNode, NamedNode, NamedNode]:
        subject = self._node(claim.subject)
        if claim.predicate == KIND:
            return subject, RDF.type, event_class(claim.object)
        # «part» is a role of events and a relation of things; the subject tells which.
        table = ROLE_PROPERTY if claim.subject in self.happenings else RELATION_PROPERTY
        if claim.predicate not in table:
            raise GraphError("KG402", f"no property for {claim.predicate!r}", f"one of {', '.join(table)}")
        return subject, table[claim.predicate], self._node(claim.object)

    def _sayings(self, told: NamedNode, speakers: Sequence[str]) -> Iterator[Statement]:
        """A saying for each speaker, nearest first, each claimed by the next: the paper says that an official says."""
        for depth, speaker in enumerate(speakers):
            saying = self.iris.mint("saying", self.article.id, *speakers[depth:])
            yield told, KH.claimedBy, saying
            yield saying, RDF.type, KH.Saying if speaker else KH.UnnamedSaying
            if speaker:
                yield saying, KH.speaker, self._node(speaker)
            told = saying

    def _grounds(self, node: NamedNode, claim: Claim) -> Iterator[Statement]:
        """The words, the article and the makers."""
        for evidence in claim.evidence:
            words, statements = self.passages.evidence(evidence)
            yield node, KH.evidence, words
            yield from statements
        yield node, PROV.wasDerivedFrom, self.iris.article(claim.article)
        makers = sorted({e.maker for e in claim.evidence if e.maker.name}, key=lambda m: (m.name, m.version))
        if makers:
            yield from self._making(node, makers)

    def _making(self, node: NamedNode, makers: Sequence[Maker]) -> Iterator[Statement]:
        article = self.iris.article(self.article.id)
        run = self.iris.mint("run", self.article.id, *(part for m in makers for part in (m.name, m.version)))
        yield node, PROV.wasGeneratedBy, run
        yield run, RDF.type, PROV.Activity
        yield run, PROV.used, article
        for maker in makers:
            program = self.iris.mint("maker", maker.name, maker.version)
            yield run, PROV.wasAssociatedWith, program
            yield program, RDF.type, PROV.SoftwareAgent
            yield program, RDFS.label, Literal(maker.name)
            yield program, KH.version, Literal(maker.version)

    def _node(self, name: str) -> NamedNode:
        if name not in self.nodes:
            where = self.article.path or self.article.id
            raise GraphError("KG403", f"a claim of {where} is about {name!r}, which the story does not have")
        return self.nodes[name]

    def _degree(self, name: str) -> NamedNode:
        if name not in FACTUALITY:
            raise GraphError("KG402", f"no degree of factuality {name!r}", f"one of {', '.join(FACTUALITY)}")
        return FACTUALITY[name]
