"""A node in a few lines: what it is called, what is told of it, who tells it, in which words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.cards.lines import CardLine, Words
from kg.graph import Facts, NodeFact
from kg.listing import frame

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "subject", "relation", "object", "factuality", "speakers", "outlet", "date", "confidence", "quote", "sentence", "article", "claim",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Card:
    """An entity or event and all claims about it. `lang` is the language of its captions."""

    node: NodeFact
    lines: tuple[CardLine, ...]
    dates: tuple[str, ...] = ()
    lang: str = "ar"

    @property
    def label(self) -> str:
        """What it is called."""
        return self.node.label

    @property
    def outlets(self) -> dict[str, int]:
        """{outlet: claims that it tells}, the most telling first."""
        return dict(Counter(x.outlet or x.article for x in self.lines).most_common())

    @property
    def slots(self) -> dict[str, tuple[CardLine, ...]]:
        """{relation: its claims}, the most told relation first."""
        order = [name for name, _ in Counter(x.relation for x in self.lines).most_common()]
        return {name: tuple(x for x in self.lines if x.relation == name) for name in order}

    def df(self) -> pd.DataFrame:
        """A pandas frame, one row a claim. Raises UsageError KG611 without pandas."""
        return frame(COLUMNS, [cells(x) for x in self.lines])

    def __str__(self) -> str:
        head = f"{self.node.label} ({self.node.kind}), {len(self.node.mentions)} mentions"
        if self.node.aliases:
            head += "; also " + ", ".join(self.node.aliases)
        return "\n".join([head, *(f"  {x}" for x in self.lines)])

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook.cards import card_display

        return card_display(self)


def cells(line: CardLine) -> tuple[object, ...]:
    """A line as a row of COLUMNS."""
    return (
        line.subject, line.relation, line.object, line.factuality, line.speakers, line.outlet, line.date, line.confidence, line.quote,
        line.sentence, line.article, line.iri,
    )  # fmt: skip


def card(facts: Facts, node: NodeFact, lang: str = "ar", words: Words | None = None) -> Card:
    """The card of a node."""
    known = words or Words(facts)
    lines = tuple(known.line(c) for c in facts.claims if node.iri in (c.subject, c.object))
    dates = tuple(sorted(known.articles[m[0]].issued for m in node.mentions if known.articles[m[0]].issued))
    return Card(node, lines, dates, lang)
