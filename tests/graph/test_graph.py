"""Facts, networks, positions, exports."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import GraphError
from kg.graph import communities, export, facts, layout, network
from kg.store import OxigraphStore

Stores = Callable[..., OxigraphStore]


def test_facts_hold_everything_told(article_store: Stores) -> None:
    found = facts(article_store("dam"))
    assert len(found.articles) == 1
    assert len(found.claims) == 21
    text = found.articles[0].text
    for claim in found.claims:
        assert claim.sentence[0] <= claim.words[0] <= claim.words[1]
        assert all(text[a:b].strip() for a, b in claim.marks.values())


def test_chains_are_read_back_nearest_first(article_store: Stores) -> None:
    found = facts(article_store("dam"))
    names = {n.iri: n.label for n in found.nodes}
    chains = {tuple(names.get(s, "?") for s in c.chain) for c in found.claims}
    assert ("مسؤول حكومي", "صحيفة المرفأ") in chains
    assert ("?",) in chains


def test_events_and_entities_are_told_apart(article_store: Stores) -> None:
    kinds = {n.label: (n.kind, n.event) for n in facts(article_store("dam")).nodes}
    assert kinds["تفجير"] == ("Attack", True)
    assert kinds["سالم العدني"] == ("Person", False)
    assert kinds["صحيفة المرفأ"] == ("MediaOrganization", False)


def test_the_network_has_an_edge_for_each_claim_between_two(article_store: Stores) -> None:
    found = facts(article_store("dam"))
    graph = network(found)
    nodes = {n.iri for n in found.nodes}
    assert graph.number_of_edges() == sum(c.object in nodes for c in found.claims)
    assert {d["factuality"] for _, _, d in graph.edges(data=True)} == {"asserted", "attempted", "alleged"}


def test_positions_are_the_same_each_time_and_all_different(article_store: Stores) -> None:
    graph = network(facts(article_store()))
    places = layout(graph)
    assert places == layout(graph)
    assert set(places) == set(graph)
    assert len(set(places.values())) == len(places)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=60))
def test_any_network_is_laid_out(pairs: list[tuple[int, int]]) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_edges_from((str(a), str(b)) for a, b in pairs)
    places = layout(graph)
    assert set(places) == set(graph)
    assert sorted(n for group in communities(graph) for n in group) == sorted(graph)


@pytest.mark.parametrize("suffix", ["graphml", "gexf"])
def test_exports_load_again(article_store: Stores, tmp_path: Path, suffix: str) -> None:
    graph = network(facts(article_store()))
    export(graph, tmp_path / f"g.{suffix}")
    again = nx.read_graphml(tmp_path / "g.graphml") if suffix == "graphml" else nx.read_gexf(tmp_path / "g.gexf")
    assert again.number_of_nodes() == graph.number_of_nodes()
    assert again.number_of_edges() == graph.number_of_edges()


def test_csv_has_edges_and_nodes(article_store: Stores, tmp_path: Path) -> None:
    graph = network(facts(article_store("dam")))
    export(graph, tmp_path / "g.csv")
    with (tmp_path / "g.csv").open(encoding="utf-8") as file:
        assert len(list(csv.DictReader(file))) == graph.number_of_edges()
    assert (tmp_path / "g.nodes.csv").is_file()


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="KG421"):
        export(nx.MultiDiGraph(), tmp_path / "g.png")
