"""A node in a few lines: what it is called, what is told of it, who tells it, in which words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.graph import ClaimFact, Facts, NodeFact


@dataclass(frozen=True, slots=True)
class CardLine:
    """One claim, ready to read. `speakers` is '' when the article itself tells it."""

    subject: str
    relation: str
    object: str
    factuality: str
    speakers: str
    sentence: str
    quote: str
    article: str
    date: str


@dataclass(frozen=True, slots=True)
class Card:
    """A node and all claims about it."""

    node: NodeFact
    lines: tuple[CardLine, ...]

    @property
    def label(self) -> str:
        """What it is called."""
        return self.node.label

    def __str__(self) -> str:
        head = f"{self.node.label} ({self.node.kind}), {len(self.node.mentions)} mentions"
        if self.node.aliases:
            head += "; also " + ", ".join(self.node.aliases)
        body = [
            f"  {x.subject} | {x.relation} | {x.object} | {x.factuality} | {x.speakers or 'the article'} | «{x.quote}»"
            for x in self.lines
        ]
        return "\n".join([head, *body])

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook import card_display

        return card_display(self)


def card(facts: Facts, node: NodeFact) -> Card:
    """The card of a node."""
    return Card(node, tuple(line(facts, c) for c in facts.claims if node.iri in (c.subject, c.object)))


def line(facts: Facts, claim: ClaimFact) -> CardLine:
    """A claim in words."""
    labels = {n.iri: n.label for n in facts.nodes}
    article = next(a for a in facts.articles if a.iri == claim.article)
    return CardLine(
        labels.get(claim.subject, claim.subject),
        claim.predicate,
        labels.get(claim.object, claim.object.rsplit("#", 1)[-1]),
        claim.factuality,
        " ← ".join(labels.get(s, "(unnamed)") if s else "(unnamed)" for s in claim.chain),
        article.text[slice(*claim.sentence)],
        article.text[slice(*claim.words)],
        article.title or article.iri,
        article.issued,
    )
