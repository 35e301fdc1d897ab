"""Networks of the facts and their measures, on small cases whose answers can be counted by hand."""

from __future__ import annotations

from collections.abc import Callable

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph import facts
from kg.graph.facts import ArticleFact, ClaimFact, Facts, NodeFact
from kg.graph.measure import OUTLET, co_mentions, quoting, speaking
from kg.graph.measure_nodes import bridges, brokers, centralities, communities, ego
from kg.graph.measure_time import slices
from kg.store import OxigraphStore

Stores = Callable[..., OxigraphStore]
TEXT = "التقى سعيد وليلى في المدينة. ثم غادر كمال وحده إلى الشمال."


def article(iri: str = "a", outlet: str = "المرفأ", issued: str = "2024-05-03") -> ArticleFact:
    return ArticleFact(iri, "t", outlet, issued, "given", "", "", TEXT)


def node(label: str, *places: tuple[str, str], kind: str = "Person", **more: str) -> NodeFact:
    mentions = tuple((where, TEXT.index(words), TEXT.index(words) + len(words)) for where, words in places)
    return NodeFact(label, kind, label, kind == "Travel", mentions=mentions, **more)  # type: ignore[arg-type]


def claim(subject: str, predicate: str, thing: str, *chain: str, where: str = "a", factuality: str = "asserted") -> ClaimFact:
    iri = f"{subject}{predicate}{thing}{chain}{where}"
    return ClaimFact(iri, subject, predicate, thing, factuality, (), chain, 0.9, where, (0, 4), (0, 20), {}, "")


TWO = Facts(
    (article("a"), article("b", "الوطن", "2024-06")),
    (
        node("سعيد", ("a", "سعيد"), ("b", "سعيد")), node("ليلى", ("a", "ليلى")), node("كمال", ("a", "كمال"), ("b", "كمال")),
        node("غادر", ("a", "غادر"), kind="Travel"),
        node("أمس", ("a", "المدينة"), kind="Time", earliest="2024-05-02", latest="2024-05-02"),
    ),
    (
        claim("غادر", "agent", "كمال", "سعيد", "ليلى"), claim("غادر", "time", "أمس"),
        claim("غادر", "agent", "كمال", "سعيد", factuality="denied"),
        claim("غادر", "agent", "كمال", "", where="b"),
    ),
)  # fmt: skip


def test_who_shares_a_sentence_is_linked() -> None:
    graph = co_mentions(TWO)
    assert {frozenset(e) for e in graph.edges()} == {frozenset({"سعيد", "ليلى"})}
    assert graph.edges["سعيد", "ليلى"] == {"weight": 1, "articles": 1}


def test_who_shares_an_article_is_linked_when_articles_count() -> None:
    graph = co_mentions(TWO, within="article")
    assert graph.edges["سعيد", "كمال"]["weight"] == 2
    assert graph.edges["ليلى", "كمال"]["articles"] == 1
    with pytest.raises(ValueError, match="sentence, article"):
        co_mentions(TWO, within="page")


def test_kinds_that_were_not_asked_for_are_left_out() -> None:
    assert set(co_mentions(TWO, kinds={"Country"})) == set()
    assert "أمس" in co_mentions(TWO, kinds={"Time", "Person"})


def test_speakers_lead_to_what_they_speak_about_with_denials_counted() -> None:
    graph = speaking(TWO)
    assert set(graph.edges()) == {("سعيد", "غادر"), ("سعيد", "كمال")}
    assert graph.edges["سعيد", "كمال"] == {"weight": 2, "denied": 1, "alleged": 0}


def test_quoting_goes_from_the_carrier_to_the_source() -> None:
    graph = quoting(TWO)
    assert set(graph.edges()) == {("ليلى", "سعيد"), (OUTLET + "المرفأ", "ليلى"), (OUTLET + "المرفأ", "سعيد")}
    assert graph.nodes[OUTLET + "المرفأ"]["kind"] == "Outlet"


def test_an_outlet_that_names_itself_does_not_quote_itself() -> None:
    own = Facts((article(),), (node("المرفأ"), node("كمال")), (claim("كمال", "age", "كمال", "المرفأ"),))
    assert quoting(own).number_of_edges() == 0


def star() -> nx.Graph[str]:
    """A clique of four, a broker, a clique of three."""
    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((a, b) for group in ("abcd", "xyz") for a in group for b in group if a < b)
    graph.add_edges_from([("a", "m"), ("m", "x")])
    return graph


def test_the_broker_lies_on_the_ways() -> None:
    found = {c.node: c for c in centralities(star())}
    assert max(found.values(), key=lambda c: c.betweenness).node in ("m", "a")
    assert found["m"].betweenness > found["b"].betweenness
    assert found["a"].degree == 4
    assert sum(c.pagerank for c in found.values()) == pytest.approx(1.0)
    assert list(centralities(star()).df().columns)[:2] == ["label", "kind"]


def test_bridges_and_brokers_name_what_would_fall_apart() -> None:
    cuts = {frozenset((b.node, b.other)): b.parts for b in bridges(star())}
    assert cuts == {frozenset("am"): (4, 4), frozenset("mx"): (5, 3)}
    assert {b.node: b.parts for b in brokers(star())} == {"m": (4, 3), "a": (4, 3), "x": (5, 2)}


def test_communities_are_the_cliques() -> None:
    found = communities(star())
    assert {frozenset(c.members) - {"m"} for c in found} == {frozenset("abcd"), frozenset("xyz")}
    assert all(c.inside > c.outside for c in found)


def test_ego_by_iri_or_label() -> None:
    graph = star()
    graph.nodes["m"]["label"] = "الوسيط"
    assert set(ego(graph, "m")) == {"m", "a", "x"} == set(ego(graph, "الوسيط"))
    assert set(ego(graph, "m", 2)) == set(graph)
    with pytest.raises(KeyError):
        ego(graph, "nobody")


def test_strong_links_are_short() -> None:
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 10), ("b", "c", 10), ("a", "c", 1)])
    found = {c.node: c.betweenness for c in centralities(graph)}
    assert found["b"] == 1.0


def test_slices_by_publication_and_by_event() -> None:
    by_print = list(slices(TWO))
    assert [(s.period, len(s.facts.articles), len(s.facts.claims)) for s in by_print] == [("2024-05", 1, 3), ("2024-06", 1, 1)]
    assert {n.label for n in by_print[1].facts.nodes} == {"سعيد", "كمال", "غادر"}
    assert [(s.period, len(s.facts.claims)) for s in slices(TWO, "day", by="happened")] == [("2024-05-02", 4)]
    assert [s.period for s in slices(TWO, "day")] == ["2024-05-03"]
    with pytest.raises(ValueError, match="day, month, year"):
        list(slices(TWO, "week"))


def test_slices_can_be_measured_and_drawn(article_store: Stores) -> None:
    from kg.notebook.pictures import facts_svg

    every = facts(article_store())
    for part in slices(every, "year", by="happened"):
        assert facts_svg(part.facts).startswith("<svg")
        co_mentions(part.facts)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40))
def test_any_network_can_be_measured(pairs: list[tuple[int, int]]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from((str(a), str(b)) for a, b in pairs)
    assert {c.node for c in centralities(graph)} == set(graph)
    for cut in bridges(graph, least=1):
        without = nx.Graph(graph)
        without.remove_edge(cut.node, cut.other)
        assert not nx.has_path(without, cut.node, cut.other)
    members = [n for c in communities(graph, least=1) for n in c.members]
    assert sorted(members) == sorted(graph)
