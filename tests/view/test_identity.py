"""What is judged to be one is one node; claims and exports still name what each article names."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
import rdflib

from kg.graph import Facts
from kg.graph.joined import joined
from kg.identity.versions import ComparisonFact, JudgementFact, OriginFact, ReadingFact, TollFact, Versions
from kg.view import explorer_html
from kg.view.payload import payload
from tests.view.conftest import Page, made_up

NAMES = ["سعاد", "سعاد المرابط", "الرباط", "مراكش", "انفجار", "الانفجار"]
LINKS = [
    (0, "livesIn", 2, "asserted", 0),
    (1, "livesIn", 2, "asserted", 1),
    (4, "place", 2, "asserted", 0),
    (5, "place", 3, "asserted", 1),
]
PERSON, CITY, EVENT = ("https://example.org/identity/" + x for x in ("p", "c", "e"))


def told() -> tuple[Facts, Versions]:
    """A woman and an event told by two outlets, whose places contradict each other."""
    found = made_up(NAMES, LINKS, outlets=("الأفق", "البرق"))
    nodes = list(found.nodes)
    nodes[2] = replace(nodes[2], kind="City")
    nodes[4] = replace(nodes[4], kind="Attack", event=True, earliest="2024-05-01", latest="2024-05-31")
    nodes[5] = replace(nodes[5], kind="Attack", event=True, earliest="2024-05-16", latest="2024-05-16")
    found = replace(found, nodes=tuple(nodes))
    iri, claim, article = ([x.iri for x in list_] for list_ in (found.nodes, found.claims, found.articles))
    return found, Versions(
        identity={iri[0]: PERSON, iri[1]: PERSON, iri[2]: CITY, iri[4]: EVENT, iri[5]: EVENT},
        labels={PERSON: "سعاد المرابط", CITY: "الرباط", EVENT: "الانفجار"},
        same_as={CITY: ("http://www.wikidata.org/entity/Q3551",)},
        english={CITY: "Rabat"},
        places={CITY: (34.01, -6.83)},
        judgements=(
            JudgementFact("j1", "same", (iri[0], iri[1]), 0.97, "the same name (+4.6)", "khabar"),
            JudgementFact("j2", "unsure", (iri[2], iri[3]), 0.4, "two cities of one country", "khabar"),
        ),
        origins={article[0]: OriginFact("o", "وكالة"), article[1]: OriginFact("o", "وكالة")},
        comparisons=(ComparisonFact("c", EVENT, "place", (claim[2], claim[3]), "places lie far apart", False),),
        _readings={
            EVENT: [
                ReadingFact("r1", EVENT, "place", "الرباط", 1, 0.6, (claim[2],), ()),
                ReadingFact("r2", EVENT, "place", "مراكش", 1, 0.4, (claim[3],), ()),
            ]
        },
        _tolls={(EVENT, "place"): TollFact(EVENT, "place", 9, 17, 17, "2024-05-16", ("revised",), claim[3])},
    )


def test_one_node_for_one_identity() -> None:
    facts, versions = told()
    whole = joined(facts, versions.identity, versions.labels)
    assert [n.label for n in whole.facts.nodes] == ["سعاد المرابط", "الرباط", "مراكش", "الانفجار"]
    person = whole.facts.node(PERSON)
    assert person is not None
    assert person.aliases == ("سعاد",)
    assert len(person.mentions) == 2
    assert {c.subject for c in whole.facts.claims[:2]} == {PERSON}
    assert [c.iri for c in whole.facts.claims] == [c.iri for c in facts.claims]


def test_the_narrowest_date_is_the_date() -> None:
    facts, versions = told()
    event = joined(facts, versions.identity, versions.labels).facts.node(EVENT)
    assert event is not None
    assert (event.earliest, event.latest) == ("2024-05-16", "2024-05-16")


def test_without_judgements_nothing_changes() -> None:
    facts, _ = told()
    assert joined(facts, {}, {}).facts is facts
    assert payload(facts)["nodes"]["l"] == payload(facts, versions=Versions())["nodes"]["l"]


def test_a_name_that_runs_from_an_identity_is_still_data() -> None:
    facts, versions = told()
    versions.labels[PERSON] = "</script><script>alert(1)</script>"
    assert "<script>alert" not in explorer_html(facts, versions=versions)


@pytest.fixture
def one(browser, tmp_path_factory) -> Page:  # type: ignore[no-untyped-def]
    path = tmp_path_factory.mktemp("identity") / "x.html"
    facts, versions = told()
    path.write_text(explorer_html(facts, versions=versions), encoding="utf-8")
    return Page(browser, path).open()


@pytest.mark.browser
def test_the_card_says_why_and_what_else_it_may_be(one: Page) -> None:
    one(
        "khabar.open({kind: 'node', id: arguments[0]}); document.querySelectorAll('#card details').forEach((d) => { d.open = true; })",
        one.node("سعاد المرابط"),
    )
    assert "الاسم نفسه (+4.6)" in one.text()  # reasons come in the language of the page
    one(
        "khabar.open({kind: 'node', id: arguments[0]}); document.querySelectorAll('#card details').forEach((d) => { d.open = true; })",
        one.node("الرباط"),
    )
    text = one.text()
    assert "wikidata.org/entity/Q3551" in text
    assert "Rabat" in text
    assert "مراكش" in text
    assert "two cities of one country" in text  # a reason without words there stays as it is


@pytest.mark.browser
def test_copies_of_one_agency_are_one_source(one: Page) -> None:
    one("khabar.open({kind: 'bundle', id: [...khabar.data.bundles.values()].find((b) => b.claims.length === 2).key})")
    assert "مصدر واحد" in one.text()


@pytest.mark.browser
def test_the_board_takes_the_versions_of_the_graph(one: Page) -> None:
    one("khabar.show('board')")
    text = one.text("view")
    assert "رقم روجع لاحقا" in text
    assert "من 9 إلى 17؛ آخرها 17" in text
    one("document.querySelector('table.board td details summary').click()")
    one.until("return document.querySelectorAll('table.board details.contradicts').length > 0")
    one("document.querySelectorAll('table.board details').forEach((d) => { d.open = true; })")
    assert "places lie far apart" in one.text("view")


@pytest.mark.browser
def test_places_stand_on_the_map(one: Page) -> None:
    one("khabar.show('map')")
    assert one("return document.querySelectorAll('#map-svg .place').length") == 1
    assert len(one("return document.querySelector('#map-svg .land').getAttribute('d')")) > 10000
    one("document.querySelector('#map-svg .place').focus()")
    one.keys("\ue007")
    assert one("return khabar.state.selected.id") == one.node("الرباط")


@pytest.mark.browser
def test_english_names_from_the_reference_are_found(one: Page) -> None:
    assert one("return khabar.searchNodes('rabat')[0].l") == "الرباط"


@pytest.mark.browser
def test_an_export_names_what_each_article_names(one: Page) -> None:
    facts, _ = told()
    got = rdflib.Graph().parse(data=one("return khabar.make('ttl', 'all')"), format="turtle")
    for claim in facts.claims:
        assert (rdflib.URIRef(claim.iri), rdflib.RDF.subject, rdflib.URIRef(claim.subject)) in got
        assert (rdflib.URIRef(claim.iri), rdflib.RDF.object, rdflib.URIRef(claim.object)) in got
    kh = rdflib.Namespace("https://w3id.org/khabar/ontology#")
    assert (rdflib.URIRef(facts.nodes[0].iri), kh.identity, rdflib.URIRef(PERSON)) in got
    assert (rdflib.URIRef(facts.claims[2].iri), kh.contradicts, rdflib.URIRef(facts.claims[3].iri)) in got
    assert json.loads(one("return khabar.make('jsonld', 'all')"))["@graph"]


@pytest.mark.browser
def test_links_to_a_part_open_the_whole(one: Page) -> None:
    facts, _ = told()
    one.open(f"#node={facts.nodes[0].iri}")
    assert one("return khabar.state.selected.id") == one.node("سعاد المرابط")
