"""Folding, with hypothesis: whatever is folded can be found again in the original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.text.fold import fold, fold_key, folded
from kg.text.offsets import OffsetMap

ARABIC = st.text(alphabet=st.sampled_from("ابتةىيأإآؤئءهوكلم \u064b\u0651\u0640\u200f\u200c٣۳9.»A"), max_size=60)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("أحمد", "احمد"),
        ("إبراهيم", "ابراهيم"),
        ("مصطفى", "مصطفي"),
        ("مدرسة", "مدرسه"),
        ("مُحَمَّد", "محمد"),
        ("مسؤول", "مسوول"),
        ("٢٠١٨", "2018"),
        ("۲۰۱۸", "2018"),
        ("ISIS", "isis"),
        ("کابل", "كابل"),
    ],
)
def test_one_spelling_for_many(text: str, wanted: str) -> None:
    assert folded(text) == wanted


def test_tatweel_and_marks_are_dropped() -> None:
    assert folded("م\u0640\u0640صر\u200f") == "مصر"


def test_a_span_found_in_the_folded_text_points_into_the_original() -> None:
    text = "قالَ مُحمَّد"
    found = fold(text)
    at = found.text.index("محمد")
    assert found.map.original_span(Span(at, at + 4)).of(text) == "مُحمَّد"


@given(ARABIC)
def test_folding_is_idempotent(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(ARABIC)
def test_fold_and_folded_agree(text: str) -> None:
    assert fold(text).text == folded(text)


@given(ARABIC, st.data())
def test_projecting_back_and_forth_gives_the_same_span(text: str, data: st.DataObject) -> None:
    found = fold(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    if start == end:
        return
    original = found.map.original_span(Span(start, end))
    assert 0 <= original.start < original.end <= len(text)
    assert found.map.folded_span(original) == Span(start, end)
    assert folded(original.of(text)) == found.text[start:end]


@given(ARABIC)
def test_maps_compose(text: str) -> None:
    first = fold(text)
    second = fold(first.text)
    joined = second.map.compose(first.map)
    assert joined.original_span(Span(0, len(second.text))) == first.map.original_span(Span(0, len(first.text)))


def test_the_identity_map_changes_nothing() -> None:
    assert OffsetMap(5).original_span(Span(1, 3)) == Span(1, 3)


@pytest.mark.parametrize(("a", "b"), [("«الغارديان»", "الغارديان"), ("أبو  بكر", "ابو بكر"), ("ياسين،", "ياسين")])
def test_keys_of_names_leave_signs_out(a: str, b: str) -> None:
    assert fold_key(a) == fold_key(b)
