"""What is claimed, in which words, how surely, and by whom."""

from __future__ import annotations

from typing import Any

import pytest

from kg.model import Span
from kg.resolve.words import Sentences

TEXT = "قال الوزير سالم العدني إن الشرطة اعتقلت كريم الهاشمي في بلدة النخلة. وفر آخرون إلى السهل."


def scene(draft: Any) -> Any:
    d = draft(TEXT)
    d.mention("ROLE", "الوزير", "minister")
    d.mention("PER", "سالم العدني", "minister")
    d.mention("ORG.ARM", "الشرطة", "police")
    d.mention("PER", "كريم الهاشمي", "karim")
    d.mention("GPE.CITY", "بلدة النخلة", "town")
    d.mention("LOC", "السهل", "plain")
    return d


def test_a_telling_and_each_filler_are_claims(draft: Any) -> None:
    d = scene(draft)
    d.event("arrest", "اعتقلت", agent="m2", patient="m3", place="m4")
    found = [c for c in d.story().claims if c.predicate != "role"]
    assert [(c.predicate, c.evidence[0].quote) for c in found] == [
        ("agent", "الشرطة اعتقلت"),
        ("type", "اعتقلت"),
        ("patient", "اعتقلت كريم الهاشمي"),
        ("place", "اعتقلت كريم الهاشمي في بلدة النخلة"),
    ]


def test_evidence_marks_trigger_and_object_in_the_sentence(draft: Any) -> None:
    d = scene(draft)
    d.event("arrest", "اعتقلت", patient="m3")
    [claim] = [c for c in d.story().claims if c.predicate == "patient"]
    [evidence] = claim.evidence
    assert evidence.trigger is not None
    assert evidence.object is not None
    assert evidence.trigger.of(TEXT) == "اعتقلت"
    assert evidence.object.of(TEXT) == "كريم الهاشمي"
    assert evidence.sentence.of(TEXT).endswith("النخلة.")


def test_a_filler_of_another_sentence_quotes_the_whole_sentence(draft: Any) -> None:
    d = scene(draft)
    d.event("arrest", "اعتقلت", to="m5")
    [claim] = [c for c in d.story().claims if c.predicate == "to"]
    assert claim.evidence[0].span == claim.evidence[0].sentence
    assert "السهل" not in claim.evidence[0].quote


def test_confidence_is_that_of_event_filler_and_saying(draft: Any) -> None:
    d = scene(draft)
    e = d.event("arrest", "اعتقلت", patient="m3")
    d.says_so("قال", "m1", e)
    claims = {c.predicate: c for c in d.story().claims}
    assert claims["type"].confidence == 0.25
    assert claims["patient"].confidence == 0.2
    assert claims["patient"].evidence[0].score == 0.4


def test_the_role_is_held_by_the_person_and_is_of_something(draft: Any) -> None:
    d = scene(draft)
    d.relation("of", "m0", "m4")
    story = d.story()
    name = {e.id: (e.type, e.label) for e in story.entities}
    facts = {(name[c.subject], c.predicate, name[c.object]) for c in story.claims}
    assert facts == {
        (("PER", "سالم العدني"), "role", ("ROLE", "الوزير")),
        (("ROLE", "الوزير"), "of", ("GPE.CITY", "بلدة النخلة")),
    }


def test_other_relations_of_a_role_are_those_of_its_holder(draft: Any) -> None:
    d = scene(draft)
    d.relation("member", "m0", "m2")
    story = d.story()
    [claim] = [c for c in story.claims if c.predicate == "member"]
    assert {e.id: e.type for e in story.entities}[claim.subject] == "PER"
    assert claim.evidence[0].quote == "الوزير سالم العدني إن الشرطة"


def test_a_relation_has_the_speakers_and_the_modality_of_its_saying(draft: Any) -> None:
    d = scene(draft)
    d.says_so("قال", "m1", d.relation("lives", "m3", "m4"), mod="deny")
    [claim] = [c for c in d.story().claims if c.predicate == "lives"]
    assert claim.factuality == "denied"
    assert len(claim.speakers) == 1


def test_a_relation_with_itself_is_no_claim(draft: Any) -> None:
    d = scene(draft)
    d.relation("member", "m0", "m1")
    assert {c.predicate for c in d.story().claims} == {"role"}


def test_dangling_ids_are_left_out(draft: Any) -> None:
    d = scene(draft)
    e = d.event("arrest", "اعتقلت", agent="gone")
    d.relation("lives", "gone", "m4")
    d.relation("lives", "m3", "gone")
    d.says_so("قال", "gone", e, "nothing")
    claims = d.story().claims
    assert {c.predicate for c in claims} == {"type", "role"}
    assert [c.speakers for c in claims if c.predicate == "type"] == [("",)]


def test_an_event_may_fill_a_role_of_another(draft: Any) -> None:
    d = scene(draft)
    first = d.event("arrest", "اعتقلت")
    d.event("travel", "فر", cause=first)
    story = d.story()
    [claim] = [c for c in story.claims if c.predicate == "cause"]
    kinds = {h.id: h.type for h in story.happenings}
    assert (kinds[claim.subject], kinds[claim.object]) == ("travel", "arrest")


