"""Which names are one thing, and what things are called."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.model import Extraction, Mention, Span
from kg.resolve import resolve
from kg.resolve.names import best_label, form
from kg.text.fold import fold_key

LINES = (Path(__file__).parent / "names.tsv").read_text(encoding="utf-8").splitlines()
PAIRS = [line.split("\t") for line in LINES if line and not line.startswith("#")]


@pytest.mark.parametrize(("verdict", "kind", "name", "other_kind", "other"), PAIRS)
def test_names_are_one_or_two(draft: Any, verdict: str, kind: str, name: str, other_kind: str, other: str) -> None:
    d = draft(f"{name} . {other}")
    d.mention(kind, name, None if kind == "NORP" else "a")
    d.mentions.append(
        Mention(
            "m9", Span(len(d.text) - len(other), len(d.text)), other_kind, other, 1, None if kind == "NORP" else "b"
        )
    )
    assert len([e for e in d.story().entities if e.type != "ROLE"]) == (1 if verdict == "one" else 2)


def test_a_name_without_head_is_joined_to_none_of_two_heads(draft: Any) -> None:
    d = draft("نادي السهل ثم شركة السهل ثم السهل")
    for words, cluster in (("نادي السهل", "a"), ("شركة السهل", "b")):
        d.mention("ORG.OTH", words, cluster)
    d.mention("ORG.OTH", "السهل", "c", nth=2)
    assert len(d.story().entities) == 3


def test_a_last_name_of_two_people_is_left_alone(draft: Any) -> None:
    d = draft("قابل سالم العدني أخاه علي العدني ثم غادر العدني")
    for cluster, words, nth in (("a", "سالم العدني", 0), ("b", "علي العدني", 0), ("c", "العدني", 2)):
        d.mention("PER", words, cluster, nth=nth)
    assert [e.label for e in d.story().entities] == ["سالم العدني", "علي العدني", "العدني"]


def test_a_capital_that_stands_for_its_state_is_not_the_city(draft: Any) -> None:
    d = draft("السواقي ترد وكانت الميناء ترفض في الميناء")
    d.mention("GPE.COUNTRY", "السواقي", "state")
    d.mention("GPE.CITY", "الميناء", "state")
    d.mention("GPE.CITY", "الميناء", "city", nth=1)
    assert len(d.story().entities) == 2


def test_the_cluster_of_the_model_is_kept(draft: Any) -> None:
    d = draft("سالم العدني وهو أبو خالد")
    d.mention("PER", "سالم العدني", "a")
    d.mention("PER", "أبو خالد", "a")
    assert [(e.label, e.aliases) for e in d.story().entities] == [("سالم العدني", ("أبو خالد",))]


def test_a_word_of_the_dictionary_is_no_name_to_join_by(draft: Any, dictionary: Callable[..., Any]) -> None:
    d = draft("الشلال ثم الشلال")
    d.mention("ORG.OTH", "الشلال", "a")
    d.mention("ORG.OTH", "الشلال", "b", nth=1)
    found: Extraction = d.extraction()
    assert len(resolve(found, dictionary("الشلال")).entities) == 2
    assert len(resolve(found, dictionary(proper=["الشلال"])).entities) == 1
    assert len(resolve(found, dictionary()).entities) == 1


def test_dates_and_nationalities_are_one_by_value(draft: Any) -> None:
    d = draft("يوم 3 مايو 2020 ثم 3 مايو 2020 والمغربي والمغربي")
    d.mention("DATE", "يوم 3 مايو 2020", value="2020-05-03")
    d.mention("DATE", "3 مايو 2020", nth=1, value="2020-05-03")
    d.mention("NORP", "المغربي")
    d.mention("NORP", "المغربي", nth=1)
    assert [(e.type, len(e.mentions), e.value) for e in d.story().entities] == [
        ("DATE", 2, "2020-05-03"),
        ("NORP", 2, None),
    ]


def test_durations_of_different_things_stay_apart(draft: Any) -> None:
    d = draft("يومان ثم يومان")
    d.mention("DATE", "يومان", value="P2D")
    d.mention("DATE", "يومان", nth=1, value="P2D")
    assert len(d.story().entities) == 2


def test_one_stretch_of_one_type_is_one_entity(draft: Any) -> None:
    d = draft("في السهل")
    d.mention("GPE.CITY", "السهل", "a")
    d.mention("GPE.REGION", "السهل", "b")
    assert len(d.story().entities) == 1


def test_who_is_unnamed_is_called_by_the_role(draft: Any) -> None:
    d = draft("قال مسؤول عسكري إن الرجل هرب، وقال الرجل إنه مسؤول")
    d.mention("ROLE", "مسؤول عسكري", "a")
    d.mention("PER", "الرجل", "a", nth=1)
    people = [e for e in d.story().entities if e.type == "PER"]
    assert [e.label for e in people] == ["مسؤول عسكري"]


def test_descriptions_are_no_aliases(draft: Any) -> None:
    d = draft("صحيفة «المنارة» والصحيفة والمنارة")
    d.mention("ORG.MED", "صحيفة «المنارة»", "a")
    d.mention("ORG.MED", "الصحيفة", "a")
    d.mention("ORG.MED", "المنارة", "a", nth=1)
    assert [(e.label, e.aliases) for e in d.story().entities] == [("صحيفة المنارة", ("المنارة",))]


def label(kind: str, *names: str) -> str:
    mentions = [Mention("m", Span(0, len(n)), kind, n, 1) for n in names]
    return best_label([form(m, "") for m in mentions], kind.split(".")[0]).label


@pytest.mark.parametrize(
    ("kind", "names", "wanted"),
    [
        ("ORG.ARM", ("داعش", "تنظيم “داعش”", "التنظيم"), "تنظيم داعش"),
        ("WORK", ("الاتفاق", "الاتفاق النووي", "الاتفاق"), "الاتفاق النووي"),
        ("PER", ("العدني", "العدني", "سالم العدني"), "سالم العدني"),
        ("GPE.CITY", ("المدينة", "المدينة", "هجين"), "هجين"),
        ("GPE.CITY", ("ال\u0640\u0640س\u0640هل",), "السهل"),
        ("FAC", ("شارع الجُعفي",), "شارع الجعفي"),
    ],
)
def test_a_thing_is_called_by_its_fullest_name(kind: str, names: tuple[str, ...], wanted: str) -> None:
    assert label(kind, *names) == wanted


def cited(text: str, words: str, morph: Any = None) -> str:
    at = text.index(words)
    known = frozenset(fold_key(w) for w in text.split())
    return form(Mention("m", Span(at, at + len(words)), "ORG.MED", words, 1), text, morph, known).label


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("قال للمنارة", "لمنارة", "المنارة"),
        ("في باغوز وباغوز", "وباغوز", "باغوز"),
        ("عن ويسترن يونيون", "ويسترن يونيون", "ويسترن يونيون"),
        ("وقال بالمنارة", "المنارة", "المنارة"),
        ("موقع «المنارة»", "موقع «المنارة»", "موقع المنارة"),
    ],
)
def test_names_are_cited_without_particles_and_quotes(text: str, words: str, wanted: str) -> None:
    assert cited(text, words) == wanted


def test_a_name_that_begins_with_lam_keeps_it(dictionary: Callable[..., Any]) -> None:
    assert cited("قال للجنة", "لجنة", dictionary("لجنة")) == "لجنة"
