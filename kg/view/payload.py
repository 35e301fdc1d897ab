"""Facts → the data inside a page: columns and numbers instead of rows and IRIs, positions computed beforehand.

Nodes come strongest first. An IRI is [number of its beginning, rest]; offsets count code points of the article's text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import rdflib

from kg.graph.facts import ClaimFact, Facts, NodeFact, local
from kg.graph.joined import Joined, joined
from kg.graph.layout import communities, place
from kg.graph.project import network
from kg.graph.room import Position
from kg.identity import Versions
from kg.locations import ontology_dir
from kg.rdf.vocab import KH
from kg.view.agreement import agreement, judged
from kg.view.look import group

ONTOLOGY = str(KH.Claim.value).removesuffix("Claim")
FORMAT = 2
"""Version of the columns; the scripts of a page and its data are made together."""
MARKS = ("subject", "object", "trigger")


def payload(
    facts: Facts, before: Mapping[str, Position] | None = None, versions: Versions | None = None
) -> dict[str, Any]:
    """The columns. `before` are positions of an earlier page ({IRI: (x, y)}): what stood there stays near.

    With `versions`, what is judged to be one is one node, and what sources agree and disagree on is told.
    """
    whole = Joined(facts) if versions is None else joined(facts, versions.identity, versions.labels)
    raw, facts = facts, whole.facts
    graph = network(facts)
    groups = communities(graph)
    places = place(graph, groups, before)
    home = {n: i for i, members in enumerate(groups) for n in members}
    degree = dict(graph.degree())
    nodes = sorted(facts.nodes, key=lambda n: (-degree.get(n.iri, 0), -len(n.mentions), n.iri))
    number = {n.iri: i for i, n in enumerate(nodes)}
    article = {a.iri: i for i, a in enumerate(facts.articles)}
    begins = _Table()
    columns = _nodes(nodes, places, home, article, begins)
    told = _claims(facts.claims, number, article, begins)
    agreed: dict[str, Any] = {}
    if versions is not None:
        claims = {c.iri: i for i, c in enumerate(_once(facts.claims))}
        agreed = agreement(versions, number, claims)
        columns |= judged(versions, whole, number)
        columns["parts"] = {
            number[i]: [[*begins.iri(p.iri), p.label] for p in found] for i, found in whole.parts.items()
        }
        told["claims"]["raw"] = _raw(raw, facts, begins)
    return {
        "format": FORMAT,
        "articles": _articles(facts, begins, versions),
        "nodes": columns,
        **told,
        **agreed,
        "begins": begins.names,
        "terms": terms(),
    }


class _Table:
    """Names by number, in the order of their first use."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self._at: dict[str, int] = {}

    def __call__(self, name: str) -> int:
        if name not in self._at:
            self._at[name] = len(self.names)
            self.names.append(name)
        return self._at[name]

    def iri(self, iri: str) -> list[Any]:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        return [self(iri[:cut]), iri[cut:]]


def _articles(facts: Facts, begins: _Table, versions: Versions | None) -> dict[str, Any]:
    columns = {
        k: [getattr(a, k) for a in facts.articles] for k in ("title", "outlet", "issued", "basis", "why", "url", "text")
    }
    if versions is not None:
        columns["origin"] = [versions.origin(a.iri).label for a in facts.articles]
    return {"iri": [begins.iri(a.iri) for a in facts.articles], **columns}


def _once(claims: Iterable[ClaimFact]) -> list[ClaimFact]:
    """The claims without repeats, in the order of their first passage."""
    found: dict[str, ClaimFact] = {}
    for c in claims:
        found.setdefault(c.iri, c)
    return list(found.values())


def _raw(facts: Facts, joined: Facts, begins: _Table) -> dict[int, list[Any]]:
    """{claim: subject, object and speakers as the article's own graph has them}, where an identity stands for one of them."""
    found: dict[int, list[Any]] = {}
    for i, (c, whole) in enumerate(zip(_once(facts.claims), _once(joined.claims), strict=True)):
        if (c.subject, c.object, c.chain) != (whole.subject, whole.object, whole.chain):
            found[i] = [begins.iri(c.subject), begins.iri(c.object), [begins.iri(s) if s else 0 for s in c.chain]]
    return found


def _nodes(
    nodes: Sequence[NodeFact], places: Mapping[str, Position], home: Mapping[str, int], article: Mapping[str, int],
    begins: _Table,
) -> dict[str, Any]:  # fmt: skip
    kinds, families = _Table(), _Table()
    rare = {"al": "aliases", "la": "latin", "v": "value", "t0": "earliest", "t1": "latest"}
    columns: dict[str, Any] = {
        "iri": [begins.iri(n.iri) for n in nodes],
        "l": [n.label for n in nodes],
        "k": [kinds(n.kind) for n in nodes],
        "g": [families(group(n)) for n in nodes],
        "xy": [[int(x) for x in places[n.iri]] if n.iri in places else 0 for n in nodes],
        "h": [home.get(n.iri, -1) for n in nodes],
        "m": [[x for a, s, e in n.mentions for x in (article[a], s, e)] for n in nodes],
        "kinds": kinds.names,
        "groups": families.names,
    }
    for key, name in rare.items():
        columns[key] = {
            i: list(v) if isinstance(v, tuple) else v for i, n in enumerate(nodes) if (v := getattr(n, name))
        }
    return columns


def _claims(
    claims: Iterable[ClaimFact], number: Mapping[str, int], article: Mapping[str, int], begins: _Table
) -> dict[str, Any]:
    """Claims, each once, and their evidence, which may be several passages."""
    rows: dict[str, list[ClaimFact]] = {}
    for c in claims:
        rows.setdefault(c.iri, []).append(c)
    first = [found[0] for found in rows.values()]
    terms, makers = _Table(), _Table()
    passages = [(i, c) for i, found in enumerate(rows.values()) for c in found]
    return {
        "claims": {
            "iri": [begins.iri(c.iri) for c in first],
            "s": [number[c.subject] for c in first],
            "p": [terms(c.predicate) for c in first],
            "o": [number[c.object] if c.object in number else -1 - terms(local(c.object)) for c in first],
            "f": [terms(c.factuality) for c in first],
            "c": [round(c.confidence * 1000) for c in first],
            "a": [article[c.article] for c in first],
            "by": [makers(c.maker) for c in first],
            "q": {i: [terms(q) for q in c.qualifiers] for i, c in enumerate(first) if c.qualifiers},
            "ch": {i: [number.get(s, -1) for s in c.chain] for i, c in enumerate(first) if c.chain},
            "terms": terms.names,
            "makers": makers.names,
        },
        "evidence": {
            "of": [i for i, _ in passages],
            "a": [article[c.article] for _, c in passages],
            "at": [[*c.words, *c.sentence] for _, c in passages],
            "mk": [[x for k in MARKS for x in c.marks.get(k, (-1, -1))] for _, c in passages],
        },
    }


@cache
def terms() -> dict[str, dict[str, str]]:
    """{local name: {language: label}} of every term of the ontology."""
    graph = rdflib.Graph().parse(ontology_dir() / "khabar.ttl")
    found: dict[str, dict[str, str]] = {}
    for subject, label in graph.subject_objects(rdflib.RDFS.label):
        if str(subject).startswith(ONTOLOGY) and isinstance(label, rdflib.Literal) and label.language:
            found.setdefault(str(subject).removeprefix(ONTOLOGY), {})[label.language] = str(label)
    return {name: dict(sorted(labels.items())) for name, labels in sorted(found.items())}
