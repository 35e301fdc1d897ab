"""Latin spellings of Arabic names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.text.latin import romanise


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Abu Hatm al-Razi", "أبو حاتم الرازي"),
        ("Yusf", "يوسف"),
        ("Zaim", "زعيم"),
        ("Awad", "عواد"),
        ("Muhammad", "مُحَمَّد"),
        ("al-Rbat", "الرباط"),
        ("Tnja", "ط\u0640\u0640\u0640نجة"),
        ("BBC Arbi", "BBC عربي"),
        ("3 Mlayin", "٣ ملايين"),
    ],
)
def test_names_are_spelt_as_in_newspapers(latin: str, arabic: str) -> None:
    assert romanise(arabic) == latin


@pytest.mark.parametrize("text", ["", "؟", "٢٠٢١", "…"])
def test_nothing_to_spell_gives_nothing(text: str) -> None:
    assert romanise(text) == ""


@given(st.text(st.characters(min_codepoint=0x0600, max_codepoint=0x06FF)))
def test_arabic_text_gives_one_line(text: str) -> None:
    assert len(romanise(text).splitlines()) <= 1


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئ ", min_size=1))
def test_letters_come_out_as_ascii(text: str) -> None:
    assert romanise(text).isascii()
