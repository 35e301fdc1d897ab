"""The shapes accept what we write and name what is broken, in the words of the article."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Story
from kg.rdf import story_quads
from kg.rdf.shapes import Report, Violation, validate
from kg.rdf.terms import OA, PROV, RDF, XSD
from kg.rdf.vocab import KH

BASE = "https://w3id.org/khabar/"
Quads = list[Quad]


def without(quads: Quads, subject: NamedNode, predicate: NamedNode) -> Quads:
    return [q for q in quads if not (q.subject == subject and q.predicate == predicate)]


def claim_of(quads: Quads, predicate: NamedNode) -> NamedNode:
    """The first claim with that predicate."""
    found = min((q.subject for q in quads if q.predicate == RDF.predicate and q.object == predicate), key=str)
    assert isinstance(found, NamedNode)
    return found


def with_object(quads: Quads, subject: NamedNode, predicate: NamedNode, value: NamedNode | Literal) -> Quads:
    return [*without(quads, subject, predicate), Quad(subject, predicate, value, quads[0].graph_name)]


def test_what_we_write_conforms(quads: Quads) -> None:
    assert validate(quads) == Report()


def test_one_article_is_quick(quads: Quads) -> None:
    validate(quads)  # the shapes are read once
    start = time.perf_counter()
    validate(quads)
    assert time.perf_counter() - start < 3


@settings(max_examples=5, deadline=None)
@given(label=st.text(min_size=1).filter(lambda t: t.strip() and any(not c.isspace() for c in t)), title=st.text())
def test_any_label_conforms(label: str, title: str, retell: Callable[..., Story]) -> None:
    found = validate(story_quads(retell(title=title, labels={"paper": "ا" + label}), BASE))
    assert found.conforms


@pytest.mark.parametrize(
    ("lost", "message"),
    [
        (KH.evidence, "rests on no words"),
        (KH.factuality, "how sure it is"),
        (PROV.wasDerivedFrom, "must come from one article"),
        (KH.confidence, "from 0 to 1"),
        (RDF.object, "one thing of its subject"),
    ],
)
def test_a_claim_that_lost_something_is_named(lost: NamedNode, message: str, quads: Quads) -> None:
    report = validate(without(quads, claim_of(quads, KH.place), lost))
    assert not report.conforms
    assert any(message in v.message for v in report.violations)


def test_the_offending_words_and_article_are_told(quads: Quads) -> None:
    report = validate(without(quads, claim_of(quads, KH.place), KH.factuality))
    (found,) = [v for v in report.violations if "how sure" in v.message]
    assert "إضراب العمال في ميناء سلا" in found.words
    assert found.article == BASE + "article/00c0ffee00c0ffee"


def test_messages_come_in_the_language_asked_for(quads: Quads) -> None:
    broken = without(quads, claim_of(quads, KH.place), KH.evidence)
    assert any("لا يستند" in v.message for v in validate(broken, "ar").violations)
    assert any("ne repose sur aucun mot" in v.message for v in validate(broken, "fr").violations)


def test_messages_of_queries_come_in_the_language_asked_for(quads: Quads) -> None:
    broken = [q for q in quads if q.predicate != KH.place]
    assert ["العبارة المجردة" in v.message for v in validate(broken, "ar").violations] == [True]


def test_a_hedged_claim_as_plain_fact_is_a_violation(quads: Quads) -> None:
    claim = claim_of(quads, KH.amount)
    parts = {q.predicate: q.object for q in quads if q.subject == claim}
    plain = Quad(parts[RDF.subject], KH.amount, parts[RDF.object], quads[0].graph_name)
    report = validate([*quads, plain])
    (found,) = report.violations
    assert "yet the graph states it as plain fact" in found.message
    assert found.focus == claim.value
    assert "مولت" in found.words


def test_an_asserted_claim_without_its_plain_statement_is_a_violation(quads: Quads) -> None:
    report = validate([q for q in quads if q.predicate != KH.place])
    assert ["plain statement" in v.message for v in report.violations] == [True]


def test_words_that_do_not_stand_there_are_a_violation(quads: Quads) -> None:
    passage = next(q.subject for q in quads if q.predicate == OA.exact and q.object.value == "ميناء سلا")
    report = validate(with_object(quads, passage, OA.exact, Literal("ميناء طنجة")))
    assert [v.words for v in report.violations] == ["ميناء طنجة"]


def test_a_saying_without_speaker_is_a_violation(quads: Quads) -> None:
    assert not validate([q for q in quads if q.predicate != KH.speaker]).conforms


def test_an_unnamed_saying_may_not_have_a_speaker(quads: Quads) -> None:
    saying = next(q.subject for q in quads if q.object == KH.UnnamedSaying)
    speaker = next(q.object for q in quads if q.predicate == KH.speaker)
    assert not validate(with_object(quads, saying, KH.speaker, speaker)).conforms


def test_a_first_day_after_the_last_is_a_violation(quads: Quads) -> None:
    node = next(q.subject for q in quads if q.predicate == KH.earliest)
    late = Literal("2031-01-01", datatype=XSD.date)
    assert not validate(with_object(quads, node, KH.earliest, late)).conforms


def test_a_misread_time_is_a_warning_and_the_graph_still_conforms(story: Story) -> None:
    wrong = tuple(replace(c, object="harbour") if c.predicate == "time" else c for c in story.claims)
    report = validate(story_quads(replace(story, claims=wrong), BASE))
    assert report.conforms
    assert ["not a time" in w.message for w in report.warnings] == [True]


def test_reports_add_up() -> None:
    one = Report((Violation("a", "f", "m"),))
    assert not (one + Report()).conforms
    assert len((one + one).violations) == 2
