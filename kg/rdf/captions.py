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
        """A label, quote or title for `node`; '' when nothing is known."""
        if node in self._words:
            return one_line(self._words[node])
        if node in self._links and (speakers := self._links[node].get(KH.speaker)):
            beyond = [self.caption(further) for further in self._links[node].get(KH.claimedBy, ())]
            return " < ".join([self.caption(speakers[0]), *beyond])
        return ""

    def claim_parts(self, claim: NamedNode) -> tuple[str, NamedNode, str, list[str]] | None:
        """(subject, predicate, object, speakers nearest first) of a claim; None for what is no claim."""
        links = self._links.get(claim, {})
        if RDF.predicate not in links:
            return None
        subject, predicate, value = (links[p][0] for p in (RDF.subject, RDF.predicate, RDF.object))
        said = [self.caption(saying) for saying in links.get(KH.claimedBy, ())]
        return self.caption(subject), predicate, self.caption(value), said

    def place(self, node: NamedNode) -> _Place:
        """(article, offset) where `node` is first told; nodes without a place come last."""
        return self._places.get(node, ("~", 0))

    def _place(self, starts: dict[NamedNode, int]) -> None:
        for passage, start in starts.items():
            article = self._links[passage].get(KH.inArticle, [])
            here = (article[0].value if article else "", start)
            self._places[passage] = here
            for named in self._links[passage].get(KH.mentionOf, ()):
                self._places[named] = min(here, self._places.get(named, here))
        for node, links in self._links.items():
            told = [self._places[words] for words in links.get(KH.evidence, ()) if words in self._places]
            if told:
                self._places[node] = min(told)
