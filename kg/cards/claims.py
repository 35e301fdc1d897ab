"""All claims as a listing that can be narrowed."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from kg.cards.card import COLUMNS, cells
from kg.cards.lines import CardLine, Words
from kg.errors import UsageError
from kg.graph import ClaimFact
from kg.listing import Listing
from kg.model import FACTUALITIES
from kg.settings import suggestion

SHOWN = ("subject", "relation", "object", "factuality", "speakers", "outlet", "quote")
Find = Callable[[str], Iterable[str]]
"""A name or an IRI → the IRIs of the nodes it names."""


class Claims(Listing[ClaimFact]):
    """Claims in the order of the articles' words. `df()` has them in words, one row a claim, `claim` being the IRI."""

    def __init__(self, items: Iterable[ClaimFact], words: Words, find: Find) -> None:
        super().__init__(items, COLUMNS, lambda c: cells(words.line(c)), SHOWN)
        self._words, self._find = words, find

    def _like(self, items: Iterable[ClaimFact]) -> Claims:
        return Claims(items, self._words, self._find)

    def where(
        self, *, about: str = "", speaker: str = "", relation: str = "", factuality: str = "", outlet: str = "", kind: str = "",
        told: str = "",
    ) -> Claims:  # fmt: skip
        """The claims that fit all that is given.

        `about` names the subject or object, `speaker` anybody in the chain of speakers, `kind` the class of the subject
        ('Coup'), `told` is 'by the article' or 'by speakers'. Names are folded, aliases and IRIs work too.
        Raises UsageError KG613 for a name that nothing has, KG612 for a factuality that there is none of.
        """
        if factuality and factuality not in FACTUALITIES:
            raise UsageError("KG612", f"no factuality {factuality!r}", suggestion(factuality, FACTUALITIES))
        nodes, mouths = self._named(about), self._named(speaker)
        found = self._items
        if about:
            found = tuple(c for c in found if nodes & {c.subject, c.object})
        if speaker:
            found = tuple(c for c in found if mouths & set(c.chain))
        if kind:
            known = self._words.nodes
            found = tuple(c for c in found if c.subject in known and known[c.subject].kind.lower() == kind.lower())
        if outlet:
            found = tuple(c for c in found if self._words.articles[c.article].outlet == outlet)
        if told:
            found = tuple(c for c in found if bool(c.chain) == (told == "by speakers"))
        found = tuple(c for c in found if relation in ("", c.predicate) and factuality in ("", c.factuality))
        return self._like(found)

    def lines(self) -> tuple[CardLine, ...]:
        """The claims in words, with their sentences; each shows its evidence in a notebook."""
        return tuple(self._words.line(c) for c in self._items)

    def _named(self, name: str) -> set[str]:
        found = set(self._find(name)) if name else set()
        if name and not found:
            near = suggestion(name, [n.label for n in self._words.facts.nodes])
            raise UsageError("KG613", f"nothing here is called {name!r}", near or "see graph.query('entities')")
        return found
