"""What a graph answers in Python, on articles annotated by hand: cards, claims, paths, timelines, parts."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest

from kg.api import Graph
from kg.errors import UsageError
from kg.graph import folded
from kg.store import OxigraphStore

Stores = Callable[..., OxigraphStore]
PAPER, OFFICIAL, PERSON = "صحيفة المرفأ", "مسؤول حكومي", "سالم العدني"


@pytest.fixture
def dam(article_store: Stores) -> Graph:
    return Graph(article_store("dam"))


@pytest.fixture
def every(article_store: Stores) -> Graph:
    return Graph(article_store())


def test_listings_are_sequences_and_frames(every: Graph) -> None:
    assert len(every.articles) == 6
    assert [a.title for a in every.articles][:2] == list(every.articles.df()["title"])[:2]
    assert every.articles[1:3].df().equals(every.articles.df()[1:3].reset_index(drop=True))
    frame = every.entities.df()
    assert list(frame["mentions"]) == sorted(frame["mentions"], reverse=True)
    assert not set(every.events.df()["iri"]) & set(frame["entity"])


def test_frames_lead_back_by_iri(every: Graph) -> None:
    for iri in every.entities.df()["entity"][:20]:
        assert every.entity(iri).node.iri == iri
    for iri in every.events.df()["iri"][:20]:
        assert every.event(iri).node.iri == iri


def test_claims_in_words(dam: Graph) -> None:
    frame = dam.claims.df()
    assert len(frame) == len(dam.claims) == 21
    row = frame[frame["speakers"] == f"{OFFICIAL} ← {PAPER}"].iloc[0]
    assert row["quote"] in row["sentence"]
    assert {"asserted", "alleged", "attempted", "denied"} == set(frame["factuality"])


def test_claims_are_narrowed(dam: Graph) -> None:
    spoken = dam.claims.where(speaker=OFFICIAL)
    assert 0 < len(spoken) < len(dam.claims)
    assert all(OFFICIAL in line.speakers for line in spoken.lines())
    assert {c.factuality for c in dam.claims.where(factuality="alleged")} == {"alleged"}
    assert {c.predicate for c in dam.claims.where(relation="place")} == {"place"}
    assert all(PERSON in (x.subject, x.object) for x in dam.claims.where(about=PERSON).lines())
    told = [len(dam.claims.where(told=t)) for t in ("by the article", "by speakers")]
    assert sum(told) == len(dam.claims)
    assert len(spoken.where(factuality="denied")) == 0


def test_names_are_folded_and_may_be_iris(dam: Graph) -> None:
    card = dam.entity("سالم العدنى")
    assert card.label == PERSON
    assert dam.entity(card.node.iri).node == card.node
    assert dam.find(PERSON)[0] == card.node


def test_an_event_by_kind_trigger_or_iri(dam: Graph) -> None:
    by_kind = dam.event("attack")
    assert by_kind.node.kind == "Attack"
    assert dam.event("Attack").node == dam.event(by_kind.node.iri).node == by_kind.node
    assert dam.event(by_kind.label).node.event
    assert "place" in by_kind.slots


def test_a_card_counts_its_outlets_and_has_a_frame(every: Graph) -> None:
    card = every.event("Attack")
    assert sum(card.outlets.values()) == len(card.lines) == len(card.df())
    assert sum(map(len, card.slots.values())) == len(card.lines)


@pytest.mark.parametrize("ask", ["entity", "event", "timeline"])
def test_unknown_names_are_errors_with_a_next_step(dam: Graph, ask: str) -> None:
    with pytest.raises(UsageError, match="KG613"):
        getattr(dam, ask)("لا أحد هنا")
    with pytest.raises(UsageError, match="KG613"):
        dam.claims.where(speaker="لا أحد هنا")
    with pytest.raises(UsageError, match="did you mean 'alleged'"):
        dam.claims.where(factuality="aleged")


def test_paths_have_evidence_and_are_shortest_first(dam: Graph) -> None:
    found = dam.paths(PERSON, OFFICIAL)
    assert len(found) > 0
    assert [len(p) for p in found] == sorted(len(p) for p in found)
    for path in found:
        assert path.nodes[0] == PERSON
        assert path.nodes[-1] == OFFICIAL
        assert all(line.quote in line.sentence for step in path.steps for line in step.lines)
    assert "steps" in found.df().columns


def test_paths_may_be_bound_to_sure_claims(dam: Graph) -> None:
    sure = dam.paths(PERSON, OFFICIAL, factuality="asserted")
    assert all(line.factuality == "asserted" for p in sure for s in p.steps for line in s.lines)
    with pytest.raises(UsageError, match="KG612"):
        dam.paths(PERSON, OFFICIAL, factuality="surely")


def test_dates_and_numbers_link_nobody(every: Graph) -> None:
    people = [n.label for n in every.entities if n.kind == "Person"]
    kinds = {n.label: n.kind for n in every.facts.nodes}
    for other in people[1:6]:
        for path in every.paths(people[0], other):
            assert not {kinds[n] for n in path.nodes[1:-1]} & {"Time", "Quantity", "MonetaryAmount"}


def test_the_timeline_is_in_order_and_can_be_narrowed(every: Graph) -> None:
    found = every.timeline()
    assert len(found) > 3
    starts = [d.earliest or d.latest for d in found]
    assert starts == sorted(starts)
    kind = found[0].kind
    assert {d.kind for d in every.timeline(kind=kind)} == {kind}
    assert len(every.timeline("لبنان") if every.find("لبنان") else found[:0]) <= len(found)


def test_a_part_around_a_thing(every: Graph) -> None:
    centre = every.entity(PERSON).node.iri
    near, far = every._around([centre], 1), every._around([centre], 2)
    assert centre in {n.iri for n in near.nodes}
    assert {n.iri for n in near.nodes} <= {n.iri for n in far.nodes}
    assert len(far.nodes) < len(every.facts.nodes)
    articles = {a.iri for a in near.articles}
    assert all(m[0] in articles for n in near.nodes for m in n.mentions)
    assert all(c.article in articles for c in near.claims)


def test_folding_keeps_every_claim_as_weight(every: Graph) -> None:
    full, narrow = every.to_networkx(), every.to_networkx(fold=True)
    assert sum(d["weight"] for *_, d in narrow.edges(data=True)) == full.number_of_edges()
    assert set(narrow) == set(full)


def test_claims_between_the_same_two_become_one_edge() -> None:
    full: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, (relation, factuality, confidence) in enumerate([("agent", "asserted", 0.5), ("patient", "alleged", 0.9)]):
        full.add_edge("a", "b", key=key, relation=relation, factuality=factuality, confidence=confidence, article="x")
    edge = folded(full).edges["a", "b"]
    assert edge == {
        "weight": 2, "confidence": 0.9, "relations": "agent; patient", "factualities": "alleged; asserted", "articles": "x",
    }  # fmt: skip


def test_prefixes_need_not_be_declared(dam: Graph) -> None:
    assert len(dam.query("SELECT ?c WHERE { ?c a kh:Claim ; prov:wasDerivedFrom ?a }")) == 21
