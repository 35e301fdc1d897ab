"""Stretches of an article's text as Web Annotation selectors: where the words stand, and the exact words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode

from kg.errors import GraphError
from kg.model import Article, Event, Evidence, Extraction, Mention, Span
from kg.rdf.iris import Iris
from kg.rdf.literals import Statement, decimal, integer
from kg.rdf.terms import OA, RDF
from kg.rdf.vocab import KH


@dataclass(frozen=True, slots=True)
class Passages:
    """Writes the passages of one article. Equal spans give one node, whoever points at them, written once: a sentence with
    twenty claims is not copied twenty times."""

    article: Article
    iris: Iris
    written: set[tuple[NamedNode, NamedNode]] = field(default_factory=set)
    """(node, class) of the passages that are written already."""

    def mention(self, span: Span) -> NamedNode:
        """The IRI of the words at `span`."""
        return self.iris.mint("mention", self.article.id, span.start, span.end)

    def words(self, span: Span) -> Iterator[Statement]:
        """The words at `span`, as a mention."""
        yield from self._passage(self.mention(span), KH.Mention, span)

    def naming(self, item: Mention | Event, of: NamedNode, extraction: Extraction) -> Iterator[Statement]:
        """The words of `item`, what they name or tell of, and the sentence around them."""
        node = self.mention(item.span)
        yield from self.words(item.span)
        yield node, KH.mentionOf, of
        yield node, KH.confidence, decimal(item.score)
        for sentence in extraction.sentences:
            if sentence.covers(item.span):
                yield from self._inside(node, sentence)
                break

    def evidence(self, evidence: Evidence) -> tuple[NamedNode, list[Statement]]:
        """The node of the words that a claim rests on, and its statements: sentence, and which words mean what in it.

        Raises GraphError KG401 when the quote is not what the article has there.
        """
        if evidence.span.of(self.article.text) != evidence.quote:
            found = evidence.span.of(self.article.text)
            what = f"the article {self.article.id} has {found!r} at {evidence.span.start}, not {evidence.quote!r}"
            raise GraphError("KG401", what, "make the quote with span.of(article.text)")
        marks = (
            (KH.subjectWords, evidence.subject),
            (KH.objectWords, evidence.object),
            (KH.triggerWords, evidence.trigger),
        )
        spans = (evidence.span, evidence.sentence, *(mark for _, mark in marks))
        where = (f"{s.start}:{s.end}" if s else "" for s in spans)
        node = self.iris.mint("mention", self.article.id, "evidence", *where)
        found_at = list(self._passage(node, KH.Evidence, evidence.span))
        found_at.append((node, KH.confidence, decimal(evidence.score)))
        found_at.extend(self._inside(node, evidence.sentence))
        for link, mark in marks:
            if mark:
                found_at.append((node, link, self.mention(mark)))
                found_at.extend(self.words(mark))
        return node, found_at

    def _inside(self, node: NamedNode, sentence: Span) -> Iterator[Statement]:
        around = self.iris.mint("mention", self.article.id, "sentence", sentence.start, sentence.end)
        yield node, KH.inSentence, around
        yield from self._passage(around, KH.Sentence, sentence)

    def _passage(self, node: NamedNode, kind: NamedNode, span: Span) -> Iterator[Statement]:
        if (node, kind) in self.written:
            return
        self.written.add((node, kind))
        yield node, RDF.type, kind
        yield node, RDF.type, OA.TextPositionSelector
        yield node, OA.start, integer(span.start)
        yield node, OA.end, integer(span.end)
        yield node, OA.exact, Literal(span.of(self.article.text))
        yield node, KH.inArticle, self.iris.article(self.article.id)
