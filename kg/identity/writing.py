"""An outcome as quads, in two graphs of their own: graph/identity (who is who) and graph/agreement (what sources agree on)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pyoxigraph import Literal, NamedNode, Quad

from kg.rdf.iris import Iris
from kg.rdf.literals import Statement, arabic, decimal, integer, prefix_date
from kg.rdf.terms import OWL, RDF, RDFS, XSD
from kg.rdf.vocab import EVENT_CLASS, KH, MENTION_CLASS
from kg.resolve.across import Agreement, Comparison, Identity, Judgement, Origin, Outcome, Reading, Side, Toll
from kg.resolve.across.reference import iri_of
from kg.resolve.across.values import Value

IDENTITY, AGREEMENT = "identity", "agreement"
VERDICT = {"same": KH.same, "different": KH.different, "unsure": KH.unsure}


def graph_name(base_iri: str, name: str) -> NamedNode:
    """The IRI of the graph `identity` or `agreement`."""
    return NamedNode(f"{base_iri}graph/{name}")


def identity_quads(outcome: Outcome, base_iri: str) -> list[Quad]:
    """All quads of an outcome, without repeats, in the order of their N-Quads lines."""
    iris = Iris(base_iri)
    found: set[Quad] = set()
    for name, statements in ((IDENTITY, _identity(outcome, iris)), (AGREEMENT, _agreement(outcome, iris))):
        graph = graph_name(base_iri, name)
        found.update(Quad(*statement, graph) for statement in statements)
    return sorted(found, key=str)


def _identity(outcome: Outcome, iris: Iris) -> Iterator[Statement]:
    for identity in outcome.identities:
        yield from _one_identity(identity, iris)
    addresses = {made.entry.id: made.entry.iris for made in outcome.links.values()}
    for judgement in outcome.judgements:
        yield from _judgement(judgement, iris, addresses)
    for origin in outcome.origins:
        yield from _origin(origin, iris)


def identity_node(key: str, iris: Iris) -> NamedNode:
    """The IRI of the identity called `key`."""
    return iris.mint("identity", "identity", key)


def _one_identity(identity: Identity, iris: Iris) -> Iterator[Statement]:
    node = identity_node(identity.key, iris)
    yield node, RDF.type, KH.Identity
    yield node, RDFS.label, arabic(identity.label)
    table = EVENT_CLASS if identity.event else MENTION_CLASS
    yield node, KH.identityKind, table[identity.kind]
    for member in identity.members:
        yield NamedNode(member), KH.identity, node
    for link in identity.links:
        for address in link.entry.iris:
            yield node, OWL.sameAs, NamedNode(address)
        if link.entry.latin:
            yield node, RDFS.label, Literal(link.entry.latin.split("|")[0], language="en")
        if link.entry.latitude is not None and link.entry.longitude is not None:
            yield node, KH.latitude, decimal(link.entry.latitude)
            yield node, KH.longitude, decimal(link.entry.longitude)


def judgement_node(judgement: Judgement, iris: Iris) -> NamedNode:
    """The IRI of a judgement: of its pair, its judge and its time."""
    return iris.mint("judgement", *judgement.pair, judgement.by, judgement.at)


def _judgement(judgement: Judgement, iris: Iris, known: Mapping[str, tuple[str, ...]]) -> Iterator[Statement]:
    """`known` gives all addresses of an entry of the reference: it is judged under each."""
    node = judgement_node(judgement, iris)
    yield node, RDF.type, KH.Judgement
    for side in (judgement.one, judgement.other):
        for address in known.get(side.id) or (_address(side),):
            yield node, KH.judges, NamedNode(address)
    yield node, KH.verdict, VERDICT[judgement.verdict]
    yield node, KH.confidence, decimal(judgement.score)
    yield node, KH.why, Literal(judgement.why, language="en")
    yield node, KH.judgedBy, Literal(judgement.by)
    if judgement.at:
        yield node, KH.judgedAt, Literal(judgement.at, datatype=XSD.dateTime)


def _address(side: Side) -> str:
    return side.id if "://" in side.id else iri_of(side.id)


def _origin(origin: Origin, iris: Iris) -> Iterator[Statement]:
    node = iris.mint("origin", "origin", origin.key)
    yield node, RDF.type, KH.Origin
    yield node, RDFS.label, Literal(origin.label)
    for article, why in zip(origin.articles, origin.why, strict=True):
        yield NamedNode(article), KH.origin, node
        judged = iris.mint("judgement", "origin", article, origin.key)
        yield judged, RDF.type, KH.Judgement
        yield judged, KH.judges, NamedNode(article)
        yield judged, KH.judges, node
        yield judged, KH.verdict, KH.same
        yield judged, KH.why, Literal(why, language="en")
        yield judged, KH.judgedBy, Literal("khabar")


def _agreement(outcome: Outcome, iris: Iris) -> Iterator[Statement]:
    for agreement in outcome.agreements:
        event = identity_node(agreement.event, iris) if agreement.shared else NamedNode(agreement.event)
        for reading in agreement.readings:
            yield from _reading(reading, agreement, event, iris)
        for comparison in agreement.comparisons:
            yield from _comparison(comparison, event, iris)
        for toll in agreement.tolls:
            yield from _toll(toll, agreement, event, iris)


def _reading(reading: Reading, agreement: Agreement, event: NamedNode, iris: Iris) -> Iterator[Statement]:
    node = iris.mint("reading", agreement.event, reading.slot, reading.key)
    yield node, RDF.type, KH.Reading
    yield node, RDFS.label, arabic(reading.label)
    yield node, KH.ofEvent, event
    yield node, KH.slot, Literal(reading.slot)
    yield node, KH.independentSources, integer(reading.independent)
    yield node, KH.belief, decimal(reading.belief)
    for link, values in ((KH.supportedBy, reading.supporting), (KH.opposedBy, reading.opposing)):
        yield from ((node, link, NamedNode(value.claim.id)) for value in values)


def _comparison(comparison: Comparison, event: NamedNode, iris: Iris) -> Iterator[Statement]:
    one, other = (NamedNode(v.claim.id) for v in _ordered(comparison.one, comparison.other))
    node = iris.mint("comparison", event.value, comparison.slot, one.value, other.value)
    yield node, RDF.type, KH.Comparison
    yield node, KH.ofEvent, event
    yield node, KH.slot, Literal(comparison.slot)
    yield node, KH.compares, one
    yield node, KH.compares, other
    yield node, KH.why, Literal(comparison.why, language="en")
    relation = KH.corroborates if comparison.agree else KH.contradicts
    if one != other:
        yield one, relation, other
        yield other, relation, one


def _ordered(a: Value, b: Value) -> Iterable[Value]:
    return sorted((a, b), key=lambda v: v.claim.id)


def _toll(toll: Toll, agreement: Agreement, event: NamedNode, iris: Iris) -> Iterator[Statement]:
    node = iris.mint("toll", agreement.event, toll.slot)
    yield node, RDF.type, KH.Toll
    yield node, KH.ofEvent, event
    yield node, KH.slot, Literal(toll.slot)
    yield node, KH.least, decimal(toll.least)
    yield node, KH.most, decimal(toll.most)
    if toll.latest.number is not None:
        yield node, KH.latestNumber, decimal(toll.latest.number.low)
    yield node, KH.supportedBy, NamedNode(toll.latest.claim.id)
    if (day := prefix_date(toll.latest.day)) is not None:
        yield node, KH.asOf, day
    for state in toll.states:
        yield node, KH.status, Literal(state)
