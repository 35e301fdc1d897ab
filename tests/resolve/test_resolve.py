"""Stories of hand-annotated articles: who is one, who says what, how sure."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import FACTUALITIES, Article, Event, Extraction, Mention, Relation, Role, Says, Span, Story
from kg.resolve import resolve
from kg.resolve.factuality import factuality
from kg.resolve.speakers import Speakers

Stories = Callable[[str], Story]


def labels(story: Story) -> dict[str, str]:
    return {e.id: e.label for e in story.entities} | {h.id: h.label for h in story.happenings} | {"": "?"}


def told(story: Story) -> set[tuple[str, str, str, str, tuple[str, ...]]]:
    name = labels(story)
    return {
        (name[c.subject], c.predicate, name.get(c.object, c.object), c.factuality, tuple(name[s] for s in c.speakers))
        for c in story.claims
    }


def test_nested_speakers_are_kept_in_order(article_story: Stories) -> None:
    wanted = ("تفجير", "patient", "سد الوادي", "attempted", ("مسؤول حكومي", "صحيفة المرفأ"))
    assert wanted in told(article_story("dam"))


def test_a_denial_is_denied(article_story: Stories) -> None:
    assert ("تفجير", "type", "attack", "denied", ("سالم العدني",)) in told(article_story("dam"))


def test_what_is_believed_is_alleged_by_somebody_unnamed(article_story: Stories) -> None:
    assert ("تفجير", "agent", "أبو سيف التلي", "alleged", ("?",)) in told(article_story("dam"))


def test_the_witness_has_age_and_role(article_story: Stories) -> None:
    found = told(article_story("dam"))
    assert ("كريم الهاشمي", "age", "41 سنة", "asserted", ()) in found
    assert ("كريم الهاشمي", "role", "شاهد عيان", "asserted", ()) in found


def test_a_last_name_alone_is_the_person_named_before(article_story: Stories) -> None:
    people = [e.label for e in article_story("dam").entities if e.type == "PER"]
    assert "سالم العدني" in people
    assert "العدني" not in people


def test_one_event_told_by_several_is_one(article_story: Stories) -> None:
    attacks = [h for h in article_story("dam").happenings if h.type == "attack"]
    assert len(attacks) == 1
    assert len(attacks[0].tellings) == 4


def test_every_quote_is_in_the_text(article_story: Stories) -> None:
    for name in ("dam", "trade", "hostile"):
        story = article_story(name)
        for claim in story.claims:
            for evidence in claim.evidence:
                assert evidence.quote == evidence.span.of(story.article.text)
                assert evidence.sentence.start <= evidence.span.start


def test_the_order_of_items_does_not_matter(article_extraction: Callable[[str], Extraction]) -> None:
    found = article_extraction("dam")
    mixed = random.Random(3)

    def shuffled(items: tuple[object, ...]) -> tuple[object, ...]:
        return tuple(mixed.sample(items, len(items)))

    again = replace(found, mentions=shuffled(found.mentions), events=shuffled(found.events), says=shuffled(found.says))  # type: ignore[arg-type]
    assert resolve(again).claims == resolve(found).claims


def person(name: str, start: int, cluster: str | None = None, kind: str = "PER") -> Mention:
    return Mention(f"m{start}", Span(start, start + len(name)), kind, name, 1, cluster)


def entities(*mentions: Mention) -> list[str]:
    text = list(" " * 400)
    for m in mentions:
        text[m.span.start : m.span.end] = m.text
    article = Article("a" * 16, "".join(text))
    return sorted(e.label for e in resolve(Extraction(article, (Span(0, 400),), mentions)).entities)


def test_names_with_and_without_a_generic_head_are_one_organisation() -> None:
    assert entities(person("تنظيم “داعش”", 0, "a", "ORG.ARM"), person("داعش", 50, "b", "ORG.ARM")) == ["تنظيم داعش"]


def test_two_people_with_different_given_names_stay_two() -> None:
    assert entities(person("علي العدني", 0, "a"), person("سالم العدني", 50, "b"), person("العدني", 100, "c")) == [
        "العدني",
        "سالم العدني",
        "علي العدني",
    ]


def test_a_generic_noun_alone_is_not_joined_by_its_spelling() -> None:
    assert len(entities(person("المدينة", 0, "a", "GPE.CITY"), person("المدينة", 50, "b", "GPE.CITY"))) == 2


@pytest.mark.parametrize(
    ("mods", "says", "wanted"),
    [
        ((), (), "asserted"),
        (("attempt",), (), "attempted"),
        (("attempt", "alleged"), (), "alleged"),
        ((), ("believe",), "alleged"),
        ((), ("assert", "assert"), "asserted"),
        (("plan",), ("deny",), "denied"),
        (("neg",), (), "denied"),
        (("cond",), ("promise",), "conditional"),
        ((), ("threaten",), "planned"),
    ],
)
def test_the_weakest_factuality_wins(mods: tuple[str, ...], says: tuple[str, ...], wanted: str) -> None:
    assert factuality(mods, says)[0] == wanted


def test_qualifiers_keep_all() -> None:
    assert factuality(("attempt", "alleged"), ())[1] == ("attempted", "alleged")


def saying(name: str, source: str | None, *content: str) -> Says:
    return Says(name, Span(0, 1), "x", 1, source, content)


def test_circles_of_speakers_end() -> None:
    found = Speakers([saying("a1", "m1", "e1", "a2"), saying("a2", "m2", "a1")], {"m1": "A", "m2": "B"}).chains("e1")
    assert [c.speakers for c in found] == [("A", "B")]


def test_two_speakers_are_two_chains() -> None:
    found = Speakers([saying("a1", "m1", "e1"), saying("a2", "m2", "e1")], {"m1": "A", "m2": "B"}).chains("e1")
    assert [c.speakers for c in found] == [("A",), ("B",)]


def test_nobody_is_an_empty_chain() -> None:
    assert [c.speakers for c in Speakers([], {}).chains("e1")] == [()]


IDS = st.sampled_from(["m1", "m2", "m3", "e1", "e2", "a1", "a2", "gone"])
TEXT = "قال الرجل إن الوزير سافر إلى المدينة ثم عاد."
SPANS = st.tuples(st.integers(0, len(TEXT) - 2), st.integers(1, 8)).map(
    lambda p: Span(p[0], min(len(TEXT), p[0] + p[1]))
)


@st.composite
def extractions(draw: st.DrawFn) -> Extraction:
    def words(span: Span) -> str:
        return span.of(TEXT)

    kinds = st.sampled_from(["PER", "ROLE", "ORG.GOV", "GPE.CITY", "DATE", "NUM", "NORP", "GRP"])
    clusters = st.sampled_from([None, "c1", "c2"])
    mentions = []
    for i in (1, 2, 3):
        span = draw(SPANS)
        mentions.append(Mention(f"m{i}", span, draw(kinds), words(span), 1, draw(clusters)))
    events = []
    for i in (1, 2):
        span = draw(SPANS)
        roles = tuple(
            Role(n, draw(IDS)) for n in draw(st.lists(st.sampled_from(["agent", "time", "part"]), max_size=3))
        )
        mods = tuple(draw(st.lists(st.sampled_from(["neg", "plan", "alleged"]), max_size=2, unique=True)))
        events.append(Event(f"e{i}", span, "travel", words(span), 1, roles, mods, draw(clusters)))
    says = []
    for i in (1, 2):
        span = draw(SPANS)
        content = tuple(draw(st.lists(IDS, max_size=3)))
        says.append(Says(f"a{i}", span, words(span), 1, draw(st.sampled_from([None, "m1", "gone"])), content, "assert"))
    relations = tuple(Relation(f"r{i}", "of", draw(IDS), draw(IDS)) for i in range(2))
    return Extraction(
        Article("b" * 16, TEXT), (Span(0, len(TEXT)),), tuple(mentions), tuple(events), relations, tuple(says)
    )


@given(extractions())
def test_any_extraction_gives_a_sound_story(found: Extraction) -> None:
    story = resolve(found)
    known = set(labels(story))
    for claim in story.claims:
        assert claim.subject in known
        assert claim.object in known or claim.predicate == "type"
        assert set(claim.speakers) <= known
        assert claim.factuality in FACTUALITIES
        assert all(e.quote == e.span.of(TEXT) for e in claim.evidence)
    assert len({c.id for c in story.claims}) == len(story.claims)
    assert len({e.id for e in story.entities}) == len(story.entities)


def test_two_countries_in_one_cluster_are_two(draft: Any) -> None:
    d = draft("زار وفد السعودية. وعاد الوفد من الكويت إلى المملكة العربية السعودية.")
    d.mention("GPE.COUNTRY", "السعودية", "land")
    d.mention("GPE.COUNTRY", "الكويت", "land")
    d.mention("GPE.COUNTRY", "المملكة العربية السعودية", "land")
    assert {frozenset(m.text for m in e.mentions) for e in d.story().entities} == {
        frozenset({"السعودية", "المملكة العربية السعودية"}),
        frozenset({"الكويت"}),
    }
