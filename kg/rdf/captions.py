"""What people read beside a hash: a label, the words of a passage, a claim in one line; and the reading order."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from kg.rdf.terms import DCTERMS, OA, RDF, RDFS
from kg.rdf.vocab import KH

LONGEST = 60
"""Captions are cut after this many code points."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_Place = tuple[str, int]


def one_line(text: str) -> str:
    """`text` on one line, without control and invisible characters, cut after LONGEST code points."""
    shown = "".join(" " if unicodedata.category(c) in _HIDDEN else c for c in text)
    line = " ".join(shown.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"


class Captions:
    """Captions and places for the nodes of some triples."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._links: dict[NamedNode, dict[NamedNode, list[NamedNode]]] = defaultdict(lambda: defaultdict(list))
        self._words: dict[NamedNode, str] = {}
        self._places: dict[NamedNode, _Place] = {}
        starts: dict[NamedNode, int] = {}
        for subject, predicate, value in triples:
            assert isinstance(subject, NamedNode)
            if isinstance(value, NamedNode):
                self._links[subject][predicate].append(value)
            elif isinstance(value, Literal) and predicate in (RDFS.label, OA.exact, DCTERMS.title):
                self._words[subject] = min(value.value, self._words.get(subject, value.value))
            elif isinstance(value, Literal) and predicate == OA.start:
                starts[subject] = int(value.value)
        self._place(starts)

    def caption(self, node: NamedNode) -> str:
        """A label, a quote, a title or the speakers (nearest first, «?» for one unnamed); '' when nothing is known."""
        if node in self._words:
            return one_line(self._words[node])
        speakers = self.links(node, KH.speaker)
        if not speakers and KH.UnnamedSaying not in self.links(node, RDF.type):
            return ""
        nearest = self.caption(speakers[0]) if speakers else "?"
        return " < ".join([nearest, *(self.caption(further) for further in self.links(node, KH.claimedBy))])

    def links(self, node: NamedNode, predicate: NamedNode) -> list[NamedNode]:
        """The nodes that `node` has under `predicate`, sorted."""
        return self._links[node].get(predicate, []) if node in self._links else []

    def place(self, node: NamedNode) -> _Place:
        """(article, offset) where `node` is first told; nodes without a place come last."""
        return self._places.get(node, ("~", 0))

    def _place(self, starts: dict[NamedNode, int]) -> None:
        for passage, start in starts.items():
            here = ("".join(article.value for article in self.links(passage, KH.inArticle)), start)
            self._places[passage] = here
            for named in self.links(passage, KH.mentionOf):
                self._bring(named, here)
        for claim in list(self._links):
            for words in self.links(claim, KH.evidence):
                self._bring(claim, self.place(words))
            for saying in self.links(claim, KH.claimedBy):
                self._bring(saying, self.place(claim))

    def _bring(self, node: NamedNode, here: _Place) -> None:
        """`node` is told `here` at the latest."""
        self._places[node] = min(here, self.place(node))
