"""Sentences and words are spans of the original text."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.sentences import sentences
from kg.text.words import words

TEXT = st.text(alphabet=st.sampled_from("ابت .؟!؛\n0123,م»(\u064e"), max_size=80)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("وصل الوفد. ثم عاد.", 2),
        ("هل وصل؟ نعم!", 2),
        ("وصل الوفد.ثم عاد الوزير.", 2),
        ("بلغ السعر 3.5 دولار", 1),
        ("عنوان\nنص الخبر", 2),
        ("الأول؛ والثاني", 2),
        ("  ", 0),
    ],
)
def test_sentences_are_counted(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(TEXT)
def test_sentences_hold_every_character_but_space(text: str) -> None:
    assert "".join("".join(s.of(text).split()) for s in sentences(text)) == "".join(text.split())


@given(TEXT)
def test_words_lie_in_order_and_do_not_touch_space(text: str) -> None:
    found = words(text)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
    assert all(w.of(text).strip() == w.of(text) and len(w) for w in found)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("بلغ 3,5 مليون", ["بلغ", "3,5", "مليون"]),
        ("”الغارديان“.", ["”", "الغارديان", "“", "."]),
        ("عام2012", ["عام", "2012"]),
        ("قالَ", ["قالَ"]),
    ],
)
def test_words(text: str, wanted: list[str]) -> None:
    assert [w.of(text) for w in words(text)] == wanted


def test_words_of_a_part_keep_offsets_of_the_whole() -> None:
    text = "قبل وبعد ذلك"
    assert [w.of(text) for w in words(text, 4)] == ["وبعد", "ذلك"]
