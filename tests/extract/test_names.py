"""Another finder's names beside the model's: what agrees stays, what is better comes, what hangs on nothing goes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.extract import document
from kg.extract.names import NameMerger, NameSpan, prune
from kg.model import Article, Event, Mention, Relation, Role, Says
from kg.text.morph import Analysis
from tests.fakes import span_of

TEXT = "زار سالم الهاشمي مدينة نخيلة أمس. وقال الرجل لصحيفة المرفأ إن سالم الهاشمي عاد."
PERSON, PLACE, PAPER = ("PER",), ("GPE", "LOC", "FAC"), ("ORG",)


class Dictionary:
    """Knows الرجل and أمس as common words, and nothing else."""

    name = "test"

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        return (Analysis(word, "noun", "", 0, True, "", 0.0),) if word in ("الرجل", "أمس") else ()


def mention(name: str, words: str, kind: str, cluster: str | None = None) -> Mention:
    return Mention(name, span_of(TEXT, words), kind, words, 1, cluster or name)


def merged(names: list[tuple[str, tuple[str, ...]]], *mentions: Mention, only: bool = True) -> list[tuple[str, str, str]]:
    doc = document(Article("a", TEXT)).with_layer("found", tuple(NameSpan(span_of(TEXT, w), k) for w, k in names))
    for layer, items in (("mentions", mentions), ("events", ()), ("relations", ()), ("says", ())):
        doc = doc.with_layer(layer, tuple(items))
    done = NameMerger("found", "test", Dictionary(), only=only).find(doc)
    assert all(m.text == m.span.of(TEXT) for m in done["mentions"])
    return [(m.id, m.type, m.text) for m in done["mentions"]]


def test_names_that_agree_keep_the_models_type_and_the_wider_span() -> None:
    model = mention("m1", "مدينة نخيلة", "GPE.REGION")
    assert merged([("نخيلة", PLACE)], model) == [("m1", "GPE.REGION", "مدينة نخيلة")]
    short = mention("m1", "سالم", "PER")
    assert merged([("سالم الهاشمي", PERSON)], short) == [("m1", "PER", "سالم الهاشمي")]


def test_the_finders_type_counts_where_the_two_differ() -> None:
    assert merged([("نخيلة", PLACE)], mention("m1", "نخيلة", "PER")) == [("m1", "GPE.CITY", "نخيلة")]
    assert merged([("المرفأ", PAPER)], mention("m1", "المرفأ", "WORK")) == [("m1", "ORG.OTH", "المرفأ")]


def test_names_of_the_finder_alone_are_added() -> None:
    assert merged([("المرفأ", PAPER)]) == [("n1", "ORG.OTH", "المرفأ")]


def test_a_new_name_joins_the_cluster_of_its_spelling() -> None:
    doc = document(Article("a", TEXT))
    second = TEXT.rindex("سالم الهاشمي")
    name = NameSpan(replace(span_of(TEXT, "سالم الهاشمي"), start=second, end=second + len("سالم الهاشمي")), PERSON)
    known = mention("m1", "سالم الهاشمي", "PER", "c1")
    doc = doc.with_layer("found", (NameSpan(known.span, PERSON), name)).with_layer("mentions", (known,))
    for layer in ("events", "relations", "says"):
        doc = doc.with_layer(layer, ())
    done = NameMerger("found", "test").find(doc)["mentions"]
    assert [m.cluster for m in done] == ["c1", "c1"]


def test_names_of_the_model_alone_go_descriptions_stay() -> None:
    mentions = mention("m1", "سالم الهاشمي", "PER"), mention("m2", "الرجل", "PER"), mention("m3", "أمس", "DATE")
    assert [i for i, *_ in merged([], *mentions)] == ["m3", "m2"]
    assert [i for i, *_ in merged([], *mentions, only=False)] == ["m1", "m3", "m2"]


def test_without_a_dictionary_nothing_goes() -> None:
    doc = document(Article("a", TEXT)).with_layer("found", ())
    for layer, items in (("mentions", (mention("m1", "سالم", "PER"),)), ("events", ()), ("relations", ()), ("says", ())):
        doc = doc.with_layer(layer, items)
    assert len(NameMerger("found", "test").find(doc)["mentions"]) == 1


def test_particles_are_no_part_of_a_name() -> None:
    assert merged([("لصحيفة المرفأ", PAPER)], mention("m1", "صحيفة المرفأ", "ORG.MED")) == [("m1", "ORG.MED", "صحيفة المرفأ")]


def test_two_mentions_never_become_one_and_the_same_twice() -> None:
    outer, inner = mention("m1", "سالم الهاشمي", "PER"), mention("m2", "سالم", "PER")
    assert merged([("سالم الهاشمي", PERSON)], outer, inner) == [("m1", "PER", "سالم الهاشمي"), ("m2", "PER", "سالم")]
    assert merged([("سالم الهاشمي", PERSON)], inner, mention("m3", "الهاشمي", "PER")) != []


@pytest.fixture
def linked() -> tuple[Event, Relation, tuple[Says, ...]]:
    event = Event("e1", span_of(TEXT, "زار"), "travel", "زار", 1, (Role("agent", "m1"), Role("to", "m2")))
    relation = Relation("r1", "lives", "m1", "m2")
    says = (
        Says("a1", span_of(TEXT, "قال"), "قال", 2, "m1", ("e1", "r1", "a2")),
        Says("a2", span_of(TEXT, "إن"), "إن", 2, "m2", ("e1",)),
    )
    return event, relation, says


def test_links_to_what_is_gone_go_too(linked: tuple[Event, Relation, tuple[Says, ...]]) -> None:
    event, relation, says = linked
    kept = prune((mention("m2", "نخيلة", "GPE.CITY"),), [event], [relation], says)
    assert [r.target for r in kept["events"][0].roles] == ["m2"]
    assert kept["relations"] == ()
    assert [(s.source, s.content) for s in kept["says"]] == [(None, ("e1", "a2")), ("m2", ("e1",))]


def test_links_to_what_is_there_stay(linked: tuple[Event, Relation, tuple[Says, ...]]) -> None:
    event, relation, says = linked
    mentions = (mention("m1", "سالم", "PER"), mention("m2", "نخيلة", "GPE.CITY"))
    assert prune(mentions, [event], [relation], says) == {
        "mentions": mentions, "events": (event,), "relations": (relation,), "says": says,
    }  # fmt: skip
