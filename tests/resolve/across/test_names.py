"""Names of people and organisations: parts, spellings, institutions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.demonyms import land_of
from kg.resolve.namesakes import may_be_one, name_features
from kg.resolve.organisations import parse_org
from kg.resolve.persons import parse_person
from kg.resolve.spelling import SOUND, alike

HERE = Path(__file__).parent
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىؤئ "


def rows(name: str) -> Iterator[list[str]]:
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@pytest.mark.parametrize("row", list(rows("persons.tsv")), ids=lambda r: r[0])
def test_parts_of_a_name(row: list[str]) -> None:
    name, given_name, fathers, family, kunya, titles = (row + [""] * 6)[:6]
    found = parse_person(name)
    assert (found.given, "|".join(found.fathers), found.family, found.kunya, "|".join(found.titles)) == (
        given_name, fathers, family, kunya, titles,
    )  # fmt: skip


@pytest.mark.parametrize("row", list(rows("spellings.tsv")), ids=lambda r: f"{r[1]}-{r[2]}")
def test_spellings(row: list[str]) -> None:
    assert (alike(row[1], row[2]) >= SOUND) == (row[0] == "alike")


@given(st.text(LETTERS, max_size=20), st.text(LETTERS, max_size=20))
def test_likeness_is_symmetric_and_names_are_like_themselves(a: str, b: str) -> None:
    assert alike(a, b) == alike(b, a)
    assert alike(a, a) == 1.0
    x, y = parse_person(a), parse_person(b)
    assert name_features(x, y) == name_features(y, x)
    assert may_be_one(x, x) or not x.units


@given(st.text(max_size=40))
def test_any_text_can_be_parsed(text: str) -> None:
    parse_person(text)
    parse_org(text)
    land_of(text)


@pytest.mark.parametrize(
    ("name", "institution", "land"),
    [
        ("الجيش السوداني", "armed forces", "SD"),
        ("القوات المسلحة السودانية", "armed forces", "SD"),
        ("القوات الأمريكية", "armed forces", "US"),
        ("الداخلية", "interior ministry", ""),
        ("وزارة الداخلية المغربية", "interior ministry", "MA"),
        ("الدفاع المدني اللبناني", "civil defence", "LB"),
        ("تنظيم «داعش»", "", ""),
        ("قوات سوريا الديمقراطية", "", "SY"),
    ],
)
def test_institutions(name: str, institution: str, land: str) -> None:
    found = parse_org(name, "ORG.ARM")
    assert (found.institution, found.land) == (institution, land)


@pytest.mark.parametrize("word", ["السوداني", "سودانية", "السودانيين", "السودان"])
def test_demonyms(word: str) -> None:
    assert land_of(word) == "SD"