def test_told_twice_is_two_claims_of_one_happening(draft: Any) -> None:
    d = draft("اعتقلت الشرطة كريم ثم قال إن الاعتقال وقع")
    d.mention("PER", "كريم", "k")
    d.event("arrest", "اعتقلت", cluster="x", patient="m0")
    d.event("arrest", "الاعتقال", cluster="x", patient="m0")
    story = d.story()
    assert len(story.happenings) == 1
    assert [c.evidence[0].quote for c in story.claims if c.predicate == "type"] == ["اعتقلت", "الاعتقال"]


def test_read_twice_from_the_same_words_is_one_claim(draft: Any) -> None:
    d = scene(draft)
    d.relation("lives", "m3", "m4")
    d.relation("lives", "m3", "m4")
    assert [c.predicate for c in d.story().claims if c.predicate != "role"] == ["lives"]


def test_events_of_one_cluster_with_other_victims_are_two(draft: Any) -> None:
    d = scene(draft)
    d.event("arrest", "اعتقلت", cluster="x", patient="m3")
    d.event("arrest", "فر", cluster="x", patient="m1")
    assert len(d.story().happenings) == 2


def test_victims_that_one_word_names_do_not_part_a_cluster(draft: Any) -> None:
    d = draft("هاجموا قافلة ثم وقع الهجوم على القافلة")
    d.mention("PROD", "قافلة")
    d.mention("PROD", "القافلة")
    d.event("attack", "هاجموا", cluster="x", patient="m0")
    d.event("attack", "الهجوم", cluster="x", patient="m1")
    assert len(d.story().happenings) == 1


def test_events_of_one_cluster_with_other_types_are_two(draft: Any) -> None:
    d = scene(draft)
    d.event("arrest", "اعتقلت", cluster="x")
    d.event("travel", "فر", cluster="x")
    assert len(d.story().happenings) == 2


def test_one_word_that_tells_of_several_events_is_several(draft: Any) -> None:
    d = scene(draft)
    d.event("arrest", "اعتقلت", patient="m3")
    d.event("arrest", "اعتقلت", patient="m1")
    assert len({h.id for h in d.story().happenings}) == 2


@pytest.mark.parametrize(
    ("at", "wanted"),
    [
        (Span(0, 3), Span(0, 10)),
        (Span(9, 13), Span(0, 20)),
        (Span(10, 11), Span(10, 11)),
        (Span(12, 20), Span(12, 20)),
        (Span(25, 27), Span(25, 27)),
        (Span(5, 5), Span(0, 10)),
    ],
)
def test_the_sentence_around_words(at: Span, wanted: Span) -> None:
    assert Sentences([Span(12, 20), Span(0, 10)]).around(at) == wanted


ACCUSED = "اتهم الجيش فصائل مسلحة بقصف السوق. وقال مراقب إن الجيش اتهم الفصائل بالنهب."


def accusation(draft: Any) -> Any:
    d = draft(ACCUSED)
    d.mention("ORG.ARM", "الجيش", "army")
    d.mention("ORG.ARM", "فصائل مسلحة", "factions")
    d.event("attack", "قصف", agent="m1")
    d.event("accuse", "اتهم", agent="m0", patient="m1", topic="e0")
    return d


def test_what_somebody_is_accused_of_is_alleged_by_the_accuser(draft: Any) -> None:
    d = accusation(draft)
    story = d.story()
    army = next(e.id for e in story.entities if e.label == "الجيش")
    attack = next(h.id for h in story.happenings if h.type == "attack")
    told = {(c.factuality, c.speakers) for c in story.claims if c.subject == attack}
    assert told == {("alleged", (army,))}


def test_who_tells_of_an_accusation_tells_that(draft: Any) -> None:
    d = draft(ACCUSED)
    d.mention("ROLE", "مراقب", "watcher")
    d.mention("ORG.ARM", "الجيش", "army", nth=1)
    d.event("attack", "النهب")
    d.event("accuse", "اتهم", nth=1, agent="m1", topic="e0")
    d.says_so("قال", "m0", "e0", "e1")
    story = d.story()
    labels = {e.id: e.label for e in story.entities}
    attack = next(h.id for h in story.happenings if h.type == "attack")
    told = {(c.factuality, tuple(labels[s] for s in c.speakers)) for c in story.claims if c.subject == attack}
    assert told == {("alleged", ("الجيش", "مراقب"))}


def test_what_the_accused_denies_is_alleged_still(draft: Any) -> None:
    d = accusation(draft)
    d.says_so("اتهم", "m1", "e0", mod="deny")
    story = d.story()
    labels = {e.id: e.label for e in story.entities}
    attack = next(h.id for h in story.happenings if h.type == "attack")
    told = {(c.factuality, labels[c.speakers[0]]) for c in story.claims if c.subject == attack}
    assert told == {("alleged", "الجيش"), ("denied", "فصائل مسلحة")}
