"""The gold set: adversarial pairs of names and ambiguous places, with the figures that the docs publish as floors."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.evaluate.identity import NAMES, PLACES, Merging, identity_report, pairs, places

GOLD = Path(__file__).parent / "gold"


def test_people_and_organisations_are_merged_rightly() -> None:
    found = [p for p in pairs(GOLD / NAMES) if p.kind in ("PER", "ORG")]
    assert len(found) >= 200
    assert 0.4 <= sum(p.same for p in found) / len(found) <= 0.6
    wrong = [(p.first, p.second, p.why) for p in found if p.merged and not p.same]
    score = Merging.of(found)
    assert score.precision >= 0.98, wrong
    assert score.recall >= 0.85
    for kind in ("PER", "ORG"):
        alone = Merging.of([p for p in found if p.kind == kind])
        assert alone.precision >= 0.98
        assert alone.recall >= 0.85


def test_places_are_told_apart() -> None:
    found = places(GOLD / PLACES)
    assert len(found) >= 60
    assert sum(p.right for p in found) / len(found) >= 0.9


def test_the_report_shows_each_kind() -> None:
    text = identity_report(GOLD)
    assert "PER" in text
    assert "ORG" in text
    assert "places linked" in text


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / NAMES).write_text("same\tPER\tone\n", encoding="utf-8")
    with pytest.raises(ReadError, match=r"names\.tsv:1"):
        pairs(tmp_path / NAMES)
    with pytest.raises(ReadError, match="KG121"):
        places(tmp_path / PLACES)
