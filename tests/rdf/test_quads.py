"""What a story becomes: entities, events, times, claims with their speakers and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from pyoxigraph import NamedNode, Quad

from kg.errors import GraphError
from kg.model import Story
from kg.rdf import story_quads
from kg.rdf.claims import is_plain
from kg.rdf.terms import RDF
from kg.rdf.vocab import KH

Ask = Callable[..., set[tuple[str, ...]]]
BASE = "https://w3id.org/khabar/"
PAPER = "صحيفة المرفأ"
SPOKESMAN = "متحدثا"
NADER = "نادر المريني"


def test_everything_is_in_the_graph_of_the_article(quads: list[Quad]) -> None:
    assert {quad.graph_name for quad in quads} == {NamedNode(BASE + "graph/00c0ffee00c0ffee")}


def test_quads_are_sorted_and_none_is_there_twice(quads: list[Quad]) -> None:
    lines = [str(quad) for quad in quads]
    assert lines == sorted(set(lines))


def test_two_runs_give_the_same_quads(story: Story, quads: list[Quad]) -> None:
    assert story_quads(story, BASE) == quads


def test_the_order_of_a_story_does_not_matter(story: Story, quads: list[Quad]) -> None:
    turned = replace(story, entities=story.entities[::-1], happenings=story.happenings[::-1], claims=story.claims[::-1])
    assert story_quads(turned, BASE) == quads


def test_article_keeps_text_title_outlet_and_date(quads: list[Quad], ask: Ask, text: str) -> None:
    pattern = "?a a kh:Article ; kh:text ?t ; dcterms:title ?n ; kh:outlet ?o ; dcterms:issued ?d ; kh:issuedBasis ?b"
    assert ask(quads, pattern, "t", "n", "o", "d", "b") == {
        (text, '<script>alert("}")</script>', "hand", "2021-04-02", "given")
    }


def test_an_entity_has_its_class_and_labels(quads: list[Quad], ask: Ask) -> None:
    found = ask(
        quads, f'?e rdfs:label "{PAPER}"@ar ; a ?c ; skos:altLabel ?other ; kh:romanisedLabel ?latin', "c", "other"
    )
    assert {c for c, _ in found} == {KH.MediaOrganization.value}
    assert {other for _, other in found} == {"المرفأ", "الصحيفة"}


def test_an_asserted_claim_is_a_plain_statement_too(quads: list[Quad], ask: Ask) -> None:
    assert ask(quads, "?e a kh:Strike ; kh:agent/rdfs:label ?who", "who") == {("العمال",)}


@pytest.mark.parametrize("kind", ["Arrest", "Funding"])
def test_a_denied_or_alleged_event_is_never_plain(kind: str, quads: list[Quad], ask: Ask) -> None:
    assert not ask(quads, f"?e a kh:{kind}", "e")
    assert len(ask(quads, f"?e kh:eventKind kh:{kind} ; rdfs:label ?l", "l")) == 1
    roles = "VALUES ?p { kh:agent kh:patient kh:amount }"
    assert not ask(quads, f"{roles} ?e kh:eventKind kh:{kind} ; ?p ?x", "x")


def test_a_denied_claim_names_who_denies_it(quads: list[Quad], ask: Ask) -> None:
    pattern = f"""?c a kh:Claim ; kh:factuality kh:denied ; kh:claimedBy/kh:speaker/rdfs:label ?who ;
        rdf:predicate kh:patient ; rdf:object/rdfs:label "{NADER}"@ar"""
    assert ask(quads, pattern, "who") == {("سامي الهلالي",)}


def test_a_chain_of_speakers_keeps_its_order(quads: list[Quad], ask: Ask) -> None:
    claim = "?c rdf:predicate kh:place ; "
    assert ask(quads, claim + "kh:claimedBy/kh:speaker/rdfs:label ?who", "who") == {(SPOKESMAN,)}
    assert ask(quads, claim + "kh:claimedBy/kh:claimedBy/kh:speaker/rdfs:label ?who", "who") == {(PAPER,)}
    assert ask(quads, claim + "kh:claimedBy+/kh:speaker/rdfs:label ?who", "who") == {(SPOKESMAN,), (PAPER,)}


def test_an_unnamed_source_is_a_saying_without_speaker(quads: list[Quad], ask: Ask) -> None:
    pattern = "?c kh:factuality kh:alleged ; kh:claimedBy ?s . ?s a kh:UnnamedSaying . OPTIONAL { ?s kh:speaker ?who }"
    assert {who for (who,) in ask(quads, pattern, "who")} == {""}


def test_what_the_article_itself_says_has_no_speaker(quads: list[Quad], ask: Ask) -> None:
    assert not ask(quads, "?c rdf:predicate kh:memberOf ; kh:claimedBy ?s", "s")


def test_evidence_gives_words_sentence_and_marks(quads: list[Quad], ask: Ask, text: str) -> None:
    pattern = """?c rdf:predicate kh:amount ; kh:evidence ?e .
        ?e oa:exact ?words ; oa:start ?start ; oa:end ?end ; kh:inSentence/oa:exact ?sentence ;
           kh:triggerWords/oa:exact ?trigger ; kh:objectWords/oa:exact ?object"""
    ((words, start, end, sentence, trigger, target),) = ask(
        quads, pattern, "words", "start", "end", "sentence", "trigger", "object"
    )
    assert text[int(start) : int(end)] == words
    assert words in sentence
    assert (trigger, target) == ("مولت", "نحو 20000 درهم")


def test_a_claim_says_which_program_read_it(quads: list[Quad], ask: Ask) -> None:
    pattern = (
        "?c a kh:Claim ; prov:wasGeneratedBy/prov:wasAssociatedWith ?m . ?m rdfs:label ?name ; kh:version ?version"
    )
    assert ask(quads, pattern, "name", "version") == {("hand", "1.0")}


def test_roles_hang_between_person_and_organisation(quads: list[Quad], ask: Ask) -> None:
    pattern = (
        "?who kh:holdsRole ?r . ?r a kh:Role ; rdfs:label ?role ; kh:roleOf/rdfs:label ?of . ?who rdfs:label ?name"
    )
    assert ask(quads, pattern, "name", "role", "of") == {(NADER, "رئيس", "نقابة البحارة")}


def test_money_has_number_currency_and_modifier(quads: list[Quad], ask: Ask) -> None:
    pattern = "?m a kh:MonetaryAmount ; kh:number ?n ; kh:currency ?c ; kh:modifier ?how"
    assert ask(quads, pattern, "n", "c", "how") == {("20000", "MAD", "approx")}


def test_only_an_unhedged_assertion_is_plain(story: Story) -> None:
    strike = story.claims[0]
    assert is_plain(strike)
    assert not is_plain(replace(strike, qualifiers=("alleged",)))
    assert not is_plain(replace(strike, factuality="planned"))


def test_a_quote_that_is_not_in_the_article_is_refused(story: Story) -> None:
    claim = story.claims[0]
    lie = replace(claim, evidence=(replace(claim.evidence[0], quote="ليس هنا"),))
    with pytest.raises(GraphError, match="KG401"):
        story_quads(replace(story, claims=(lie,)), BASE)


def test_a_type_outside_the_inventory_is_refused(story: Story) -> None:
    with pytest.raises(GraphError, match="KG402"):
        story_quads(replace(story, entities=(replace(story.entities[0], type="ROBOT"),), claims=()), BASE)


def test_a_claim_about_nothing_in_the_story_is_refused(story: Story) -> None:
    with pytest.raises(GraphError, match="KG403"):
        story_quads(replace(story, claims=(replace(story.claims[1], object="nobody"),)), BASE)


def test_part_is_a_role_of_events_and_a_relation_of_things(story: Story) -> None:
    base = story.claims[1]
    parts = (
        replace(base, predicate="part", object="arrest"),
        replace(base, id="x", subject="paper", predicate="part", object="union"),
    )
    found = {q.object for q in story_quads(replace(story, claims=parts), BASE) if q.predicate == RDF.predicate}
    assert found == {KH.subEventOf, KH.partOf}
