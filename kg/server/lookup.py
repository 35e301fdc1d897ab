"""What is known of one IRI, by the store's indexes: bounded however large the graph is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice, pairwise

import pyoxigraph as ox

from kg.rdf.terms import DCTERMS, OA, PROV, RDF, RDFS, SKOS
from kg.rdf.vocab import KH, NAMESPACE
from kg.store import OxigraphStore

MOST = 200
"""Values of a property, claims and inverse links that a page shows."""
COUNTED = 5_000
"""Inverse links are counted up to this many."""
DEEPEST_CHAIN = 8


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a sentence and what it is there: '' or some of 'subject', 'object', 'trigger'."""

    text: str
    roles: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words in their sentence. `start` and `end` are offsets in the article, as code points."""

    quote: str
    start: int
    end: int
    article: str
    pieces: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, ready to show: IRIs, the chain of speakers (nearest first, '' is unnamed) and the words."""

    iri: str
    subject: str
    predicate: str
    object: str
    factuality: str
    qualifiers: tuple[str, ...]
    confidence: str
    speakers: tuple[str, ...]
    passages: tuple[Passage, ...]
    article: str


class Lookup:
    """Questions about single nodes of `store`. `about` gives what is known of an IRI, '' and () where nothing is."""

    def __init__(self, store: OxigraphStore) -> None:
        self._store = store

    def exists(self, iri: str) -> bool:
        """Whether some statement is about `iri` or points to it."""
        node = ox.NamedNode(iri)
        return any(True for _ in self._store.match(node, None, None)) or any(
            True for _ in self._store.match(None, None, node)
        )

    def triples(self, iri: str, most: int) -> list[ox.Triple]:
        """The statements about `iri`, then those that point to it, at most `most`, without repeats."""
        node = ox.NamedNode(iri)
        found = dict.fromkeys(
            q.triple
            for q in islice((*self._store.match(node, None, None), *islice(self._store.match(None, None, node), most)), most)
        )
        return sorted(found, key=str)

    def values(self, iri: str, predicate: ox.NamedNode) -> list[str]:
        """The values of one property, sorted, at most MOST."""
        found = {_text(q.object) for q in islice(self._store.match(ox.NamedNode(iri), predicate, None), COUNTED)}
        return sorted(found)[:MOST]

    def value(self, iri: str, predicate: ox.NamedNode) -> str:
        """The first value of one property."""
        return next(iter(self.values(iri, predicate)), "")

    def properties(self, iri: str) -> dict[str, list[ox.Literal | ox.NamedNode | ox.BlankNode | ox.Triple]]:
        """{property: its values} of `iri`, both in order."""
        found: dict[str, set[ox.Literal | ox.NamedNode | ox.BlankNode | ox.Triple]] = {}
        for quad in islice(self._store.match(ox.NamedNode(iri), None, None), COUNTED):
            found.setdefault(quad.predicate.value, set()).add(quad.object)
        return {p: sorted(values, key=str)[:MOST] for p, values in sorted(found.items())}

    def incoming(self, iri: str) -> dict[str, tuple[int, list[str]]]:
        """{property: (how many point to `iri` with it, the first of them)}; counting stops at COUNTED."""
        found: dict[str, set[str]] = {}
        for quad in islice(self._store.match(None, None, ox.NamedNode(iri)), COUNTED):
            found.setdefault(quad.predicate.value, set()).add(_text(quad.subject))
        return {p: (len(nodes), sorted(nodes)[:MOST]) for p, nodes in sorted(found.items())}

    def label(self, iri: str, language: str = "") -> str:
        """What people call it, in `language` where it has such a name: a name, a title, its words, or nothing."""
        for predicate in (RDFS.label, DCTERMS.title, OA.exact):
            found = [q.object for q in islice(self._store.match(ox.NamedNode(iri), predicate, None), COUNTED)]
            if found:
                return _text(min(found, key=lambda term: (getattr(term, "language", None) != language, _text(term))))
        return ""

    def kind(self, iri: str) -> str:
        """Its most telling class: the kind of an event, else a class of ours."""
        kinds = self.values(iri, KH.eventKind) or [c for c in self.values(iri, RDF.type) if c.startswith(NAMESPACE)]
        return next((k for k in kinds if k not in (KH.Event.value, KH.Passage.value)), next(iter(kinds), ""))

    def aliases(self, iri: str) -> list[str]:
        """Other names as written."""
        return self.values(iri, SKOS.altLabel)

    def claims(self, iri: str) -> tuple[int, list[Told]]:
        """(how many claims are about `iri`, the first of them in the order of the articles' words)."""
        node = ox.NamedNode(iri)
        found = {
            _text(q.subject)
            for predicate in (RDF.subject, RDF.object)
            for q in islice(self._store.match(None, predicate, node), COUNTED)
        }
        told = [self.claim(c) for c in sorted(found)[: 2 * MOST]]
        told.sort(key=lambda t: (t.article, t.passages[0].start if t.passages else 0, t.iri))
        return len(found), told[:MOST]

    def claim(self, iri: str) -> Told:
        """One claim."""
        return Told(
            iri,
            self.value(iri, RDF.subject),
            self.value(iri, RDF.predicate),
            self.value(iri, RDF.object),
            self.value(iri, KH.factuality),
            tuple(self.values(iri, KH.qualifier)),
            self.value(iri, KH.confidence),
            tuple(self._speakers(iri)),
            tuple(self.passage(e) for e in self.values(iri, KH.evidence)),
            self.value(iri, PROV.wasDerivedFrom),
        )

    def _speakers(self, told: str) -> Iterator[str]:
        for _ in range(DEEPEST_CHAIN):
            told = self.value(told, KH.claimedBy)
            if not told:
                return
            yield self.value(told, KH.speaker)

    def passage(self, iri: str) -> Passage:
        """Words with their sentence, in which the subject's, the object's and the event's words are marked."""
        quote, start, end = self.value(iri, OA.exact), *self._span(iri)
        around = self.value(iri, KH.inSentence)
        sentence, begin = (self.value(around, OA.exact), self._span(around)[0]) if around else (quote, start)
        marks = [
            (role, *self._span(words))
            for role, predicate in (("subject", KH.subjectWords), ("object", KH.objectWords), ("trigger", KH.triggerWords))
            for words in self.values(iri, predicate)
        ] or [("trigger", start, end)]
        return Passage(quote, start, end, self.value(iri, KH.inArticle), tuple(pieces(sentence, begin, marks)))

    def mentions(self, article: str) -> list[tuple[int, int, str]]:
        """(start, end, what it names) of the mentions of an article, longest first where they overlap, at most COUNTED."""
        found = []
        for quad in islice(self._store.match(None, KH.inArticle, ox.NamedNode(article)), 4 * COUNTED):
            words = _text(quad.subject)
            if named := self.value(words, KH.mentionOf):
                found.append((*self._span(words), named))
        return sorted(found, key=lambda m: (m[0], -m[1], m[2]))

    def _span(self, iri: str) -> tuple[int, int]:
        return int(self.value(iri, OA.start) or 0), int(self.value(iri, OA.end) or 0)


def pieces(sentence: str, begin: int, marks: Iterable[tuple[str, int, int]]) -> Iterator[Mark]:
    """The sentence, which starts at `begin`, cut where a mark (role, start, end) begins or ends."""
    inside = [(role, max(s - begin, 0), min(e - begin, len(sentence))) for role, s, e in marks]
    inside = [mark for mark in inside if mark[1] < mark[2]]
    cuts = sorted({0, len(sentence), *(s for _, s, _ in inside), *(e for _, _, e in inside)})
    for one, two in pairwise(cuts):
        roles = sorted({role for role, s, e in inside if s <= one and two <= e})
        yield Mark(sentence[one:two], " ".join(roles))


def _text(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value
