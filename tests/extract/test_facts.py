"""What words tell for certain: kinds, holders of roles, relations by position, countries, gender."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from kg.extract import document, from_json, to_json
from kg.extract.facts import Facts
from kg.extract.subtypes import subtype
from kg.extract.traits import country_of, gender_of
from kg.inventory import MENTIONS
from kg.locations import data_file
from kg.model import Article, Mention, Relation, Span
from tests.conftest import NAMES, extraction_of

TEXT = "استقبل وزير الخارجية المصري سامي النجار أمس وفدا. وقال المتحدث باسم الجيش السوداني إن مدنيين سوريين عادوا."


def mention(name: str, words: str, kind: str, cluster: str | None = None, text: str = TEXT) -> Mention:
    at = text.index(words)
    return Mention(name, Span(at, at + len(words)), kind, words, text[:at].count(".") + 1, cluster)


def found(*mentions: Mention, relations: tuple[Relation, ...] = (), text: str = TEXT) -> dict[str, Any]:
    doc = document(Article("a", text)).with_layer("mentions", mentions).with_layer("relations", relations)
    return Facts().find(doc)


def named(result: dict[str, Any]) -> set[tuple[str, str, str]]:
    words = {m.id: m.text for m in result["mentions"]}
    return {(r.type, words[r.head], words[r.tail]) for r in result["relations"]}


ROLE = mention("m1", "وزير الخارجية", "ROLE", "c1")
NORP = mention("m2", "المصري", "NORP")
PERSON = mention("m3", "سامي النجار", "PER", "c3")


def test_a_role_gives_its_holder_and_its_state() -> None:
    result = found(ROLE, NORP, PERSON)
    assert named(result) == {("of", "وزير الخارجية", "المصري")}
    assert {m.id: m.cluster for m in result["mentions"]} == {"m1": "c3", "m2": None, "m3": "c3"}


def test_a_role_that_has_a_holder_already_keeps_it() -> None:
    other = mention("m4", "النجار", "PER", "c1")
    assert {m.id: m.cluster for m in found(ROLE, NORP, PERSON, other)["mentions"]}["m1"] == "c1"


def test_mentions_without_clusters_get_one_when_they_are_joined() -> None:
    result = found(replace(ROLE, cluster=None), NORP, replace(PERSON, cluster=None))
    assert {m.id: m.cluster for m in result["mentions"]} == {"m1": "m3", "m2": None, "m3": "m3"}


def test_words_between_a_role_and_a_name_part_them() -> None:
    text = "استقبل وزير الخارجية في مكتبه سامي النجار."
    role, person = mention("m1", "وزير الخارجية", "ROLE", "c1", text), mention("m2", "سامي النجار", "PER", "c2", text)
    assert [m.cluster for m in found(role, person, text=text)["mentions"]] == ["c1", "c2"]


def test_positions_tell_relations() -> None:
    spokesman = mention("m1", "المتحدث باسم", "ROLE")
    army, sudanese = mention("m2", "الجيش السوداني", "ORG.ARM"), mention("m3", "السوداني", "NORP")
    group, syrian = mention("m4", "مدنيين", "GRP"), mention("m5", "سوريين", "NORP")
    assert named(found(spokesman, army, sudanese, group, syrian)) == {
        ("of", "المتحدث باسم", "الجيش السوداني"), ("nat", "الجيش السوداني", "السوداني"), ("nat", "مدنيين", "سوريين"),
    }  # fmt: skip


def test_a_profession_with_a_nationality_is_of_it_by_birth() -> None:
    text = "فاز المهندس المصري بالجائزة."
    result = found(mention("m1", "المهندس", "ROLE", text=text), mention("m2", "المصري", "NORP", text=text), text=text)
    assert named(result) == {("nat", "المهندس", "المصري")}


def test_what_the_model_says_of_two_things_stays_as_it_is() -> None:
    known = Relation("f1", "nat", "m1", "m2", 0.6)
    result = found(ROLE, NORP, relations=(known,))
    assert result["relations"] == (known,)


def test_relations_added_have_ids_of_their_own() -> None:
    known = Relation("f1", "family", "m3", "m1", 0.6)
    result = found(replace(ROLE, cluster="c9"), NORP, mention("m3", "وفدا", "GRP"), relations=(known,))
    assert len({r.id for r in result["relations"]}) == len(result["relations"]) == 2


@pytest.mark.parametrize(
    ("words", "given", "wanted"),
    [
        ("وزارة الدفاع", "ORG.ARM", "ORG.GOV"),
        ("الجيش", "ORG.GOV", "ORG.ARM"),
        ("للجيش", "ORG.GOV", "ORG.ARM"),
        ("مجلس الأمن الدولي", "ORG.GOV", "ORG.INT"),
        ("مجلس النواب", "ORG.INT", "ORG.GOV"),
        ("مجلس الإدارة", "ORG.COM", None),
        ("البنك الدولي", "ORG.COM", "ORG.INT"),
        ("بنك نخيلة", "ORG.GOV", "ORG.COM"),
        ("المغرب", "GPE.CITY", "GPE.COUNTRY"),
        ("مدينة نخيلة", "GPE.REGION", "GPE.CITY"),
        ("محافظة نخيلة", "GPE.CITY", "GPE.REGION"),
        ("نخيلة", "GPE.CITY", None),
        ("مدينة نخيلة", "FAC", None),
        ("المغرب", "ORG.SPO", None),
    ],
)
def test_first_words_tell_the_kind(words: str, given: str, wanted: str | None) -> None:
    assert subtype(Mention("m", Span(0, len(words)), given, words, 1)) == wanted


def test_a_description_has_the_kind_of_what_it_stands_for() -> None:
    text = "أعلنت شركة نخيلة أرباحها. وقالت المجموعة إنها ستوظف."
    company = mention("m1", "شركة نخيلة", "ORG.GOV", "c1", text)
    group = mention("m2", "المجموعة", "ORG.INT", "c1", text)
    assert [m.type for m in found(company, group, text=text)["mentions"]] == ["ORG.COM", "ORG.COM"]
    apart = replace(group, cluster="c2")
    assert [m.type for m in found(company, apart, text=text)["mentions"]] == ["ORG.COM", "ORG.INT"]


@pytest.mark.parametrize(
    ("words", "code"),
    [("المصري", "EG"), ("مصرية", "EG"), ("سوريين", "SY"), ("المغرب", "MA"), ("البريطانية", "GB"), ("الشيعة", ""), ("", "")],
)
def test_nationalities_mean_countries(words: str, code: str) -> None:
    assert country_of(words) == code


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("وزيرة الثقافة", "f"), ("وزير الثقافة", "m"), ("السيدة", "f"), ("الرئيس", "m"), ("خليفة", ""), ("سالم", ""),
        ("شاهد عيان", ""), ("المذيعة", ""), ("", ""),
    ],
)  # fmt: skip
def test_titles_and_posts_tell_gender(words: str, gender: str) -> None:
    assert gender_of(words) == gender


def test_gender_is_one_for_all_mentions_of_a_person_or_none() -> None:
    text = "قالت الوزيرة ليلى النجار. وأضافت الدكتورة ليلى. ورد الرئيس."
    mentions = (
        mention("m1", "الوزيرة", "ROLE", "c1", text), mention("m2", "ليلى النجار", "PER", "c1", text),
        mention("m3", "الرئيس", "ROLE", "c2", text),
    )  # fmt: skip
    facts = {(f.mention, f.value) for f in found(*mentions, text=text)["facts"]}
    assert facts == {("m1", "f"), ("m2", "f"), ("m3", "m")}
    mixed = (*mentions[:2], replace(mentions[2], cluster="c1"))
    assert [f for f in found(*mixed, text=text)["facts"] if f.mention in ("m1", "m3")] == []


@pytest.mark.parametrize("name", NAMES)
def test_what_annotators_said_is_hardly_ever_changed(name: str) -> None:
    """The rules agree with articles annotated by hand: kinds, and relations that are there."""
    gold = extraction_of(name)
    doc = document(gold.article).with_layer("mentions", gold.mentions).with_layer("relations", gold.relations)
    result = Facts().find(doc)
    assert [m.type for m in result["mentions"]] == [m.type for m in gold.mentions]
    assert result["relations"][: len(gold.relations)] == gold.relations


def test_facts_survive_json() -> None:
    gold = extraction_of("dam")
    doc = document(gold.article).with_layer("mentions", gold.mentions).with_layer("relations", gold.relations)
    whole = replace(gold, facts=Facts().find(doc)["facts"])
    assert from_json(to_json(whole), whole.article).facts == whole.facts


@pytest.mark.parametrize("file", ["subtypes.tsv", "gender.tsv"])
def test_lexicons_hold_known_labels_each_word_once(file: str) -> None:
    lines = data_file("lexicons", file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    allowed = set(MENTIONS) if file == "subtypes.tsv" else {"f", "m", "-"}
    assert {label for label, _ in rows} <= allowed
    words = [(label.split(".")[0] if "." in label else "", word) for label, word in rows]
    assert len(words) == len(set(words))
