"""What holds for every extraction, however odd."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kg.inventory import EVENT_MODS, EVENTS, MENTIONS, RELATIONS, ROLES, SAY_MODS
from kg.model import FACTUALITIES, Article, Event, Extraction, Mention, Relation, Role, Says, Span
from kg.resolve import resolve

TEXT = "قال الوزير سالم العدني إن الشرطة وصلت. ثم نفى العدني ذلك، وقال للمنارة إن تنظيم “الظل” غادر بلدة النخلة! وعاد سالم."
CUT = TEXT.index("ثم")
SENTENCES = (Span(0, CUT - 1), Span(CUT, len(TEXT)))
SCORES = st.sampled_from([0.1, 0.5, 0.9, 1.0])
CLUSTERS = st.sampled_from([None, "c1", "c2", "c3"])
COUNT = 7
ANY_ID = st.sampled_from([f"{kind}{n}" for kind in "mear" for n in range(COUNT)] + ["gone"])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, len(TEXT) - 1))
    return Span(start, draw(st.integers(start, min(len(TEXT), start + 25))))


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    def some() -> range:
        return range(draw(st.integers(0, COUNT)))

    def words() -> tuple[Span, str, int]:
        span = draw(spans())
        return span, span.of(TEXT), 1 if span.start < CUT else 2

    def mention(n: int) -> Mention:
        span, text, sentence = words()
        return Mention(
            f"m{n}", span, draw(st.sampled_from(MENTIONS)), text, sentence, draw(CLUSTERS), None, draw(SCORES)
        )

    def event(n: int) -> Event:
        span, text, sentence = words()
        roles = draw(st.lists(st.builds(Role, st.sampled_from(ROLES), ANY_ID, SCORES), max_size=4))
        mods = draw(st.lists(st.sampled_from(EVENT_MODS), max_size=2, unique=True))
        kind = draw(st.sampled_from(EVENTS[:3]))
        return Event(f"e{n}", span, kind, text, sentence, tuple(roles), tuple(mods), draw(CLUSTERS), draw(SCORES))

    def saying(n: int) -> Says:
        span, text, sentence = words()
        content = tuple(draw(st.lists(ANY_ID, max_size=4)))
        source = draw(st.none() | ANY_ID)
        return Says(f"a{n}", span, text, sentence, source, content, draw(st.sampled_from(SAY_MODS)), draw(SCORES))

    relation = st.builds(Relation, st.just(""), st.sampled_from(RELATIONS), ANY_ID, ANY_ID, SCORES)
    relations = draw(st.lists(relation, max_size=COUNT))
    return Extraction(
        Article("b" * 16, TEXT),
        SENTENCES,
        tuple(mention(n) for n in some()),
        tuple(event(n) for n in some()),
        tuple(replace(r, id=f"r{n}") for n, r in enumerate(relations)),
        tuple(saying(n) for n in some()),
    )


@given(extractions())
def test_claims_are_about_what_the_story_has(found: Extraction) -> None:
    story = resolve(found)
    entities, happenings = {e.id for e in story.entities}, {h.id for h in story.happenings}
    assert len(entities | happenings) == len(story.entities) + len(story.happenings)
    for claim in story.claims:
        assert claim.subject in entities | happenings
        assert claim.object in (EVENTS if claim.predicate == "type" else entities | happenings)
        assert claim.subject != claim.object
        assert set(claim.speakers) <= entities | {""}
        assert 0 <= claim.confidence <= 1
        assert claim.factuality == (claim.qualifiers or ("asserted",))[-1]
        assert list(claim.qualifiers) == sorted(set(claim.qualifiers), key=FACTUALITIES.index)
    assert len({c.id for c in story.claims}) == len(story.claims)


@given(extractions())
def test_evidence_is_in_the_text_and_holds_what_it_marks(found: Extraction) -> None:
    for claim in resolve(found).claims:
        for evidence in claim.evidence:
            assert evidence.quote == evidence.span.of(TEXT)
            assert evidence.sentence.covers(evidence.span)
            for mark in (evidence.subject, evidence.object, evidence.trigger):
                assert mark is None or evidence.span.covers(mark) or not evidence.sentence.covers(mark)


@given(extractions(), st.randoms(use_true_random=False))
def test_the_order_of_items_changes_nothing(found: Extraction, mixed: random.Random) -> None:
    again = replace(
        found,
        sentences=tuple(mixed.sample(found.sentences, len(found.sentences))),
        mentions=tuple(mixed.sample(found.mentions, len(found.mentions))),
        events=tuple(mixed.sample(found.events, len(found.events))),
        relations=tuple(mixed.sample(found.relations, len(found.relations))),
        says=tuple(mixed.sample(found.says, len(found.says))),
    )
    one, other = resolve(found), resolve(again)
    assert (one.entities, one.happenings, one.claims) == (other.entities, other.happenings, other.claims)


@given(extractions())
def test_every_mention_and_event_has_a_home(found: Extraction) -> None:
    story = resolve(found)
    things = [m.id for e in story.entities if e.type != "ROLE" for m in e.mentions]
    assert sorted(things) == sorted(m.id for m in found.mentions)
    assert sorted(e.id for h in story.happenings for e in h.tellings) == sorted(e.id for e in found.events)


@given(extractions())
def test_nothing_that_is_hedged_or_denied_is_asserted(found: Extraction) -> None:
    hedged = {e.id for e in found.events if e.mods}
    story = resolve(found)
    spans_of = {e.span for e in found.events if e.id in hedged} - {e.span for e in found.events if e.id not in hedged}
    for claim in story.claims:
        if claim.predicate == "type" and claim.evidence[0].trigger in spans_of:
            assert claim.factuality != "asserted"
