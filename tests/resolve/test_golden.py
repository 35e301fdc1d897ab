"""All claims of whole articles, as tables that one can read and correct by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model import Story

GOLDEN = Path(__file__).parent / "golden"
NAMES = ("quake", "final", "vote")


def table(story: Story) -> list[str]:
    """subject, predicate, object, factuality, speakers (nearest first), quote; tab-separated."""
    name = {e.id: e.label for e in story.entities} | {h.id: h.label for h in story.happenings} | {"": "?"}
    return [
        "\t".join(
            (
                name[c.subject],
                c.predicate,
                name.get(c.object, c.object),
                "+".join((c.factuality, *(q for q in c.qualifiers if q != c.factuality))),
                " < ".join(name[s] for s in c.speakers) or "-",
                c.evidence[0].quote,
            )
        )
        for c in story.claims
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_claims_of_an_article(article_story: Callable[[str], Story], name: str) -> None:
    assert table(article_story(name)) == (GOLDEN / f"{name}.tsv").read_text(encoding="utf-8").splitlines()


def test_two_people_of_one_last_name_stay_two(article_story: Callable[[str], Story]) -> None:
    for name, wanted in (("final", {"أنيس الغربي", "نبيل الغربي"}), ("vote", {"يوسف الدرعي", "عمر الدرعي"})):
        assert wanted <= {e.label for e in article_story(name).entities}


def test_markup_in_the_text_is_only_text(article_story: Callable[[str], Story]) -> None:
    story = article_story("hostile")
    assert any("<script>" in c.evidence[0].quote for c in story.claims)
