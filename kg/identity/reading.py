"""A store's named graphs → accounts, one article at a time, for identity across articles."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from kg.rdf.terms import DCTERMS, OA, PROV, RDF, RDFS, SKOS
from kg.rdf.vocab import EVENT_CLASS, KH, MENTION_CLASS, RELATION_PROPERTY, ROLE_PROPERTY
from kg.resolve.across import Account, Source, Statement, Thing, Told
from kg.store.oxigraph import OxigraphStore

_KIND_OF = {iri: kind for kind, iri in MENTION_CLASS.items()}
_EVENT_OF = {iri: kind for kind, iri in EVENT_CLASS.items()}
_PREDICATE = {iri: name for table in (RELATION_PROPERTY, ROLE_PROPERTY) for name, iri in table.items()}
_PREDICATE[RDF.type] = "type"
_DIGITS = re.compile(r"\d{1,3}")
Node = dict[str, list[str]]


def accounts(store: OxigraphStore) -> Iterator[Account]:
    """An account of each article in the store, read from the article's own graph alone."""
    for quad in store.match(None, KH.inGraph, None):
        if isinstance(quad.object, ox.NamedNode) and isinstance(quad.subject, ox.NamedNode):
            found = account_of(store.graph(quad.object.value), quad.subject.value)
            if found is not None:
                yield found


def account_of(quads: Iterable[ox.Quad], article: str) -> Account | None:
    """The account of the article that `quads` tell of, None when its node is not among them."""
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        value = quad.object
        if isinstance(quad.subject, ox.NamedNode) and isinstance(value, (ox.NamedNode, ox.Literal)):
            nodes[quad.subject.value][quad.predicate.value].append(value.value)
    if article not in nodes:
        return None
    mentions: dict[str, int] = defaultdict(int)
    first: dict[str, int] = {}
    words: dict[str, set[str]] = defaultdict(set)
    for node in nodes.values():
        for named in node.get(KH.mentionOf.value, ()):
            mentions[named] += 1
            words[named].add(_one(node, OA.exact))
            at = int(_one(node, OA.start) or 0)
            first[named] = min(at, first.get(named, at))
    claims = tuple(_claims(nodes, article))
    told = _told(claims, nodes)
    things = tuple(_thing(iri, node, article, told.get(iri, {}), mentions[iri]) for iri, node in _things(nodes))
    events = tuple(
        Told(iri, article, kind, _one(node, RDFS.label), first.get(iri, 0), mentions[iri], frozenset(words[iri] - {""}))
        for iri, node in sorted(nodes.items())
        if (kind := _EVENT_OF.get(ox.NamedNode(_one(node, KH.eventKind) or "x:x"), ""))
    )
    return Account(_source(article, nodes[article]), things, events, claims)


def _one(node: Node, predicate: ox.NamedNode) -> str:
    return next(iter(node.get(predicate.value, ())), "")


def _source(article: str, node: Node) -> Source:
    parts = (KH.text, DCTERMS.title, KH.outlet, KH.address, DCTERMS.issued)
    return Source(article, *(_one(node, part) for part in parts))


def _things(nodes: dict[str, Node]) -> Iterator[tuple[str, Node]]:
    for iri, node in sorted(nodes.items()):
        if any(ox.NamedNode(t) in _KIND_OF for t in node.get(RDF.type.value, ())):
            yield iri, node


def _kind(node: Node) -> str:
    return next((_KIND_OF[n] for t in node.get(RDF.type.value, ()) if (n := ox.NamedNode(t)) in _KIND_OF), "")


def _thing(iri: str, node: Node, article: str, told: dict[str, list[str]], mentions: int) -> Thing:
    ages = frozenset(int(n) for a in told.get("age", ()) for n in _DIGITS.findall(a)[:1])
    return Thing(
        iri,
        article,
        _kind(node),
        _one(node, RDFS.label),
        tuple(sorted(node.get(SKOS.altLabel.value, ()))),
        frozenset(told.get("role", ())),
        frozenset(told.get("group", ())),
        frozenset(told.get("nat", ())),
        frozenset(told.get("in", ())),
        ages,
        frozenset(told.get("family", ())),
        _one(node, KH.value),
        _one(node, KH.earliest),
        _one(node, KH.latest),
        max(mentions, 1),
    )


def _told(claims: Iterable[Statement], nodes: dict[str, Node]) -> dict[str, dict[str, list[str]]]:
    """{thing: {what: labels}} from the lasting relations that the article tells."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    office: dict[str, list[str]] = defaultdict(list)
    listed = list(claims)
    for c in listed:
        if c.predicate == "of" and c.factuality != "denied":
            office[c.subject].append(_one(nodes.get(c.object, {}), RDFS.label))
    for c in listed:
        if c.factuality == "denied":
            continue
        label = _one(nodes.get(c.object, {}), RDFS.label)
        if c.predicate == "role":
            found[c.subject]["role"].append(label)
            found[c.subject]["group"] += office.get(c.object, ())
        elif c.predicate in ("member", "founder", "owner"):
            found[c.subject]["group"].append(label)
        elif c.predicate in ("nat", "family"):
            found[c.subject][c.predicate].append(label)
        elif c.predicate in ("in", "based"):
            found[c.subject]["in"].append(label)
        elif c.predicate == "age":
            found[c.subject]["age"].append(_one(nodes.get(c.object, {}), KH.value) or label)
    return found


def _claims(nodes: dict[str, Node], article: str) -> Iterator[Statement]:
    for iri, node in sorted(nodes.items()):
        if KH.Claim.value not in node.get(RDF.type.value, ()):
            continue
        words = nodes.get(_one(node, KH.evidence), {})
        sentence = nodes.get(_one(words, KH.inSentence), {})
        predicate = _PREDICATE.get(ox.NamedNode(_one(node, RDF.predicate) or "x:x"), "")
        if _one(node, PROV.wasDerivedFrom) != article or not predicate:
            continue
        yield Statement(
            iri,
            article,
            _one(node, RDF.subject),
            predicate,
            _one(node, RDF.object),
            _one(node, KH.factuality).rsplit("#", 1)[-1] or "asserted",
            tuple(_chain(node, nodes)),
            float(_one(node, KH.confidence) or 1),
            _one(words, OA.exact),
            _one(sentence, OA.exact),
            int(_one(words, OA.start) or 0),
        )


def _chain(node: Node, nodes: dict[str, Node]) -> Iterator[str]:
    seen: set[str] = set()
    at = _one(node, KH.claimedBy)
    while at and at not in seen:
        seen.add(at)
        yield _one(nodes.get(at, {}), KH.speaker)
        at = _one(nodes.get(at, {}), KH.claimedBy)
