"""Named queries over articles of our own: the questions people ask, and parameters that cannot be SPARQL."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.api import Graph
from kg.errors import QueryError, UsageError
from kg.rdf.vocab import KH
from kg.store import Names, OxigraphStore, Table, named_queries, named_query
from kg.store.named import read

Stores = Callable[..., OxigraphStore]


@pytest.fixture
def graph(article_store: Stores) -> Graph:
    return Graph(article_store("dam", "trade"))


def rows(table: Table) -> list[dict[str, str]]:
    return [dict(zip(table.columns, row, strict=True)) for row in table.texts()]


def test_every_query_runs_and_has_titles_in_three_languages(graph: Graph) -> None:
    for name, query in named_queries().items():
        assert set(query.titles) == {"en", "ar", "fr"}, name
        assert query.about, name
        graph.query(name)


def test_who_is_said_to_be_behind_it(graph: Graph) -> None:
    found = rows(graph.query("mastermind", event="attack"))
    assert [(r["who"], r["factuality_label"], r["told_by"]) for r in found] == [
        ("أبو سيف التلي", "alleged", "(unnamed)")
    ]


def test_every_date_and_place_with_who_told_it(graph: Graph) -> None:
    found = {(r["told"], r["resolved"], r["told_by"]) for r in rows(graph.query("tellings", event="attack"))}
    assert found == {
        ("منتصف شهر شتنبر 2018", "2018-09~mid", "مسؤول حكومي ← صحيفة المرفأ"),
        ("بلدة النخلة", "", "كريم الهاشمي"),
        ("يوم 3 أكتوبر الماضي", "2018-10-03", "كريم الهاشمي"),
    }


@pytest.mark.parametrize(("query", "degree"), [("tellings", {}), ("mastermind", {"factuality": "asserted,alleged"})])
def test_an_event_without_a_target_has_not_the_one_asked_for(graph: Graph, query: str, degree: dict[str, str]) -> None:
    assert len(graph.query(query, event="travel", **degree))
    assert not len(graph.query(query, event="travel", target="سد الوادي", **degree))
    assert len(graph.query(query, event="attack", target="سد الوادي", **degree))


def test_witnesses(graph: Graph) -> None:
    (first, *_) = rows(graph.query("witnesses"))
    assert (first["speaker"], first["age"], first["roles"]) == ("كريم الهاشمي", "41 سنة", "شاهد عيان")


def test_movements(graph: Graph) -> None:
    (row,) = rows(graph.query("movements", person="العدني"))
    assert (row["who"], row["to"], row["resolved"]) == ("سالم العدني", "العاصمة", "2019-02~start")


def test_contested(graph: Graph) -> None:
    assert {(r["what"], r["kind"]) for r in rows(graph.query("contested"))} == {("time", "Attack")}


def test_doubtful(graph: Graph) -> None:
    assert {r["factuality_label"] for r in rows(graph.query("doubtful"))} == {"alleged", "attempted", "planned"}


def test_names_are_found_folded_and_with_particles_of_spelling(graph: Graph) -> None:
    for text in ("صحيفة المرفأ", "المرفا", "صحيفه المرفا"):
        assert [n.label for n in graph.find(text)] == ["صحيفة المرفأ"], text


@pytest.mark.parametrize(
    ("name", "given_", "error", "code"),
    [
        ("tellings", {"events": "attack"}, UsageError, "KG612"),
        ("tellings", {"event": "attak"}, QueryError, "KG509"),
        ("movements", {"person": "لا أحد بهذا الاسم"}, UsageError, "KG613"),
    ],
)
def test_wrong_parameters_say_what_is_right(
    graph: Graph, name: str, given_: dict[str, str], error: type[Exception], code: str
) -> None:
    with pytest.raises(error, match=code):
        graph.query(name, **given_)


def test_an_unknown_name_is_corrected(graph: Graph) -> None:
    with pytest.raises(UsageError, match="did you mean 'tellings'"):
        graph.query("telling")


def test_an_unknown_name_far_from_all_says_where_they_are_listed(graph: Graph) -> None:
    with pytest.raises(UsageError) as caught:
        graph.query("zzzz")
    assert caught.value.advice == "kg query without a name lists them all; a server lists them at /queries"


@pytest.mark.parametrize("event", ["coup,attack", "Coup, attaque", "انقلاب، هجوم", "coup d'État،attack"])
def test_kinds_are_called_by_code_or_by_label_in_any_language(event: str) -> None:
    bound = named_query("tellings").bind({"event": event}, lambda _: ())
    assert f"VALUES ?event {{ {KH.Coup} {KH.Attack} }}" in bound


def test_factuality_is_called_by_label_too() -> None:
    bound = named_query("doubtful").bind({"factuality": "مزعوم"}, lambda _: ())
    assert f"VALUES ?factuality {{ {KH.alleged} }}" in bound


@given(st.text(min_size=1, max_size=60))
def test_text_parameters_are_terms_never_sparql(text: str) -> None:
    query = read("x", "# title: x\n# param: word (text)\nSELECT ?word WHERE { #{word}\n }")
    bound = query.bind({"word": text}, lambda _: ())
    found = [row[0] for row in OxigraphStore().run(bound)]  # type: ignore[union-attr]
    wanted = sorted(part.strip() for part in text.split(",") if part.strip())
    assert sorted(term.value for term in found if term is not None) == wanted  # type: ignore[union-attr]


def test_entities_are_bound_by_iri_only() -> None:
    with pytest.raises(UsageError, match="KG613"):
        named_query("movements").bind({"person": '" } SERVICE <http://x> { '}, Names({}).find)


def test_a_query_that_declares_what_it_does_not_use_is_refused() -> None:
    with pytest.raises(QueryError, match="KG510"):
        read("x", "# title: x\n# param: a (text)\nSELECT * WHERE { }")
