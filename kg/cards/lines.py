"""Claims in words: subject, relation, object, how sure, who says it, and the sentence they stand in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.graph import ArticleFact, ClaimFact, Facts, NodeFact
from kg.graph.facts import UNNAMED, Offsets


@dataclass(frozen=True, slots=True)
class CardLine:
    """One claim, ready to read. `speakers` is '' when the article itself tells it.

    `marks` are the words of subject, object and trigger, as offsets in `sentence`; `article` is its title.
    """

    subject: str
    relation: str
    object: str
    factuality: str
    speakers: str
    sentence: str
    quote: str
    article: str
    date: str
    outlet: str = ""
    confidence: float = 1.0
    iri: str = ""
    marks: Mapping[str, Offsets] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.subject} | {self.relation} | {self.object} | {self.factuality} | {self.speakers or 'the article'} | «{self.quote}»"

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook.passage import line_html

        return {"text/plain": str(self), "text/html": line_html(self)}


def title(article: ArticleFact) -> str:
    """The title of an article; its first words when it has none."""
    words = " ".join(article.text[:120].split())
    return article.title or (words if len(words) <= 60 else words[:59].rsplit(" ", 1)[0] + "…")


class Words:
    """Facts with everything looked up by IRI."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self.nodes: dict[str, NodeFact] = {n.iri: n for n in facts.nodes}
        self.articles: dict[str, ArticleFact] = {a.iri: a for a in facts.articles}

    def label(self, iri: str) -> str:
        """What a node is called; the last part of any other IRI."""
        return self.nodes[iri].label if iri in self.nodes else iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]

    def speakers(self, claim: ClaimFact) -> str:
        """'the witness ← the newspaper', nearest first; '' when the article itself says it."""
        return " ← ".join(self.label(s) if s in self.nodes else UNNAMED for s in claim.chain)

    def line(self, claim: ClaimFact) -> CardLine:
        """A claim in words."""
        article, (start, stop) = self.articles[claim.article], claim.sentence
        inside = {k: (a - start, b - start) for k, (a, b) in claim.marks.items() if start <= a <= b <= stop}
        return CardLine(
            self.label(claim.subject), claim.predicate, self.label(claim.object), claim.factuality, self.speakers(claim),
            article.text[start:stop], article.text[slice(*claim.words)], title(article), article.issued,
            article.outlet, claim.confidence, claim.iri, inside,
        )  # fmt: skip


def line(facts: Facts, claim: ClaimFact) -> CardLine:
    """A claim in words. For many claims make one `Words` of the facts."""
    return Words(facts).line(claim)
