"""Files: what is written can be read back, two runs give the same bytes, and people can read it."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model import Story
from kg.rdf import nquads, story_quads, trig, turtle
from kg.rdf.captions import one_line
from kg.rdf.formats import trig_graph
from kg.rdf.prefixes import prefix_lines
from kg.rdf.terms import RDFS
from kg.rdf.turtle import SECTIONS

BASE = "https://w3id.org/khabar/"
S, G = NamedNode(BASE + "entity/1"), NamedNode(BASE + "graph/1")
RIGHT_TO_LEFT_OVERRIDE = "\u202e"


def read(text: str, kind: RdfFormat) -> set[Quad]:
    return set(parse(text.encode("utf-8"), format=kind))


def test_trig_and_nquads_give_the_same_quads_back(quads: list[Quad]) -> None:
    assert read("".join(trig(quads, BASE)), RdfFormat.TRIG) == set(quads)
    assert read(nquads(quads), RdfFormat.N_QUADS) == set(quads)


def test_turtle_gives_the_same_triples_back(quads: list[Quad]) -> None:
    back = read("".join(turtle(quads, BASE)), RdfFormat.TURTLE)
    assert {q.triple for q in back} == {q.triple for q in quads}


def test_bytes_do_not_depend_on_the_order_of_the_quads(quads: list[Quad]) -> None:
    mixed = list(quads)
    random.Random(7).shuffle(mixed)
    assert "".join(trig(mixed, BASE)) == "".join(trig(quads, BASE))
    assert "".join(turtle(mixed, BASE)) == "".join(turtle(quads, BASE))
    assert nquads([*mixed, mixed[0]]) == nquads(quads)


def test_a_corpus_can_be_written_article_by_article(quads: list[Quad]) -> None:
    other = [Quad(q.subject, q.predicate, q.object, NamedNode(BASE + "graph/ffffffffffffffff")) for q in quads]
    at_once = "".join(trig([*other, *quads], BASE))
    assert at_once == prefix_lines(BASE) + "".join([*trig_graph(quads, BASE), *trig_graph(other, BASE)])


def test_articles_come_first_and_claims_after_events(quads: list[Quad]) -> None:
    titles = re.findall(r"^## (.*)$", "".join(turtle(quads, BASE)), re.MULTILINE)
    assert titles == list(SECTIONS.values())


def test_a_claim_is_told_in_one_line_above_it(quads: list[Quad]) -> None:
    lines = "".join(turtle(quads, BASE)).splitlines()
    assert "# إضراب | kh:place | ميناء سلا | kh:asserted | متحدثا < صحيفة المرفأ" in lines
    assert "# مولت | rdf:type | kh:Funding | kh:alleged | ?" in lines


def test_hashes_have_their_labels_beside_them(quads: list[Quad]) -> None:
    text = "".join(turtle(quads, BASE))
    assert re.search(r"kh:roleOf entity:[0-9a-f]+ \.  # نقابة البحارة\n", text)


@given(st.text())
def test_any_text_survives_as_a_label(label: str) -> None:
    quads = {Quad(S, RDFS.label, Literal(label, language="ar"), G), Quad(S, RDFS.label, Literal(label), G)}
    assert read("".join(trig(quads, BASE)), RdfFormat.TRIG) == quads
    assert read(nquads(quads), RdfFormat.N_QUADS) == quads


@settings(max_examples=25, deadline=None)
@given(label=st.text(min_size=1), title=st.text())
def test_any_text_survives_in_a_whole_story(label: str, title: str, retell: Callable[..., Story]) -> None:
    """The label also stands in comments beside hashes, where a line break would let it out."""
    quads = story_quads(retell(title=title, labels={"paper": label, "union": label}), BASE)
    assert read("".join(trig(quads, BASE)), RdfFormat.TRIG) == set(quads)


@given(st.text())
def test_captions_are_one_line_of_visible_text(text: str) -> None:
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert line.isprintable() or not line.isascii()


def test_turning_characters_are_written_as_escapes() -> None:
    quads = [Quad(S, RDFS.label, Literal(f"abc{RIGHT_TO_LEFT_OVERRIDE}def"), G)]
    text = "".join(turtle(quads, BASE))
    assert RIGHT_TO_LEFT_OVERRIDE not in text
    assert "\\u202E" in text


def test_odd_iris_are_written_in_full() -> None:
    odd = NamedNode(BASE + "entity/a.b,c")
    text = "".join(turtle([Quad(odd, RDFS.label, Literal("x"), G)], BASE))
    assert f"<{odd.value}> rdfs:label" in text


def test_no_quads_are_a_file_of_prefixes() -> None:
    assert "".join(trig([], BASE)) == prefix_lines(BASE)
    assert nquads([]) == ""
