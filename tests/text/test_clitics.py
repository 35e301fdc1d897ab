"""Particles are kept out of names."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.text.camel_data import database
from kg.text.clitics import bare_name, proclitic_length, trimmer
from kg.text.morph import Morphology, morphology

ROWS = [
    line.split("\t")
    for line in Path(__file__).with_name("clitics.tsv").read_text("utf-8").splitlines()
    if line[0] != "#"
]
needs_data = pytest.mark.skipif(database() is None, reason="no morphology data: run kg setup")


@pytest.fixture(scope="module")
def morph() -> Morphology | None:
    return morphology()


@pytest.mark.parametrize(("word", "left"), [row[:2] for row in ROWS if len(row) == 2])
def test_by_rule_alone(word: str, left: str) -> None:
    known = {"باغوز"}
    assert word[proclitic_length(word, None, known) :] == left


@needs_data
@pytest.mark.parametrize(("word", "left"), [row[:2] for row in ROWS])
def test_with_morphology(word: str, left: str, morph: Morphology) -> None:
    assert word[proclitic_length(word, morph, {"باغوز"}) :] == left


@needs_data
@pytest.mark.parametrize("written", ["للغارديان", "بالغارديان", "الغارديان", "”الغارديان”", "وبالغارديان"])
def test_one_name_whatever_is_glued_to_it(written: str, morph: Morphology) -> None:
    assert bare_name(written, morph) == "الغارديان"


def test_quotes_inside_a_name_are_dropped() -> None:
    assert bare_name("تنظيم “داعش”") == "تنظيم داعش"


def test_a_name_that_stands_alone_elsewhere_is_known() -> None:
    trim = trimmer(["زار", "تلمود", "وتلمود"], None)
    assert trim("وتلمود", "") == 1
    assert trimmer(["زار", "وتلمود"], None)("وتلمود", "") == 0


@pytest.mark.parametrize("word", ["", "و", "ال", "ب", "12", "و12", "A"])
def test_short_and_foreign_words_are_left_alone(word: str) -> None:
    assert proclitic_length(word) in (0, 1 if word == "و12" else 0)
