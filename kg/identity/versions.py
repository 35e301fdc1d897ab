"""What the graphs of identity and agreement hold, read out of a store once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.identity.writing import AGREEMENT, IDENTITY, graph_name
from kg.rdf.terms import OWL, RDF, RDFS
from kg.rdf.vocab import KH
from kg.store.oxigraph import OxigraphStore


@dataclass(frozen=True, slots=True)
class ReadingFact:
    """One version of a slot, with the IRIs of the claims that support and oppose it."""

    iri: str
    event: str
    slot: str
    label: str
    independent: int
    belief: float
    supporting: tuple[str, ...]
    opposing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TollFact:
    """A reconciled number."""

    event: str
    slot: str
    least: float
    most: float
    latest: float
    as_of: str
    states: tuple[str, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class OriginFact:
    """An origin by IRI and label; both '' where none is known."""

    iri: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class JudgementFact:
    """A judgement: verdict, the two IRIs, how sure, why, by whom, when."""

    iri: str
    verdict: str
    pair: tuple[str, ...]
    score: float
    why: str
    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class ComparisonFact:
    """Why two claims corroborate or contradict each other."""

    iri: str
    event: str
    slot: str
    claims: tuple[str, ...]
    why: str
    agree: bool


@dataclass
class Versions:
    """Identities, judgements, origins, versions of slots, comparisons and numbers of a store."""

    identity: dict[str, str] = field(default_factory=dict)
    """{entity or event of an article: its identity}."""
    labels: dict[str, str] = field(default_factory=dict)
    same_as: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """{identity: addresses at Wikidata and GeoNames}."""
    english: dict[str, str] = field(default_factory=dict)
    """{identity: its name in Latin letters, from the reference}."""
    places: dict[str, tuple[float, float]] = field(default_factory=dict)
    """{identity of a place: (latitude, longitude) in degrees}."""
    judgements: tuple[JudgementFact, ...] = ()
    origins: dict[str, OriginFact] = field(default_factory=dict)
    comparisons: tuple[ComparisonFact, ...] = ()
    _members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _readings: dict[str, list[ReadingFact]] = field(default_factory=dict)
    _clashes: dict[str, list[ComparisonFact]] = field(default_factory=dict)
    _tolls: dict[tuple[str, str], TollFact] = field(default_factory=dict)

    def members(self, identity: str) -> tuple[str, ...]:
        """The entities or events of an identity, sorted; empty for what is none."""
        return self._members.get(identity, ())

    def event_of(self, iri: str) -> str:
        """The identity of an event, the event itself when it has none."""
        return self.identity.get(iri, iri)

    def events(self) -> list[str]:
        """The events that versions are known of, those most is told of first."""
        return sorted(self._readings, key=lambda e: (-self.weight(e), e))

    def weight(self, event: str) -> int:
        """How many claims support the versions of an event."""
        return sum(len(r.supporting) for r in self._readings.get(event, ()))

    def readings(self, event: str) -> list[ReadingFact]:
        """The versions of an event's slots."""
        return self._readings.get(event, [])

    def toll(self, event: str, slot: str) -> TollFact | None:
        """The reconciled number of a slot."""
        return self._tolls.get((event, slot))

    def contradictions(self, event: str, slot: str) -> list[str]:
        """The reasons for contradictions on a slot."""
        return [c.why for c in self._clashes.get(event, ()) if c.slot == slot]

    def contested(self, event: str) -> bool:
        """Whether any slot of an event is contradicted."""
        return bool(self._clashes.get(event))

    def origin(self, article: str) -> OriginFact:
        """Where an article comes from."""
        return self.origins.get(article, OriginFact())


Node = dict[str, list[str]]
_ENGLISH = "rdfs:label@en"


