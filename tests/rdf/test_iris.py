"""IRIs are hashes: short, the same every time, and never made of an article's words."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad

from kg.model import Story
from kg.rdf import story_quads
from kg.rdf.iris import KINDS, Iris, token

IRI = re.compile(rf"https://w3id\.org/khabar/({'|'.join(KINDS)})/[0-9a-f]{{8,64}}")


@given(st.text(), st.text())
def test_tokens_are_hexadecimal_whatever_comes_in(a: str, b: str) -> None:
    assert re.fullmatch(r"[0-9a-f]{8,64}", token(a, b))


@given(st.text(min_size=1), st.text(min_size=1), st.text(min_size=1))
def test_the_borders_of_the_parts_count(a: str, b: str, c: str) -> None:
    assert token(a + b, c) != token(a, b + c)


def test_a_hash_stays_as_it_is() -> None:
    assert token("00c0ffee00c0ffee") == "00c0ffee00c0ffee"
    assert token("Paper") != "Paper"


def test_base_iri_is_a_choice() -> None:
    assert Iris("https://example.org/news#").article("00c0ffee00c0ffee") == NamedNode(
        "https://example.org/news#article/00c0ffee00c0ffee"
    )


def test_every_minted_iri_is_a_hash_under_the_base(quads: list[Quad]) -> None:
    assert all(IRI.fullmatch(quad.subject.value) for quad in quads)  # type: ignore[union-attr]


def test_hostile_words_change_no_iri(story: Story, retell: Callable[..., Story]) -> None:
    hostile = retell(title='"> <x:y> . #', labels={"paper": "> } <script>", "minister": "\u202e\n\\"})
    graph, other = (story_quads(s, "https://w3id.org/khabar/") for s in (story, hostile))
    assert {q.subject for q in graph} == {q.subject for q in other}