def versions(store: OxigraphStore, base_iri: str) -> Versions:
    """Reads the two graphs; empty where they have not been made."""
    nodes: dict[str, Node] = defaultdict(lambda: defaultdict(list))
    for name in (IDENTITY, AGREEMENT):
        for quad in store.graph(graph_name(base_iri, name).value):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, (ox.NamedNode, ox.Literal)):
                english = (
                    isinstance(quad.object, ox.Literal)
                    and quad.object.language == "en"
                    and quad.predicate == RDFS.label
                )
                nodes[quad.subject.value][_ENGLISH if english else quad.predicate.value].append(quad.object.value)
    found = Versions()
    members: dict[str, list[str]] = defaultdict(list)
    judgements, compared = [], []
    opposed = {(iri, other) for iri, node in nodes.items() for other in node.get(KH.contradicts.value, ())}
    for iri, node in sorted(nodes.items()):
        sort = _one(node, RDF.type)
        for identity in node.get(KH.identity.value, ()):
            found.identity[iri] = identity
            members[identity].append(iri)
        for origin in node.get(KH.origin.value, ()):
            found.origins[iri] = OriginFact(origin, _one(nodes.get(origin, {}), RDFS.label))
        if sort == KH.Identity.value:
            found.labels[iri] = _one(node, RDFS.label)
            found.same_as[iri] = tuple(sorted(node.get(OWL.sameAs.value, ())))
            if _ENGLISH in node:
                found.english[iri] = min(node[_ENGLISH])
            if KH.latitude.value in node and KH.longitude.value in node:
                found.places[iri] = float(_one(node, KH.latitude)), float(_one(node, KH.longitude))
        elif sort == KH.Judgement.value:
            judgements.append(_judgement(iri, node))
        elif sort == KH.Comparison.value:
            pair = tuple(sorted(node[KH.compares.value]))
            clash = (pair[0], pair[-1]) in opposed
            compared.append(
                ComparisonFact(iri, _one(node, KH.ofEvent), _one(node, KH.slot), pair, _one(node, KH.why), not clash)
            )
        elif sort == KH.Reading.value:
            reading = _reading(iri, node)
            found._readings.setdefault(reading.event, []).append(reading)
        elif sort == KH.Toll.value:
            toll = _toll(node)
            found._tolls[toll.event, toll.slot] = toll
    found._members = {k: tuple(v) for k, v in members.items()}
    found.judgements, found.comparisons = tuple(judgements), tuple(compared)
    for comparison in found.comparisons:
        if not comparison.agree:
            found._clashes.setdefault(comparison.event, []).append(comparison)
    for listed in found._readings.values():
        listed.sort(key=lambda r: (r.slot, -r.independent, -r.belief, r.iri))
    return found


def _one(node: Node, predicate: ox.NamedNode) -> str:
    return next(iter(node.get(predicate.value, ())), "")


def _judgement(iri: str, node: Node) -> JudgementFact:
    verdict = _one(node, KH.verdict).rsplit("#", 1)[-1]
    pair = tuple(sorted(node.get(KH.judges.value, ())))
    score = float(_one(node, KH.confidence) or 1)
    return JudgementFact(
        iri, verdict, pair, score, _one(node, KH.why), _one(node, KH.judgedBy), _one(node, KH.judgedAt)
    )


def _reading(iri: str, node: Node) -> ReadingFact:
    numbers = int(_one(node, KH.independentSources) or 0), float(_one(node, KH.belief) or 0)
    sides = (tuple(sorted(node.get(link.value, ()))) for link in (KH.supportedBy, KH.opposedBy))
    supporting, opposing = sides
    return ReadingFact(
        iri, _one(node, KH.ofEvent), _one(node, KH.slot), _one(node, RDFS.label), *numbers, supporting, opposing
    )


def _toll(node: Node) -> TollFact:
    least, most, latest = (float(_one(node, p) or 0) for p in (KH.least, KH.most, KH.latestNumber))
    states = tuple(sorted(node.get(KH.status.value, ())))
    where = _one(node, KH.ofEvent), _one(node, KH.slot)
    return TollFact(*where, least, most, latest, _one(node, KH.asOf), states, _one(node, KH.supportedBy))
