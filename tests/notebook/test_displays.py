"""Displays: useful plain text, HTML in the right direction, a picture that survives, nothing of an article as markup."""

from __future__ import annotations

import base64
import gzip
import html
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.api import Graph
from kg.cards.lines import CardLine
from kg.errors import UsageError
from kg.graph.facts import UNNAMED
from kg.model import Extraction
from kg.notebook.captions import captions, counted
from kg.notebook.charts import bars, lanes, points
from kg.notebook.frame import LARGE, Frame, pack
from kg.notebook.passage import extraction_html, line_html, marked
from kg.notebook.pictures import facts_svg, label
from kg.store import OxigraphStore

Stores = Callable[..., OxigraphStore]
RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"
LINE = CardLine("انفجار", "place", "طرابلس", "asserted", "", "وقع انفجار في طرابلس.", "انفجار في طرابلس", "انفجار", "2024-05-14", "ضفاف")
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def every(article_store: Stores) -> Graph:
    return Graph(article_store())


def shown(thing: Any) -> dict[str, str]:
    bundle = thing._repr_mimebundle_()
    assert bundle["text/plain"].strip()
    return dict(bundle)


def texts(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(f"{SVG}text"))


def test_a_graph_shows_counts_sources_period_and_a_picture(every: Graph) -> None:
    bundle = shown(every)
    assert "6 articles" in bundle["text/plain"]
    assert 'dir="rtl"' in bundle["text/html"]
    assert 'src="data:image/svg+xml;base64,' in bundle["text/html"]
    assert ET.fromstring(bundle["image/svg+xml"]).tag == f"{SVG}svg"


def test_captions_are_in_the_language_of_the_settings(article_store: Stores) -> None:
    from kg.settings import settings

    graph = Graph(article_store("dam"), settings(language="fr"))
    assert "déclarations" in shown(graph)["text/html"]
    assert 'dir="ltr"' in shown(graph.event("Attack"))["text/html"]


@pytest.mark.parametrize(("lang", "number", "form"), [
    ("ar", 0, "لا مقالات"), ("ar", 1, "مقال واحد"), ("ar", 2, "مقالان"), ("ar", 3, "3 مقالات"), ("ar", 10, "10 مقالات"),
    ("ar", 11, "11 مقالا"), ("ar", 99, "99 مقالا"), ("ar", 100, "100 مقال"), ("ar", 102, "102 مقال"), ("ar", 1105, "1,105 مقالات"),
    ("en", 0, "0 articles"), ("en", 1, "1 article"), ("fr", 0, "0 article"), ("fr", 2, "2 articles"), ("de", 2, "2 articles"),
])  # fmt: skip
def test_a_counted_noun_is_in_its_right_form(lang: str, number: int, form: str) -> None:
    assert counted("articles", number, lang) == form


@pytest.mark.parametrize("lang", ["ar", "en", "fr"])
@pytest.mark.parametrize("what", ["articles", "entities", "events", "claims", "mentions"])
@pytest.mark.parametrize("number", [0, 1, 2, 7, 40, 1000])
def test_everything_counted_has_a_form(lang: str, what: str, number: int) -> None:
    found = counted(what, number, lang)
    assert found
    assert "{" not in found


def test_an_unnamed_speaker_is_in_the_language_of_the_card() -> None:
    told = replace(LINE, speakers=f"{UNNAMED} ← صحيفة الفجر")
    assert "مصدر غير مسمى ← صحيفة الفجر" in line_html(told, captions("ar"))
    assert "an unnamed source ← " in line_html(told, captions("en"))


def test_paragraphs_start_where_their_language_does(every: Graph) -> None:
    """JupyterLab sets every paragraph to the left unless told otherwise."""
    page = shown(every)["text/html"] + line_html(LINE)
    assert page.count("<p ") == page.count("text-align:start") > 3


def test_every_label_of_a_picture_is_isolated_in_its_direction(every: Graph) -> None:
    found = texts(facts_svg(every.facts))
    assert len(found) > 20
    for text in found:
        words = text.text or ""
        assert words[0] in (RLI, LRI)
        assert words[-1] == PDI
        assert (text.get("direction") == "rtl") == (words[0] == RLI)


def test_the_side_of_a_label_is_what_is_seen() -> None:
    """In right-to-left text the start is the right side, so the anchors swap."""
    assert 'text-anchor="end"' in label(0, 0, "القاهرة", anchor="left")
    assert 'text-anchor="start"' in label(0, 0, "Cairo", anchor="left")


def test_a_picture_says_what_it_leaves_out(every: Graph) -> None:
    assert re.search(r"10 of \d+ nodes", facts_svg(every.facts, most=10))


def test_the_same_graph_gives_the_same_picture(every: Graph) -> None:
    assert facts_svg(every.facts) == facts_svg(every.facts)


def test_a_card_shows_each_claim_with_its_sentence(every: Graph) -> None:
    card = every.entity("سالم العدني")
    bundle = shown(card)
    assert bundle["text/html"].count("<details") >= len(card.lines)
    assert all(html.escape(line.subject) in bundle["text/html"] for line in card.lines)


def test_an_article_shows_its_text_with_all_mentions(article_store: Stores) -> None:
    graph = Graph(article_store("dam"))
    view = graph.article(graph.facts.articles[0].iri)
    page = shown(view)["text/html"]
    plain = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert all(line in plain for line in view.article.text.splitlines())
    assert page.count("<mark") >= len({(s, e) for s, e, _ in view.mentions}) - 5
    assert "سالم العدني (Person)" in html.unescape(page)
    with pytest.raises(UsageError, match="KG634"):
        graph.article("no such title")


def test_an_extraction_shows_its_text_once_the_extension_is_loaded(article_extraction: Callable[[str], Extraction]) -> None:
    found = article_extraction("dam")
    page = extraction_html(found)
    plain = html.unescape(re.sub(r"<[^>]+>", "", page))
    assert all(line in plain for line in found.article.text.splitlines())
    assert f"{len(found.events)} events" in plain
    assert "wavy" in page


def test_evidence_has_no_padding_that_would_part_letters(every: Graph) -> None:
    line = every.claims.where(relation="place").lines()[0]
    found = shown(line)["text/html"]
    marks = re.findall(r"<mark style=\"([^\"]*)\"", found)
    assert marks
    assert all("padding:0" in css and "margin" not in css and "inline-block" not in css for css in marks)
    plain = html.unescape(re.sub(r"<[^>]+>", "", found))
    assert line.sentence in plain


@given(
    st.text(alphabet="ابتد <>&\"'", max_size=30),
    st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.sampled_from(["subject", "object", "trigger"]), st.just("")), max_size=5),
)
def test_marking_never_changes_the_text(text: str, marks: list[tuple[int, int, str, str]]) -> None:
    assert html.unescape(re.sub(r"<[^>]+>", "", marked(text, marks))) == text


def test_nothing_of_an_article_becomes_markup(article_store: Stores) -> None:
    graph = Graph(article_store("hostile"))
    things = [graph, graph.claims, graph.articles, graph.entities, graph.events, graph.view(), *graph.claims.lines()]
    things += [graph.entity(n.iri) for n in graph.entities] + [graph.event(n.iri) for n in graph.events]
    for thing in things:
        bundle = shown(thing)
        assert not re.search(r"<(script|img src=x|svg onload)", bundle["text/html"])
        if "image/svg+xml" in bundle:
            assert not re.search(r"<(script|img|foreignObject)", bundle["image/svg+xml"])


def test_the_explorer_is_packed_sandboxed_and_lies_over_its_picture(every: Graph) -> None:
    bundle = shown(every.view(around="سالم العدني"))
    page = bundle["text/html"]
    assert page.index("<img") < page.index("<iframe")
    assert 'sandbox="allow-scripts allow-downloads allow-popups"' in page
    inner = html.unescape(re.search(r'srcdoc="([^"]*)"', page)[1])  # type: ignore[index]
    unpacked = gzip.decompress(base64.b64decode(re.search(r'atob\("([^"]+)"\)', inner)[1])).decode()  # type: ignore[index]
    assert unpacked.startswith("<!DOCTYPE html>") or "<html" in unpacked[:200]
    assert len(page) < len(unpacked)


def test_packing_gives_the_same_bytes() -> None:
    assert pack("<p>خبر</p>") == pack("<p>خبر</p>")


def test_a_page_that_is_too_large_is_saved_beside_the_notebook(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kg.notebook.frame.LARGE", 100)
    assert LARGE > 1_000_000
    frame = Frame("<p>page</p>", "caption", lambda: "<svg xmlns='http://www.w3.org/2000/svg'/>")
    with pytest.warns(UserWarning, match="saved as"):
        bundle = frame._repr_mimebundle_()
    assert "<iframe" not in bundle["text/html"]
    assert (tmp_path / "explorer.html").read_text("utf-8") == "<p>page</p>"


def test_a_timeline_shows_a_picture_and_its_rows(every: Graph) -> None:
    bundle = shown(every.timeline())
    assert "<table" in bundle["text/html"]
    assert len(texts(bundle["image/svg+xml"])) > 3


def test_an_empty_listing_says_so(every: Graph) -> None:
    assert "no rows" in shown(every.timeline(kind="Nothing"))["text/html"]
    assert "0 rows" in shown(every.claims.where(kind="Nothing"))["text/plain"]


def test_bars_are_as_long_as_their_values() -> None:
    svg = ET.fromstring(bars([("القاهرة", 4), ("Beirut", 2)]))
    widths = [float(r.get("width", 0)) for r in svg.iter(f"{SVG}rect")][1:]
    assert widths == [560, 280]


def test_lanes_stand_in_time() -> None:
    svg = ET.fromstring(lanes([("2024-01-01", "2024-01-01", "a", "x"), ("2024-12-31", "2024-12-31", "b", "x"), ("", "", "c", "x")]))
    starts = [float(r.get("x", 0)) for r in svg.iter(f"{SVG}rect")][1:]
    assert starts == [40, 600]
    assert "2 of 3" in lanes([("2024-01-01", "", "a", "x"), ("", "2024-01-09", "b", "x"), ("", "", "c", "x")])


def test_points_keep_north_up_and_east_right() -> None:
    svg = ET.fromstring(points([(33.9, 35.5, "بيروت", 1), (30.0, 31.2, "القاهرة", 2)]))
    beirut, cairo = [(float(c.get("cx", 0)), float(c.get("cy", 0))) for c in svg.iter(f"{SVG}circle")]
    assert beirut[0] > cairo[0]
    assert beirut[1] < cairo[1]


@given(st.lists(st.tuples(st.text(max_size=12), st.floats(0, 1e6)), max_size=40))
def test_any_bars_are_well_formed(values: list[tuple[str, float]]) -> None:
    ET.fromstring(bars([("".join(c for c in name if c.isprintable()), v) for name, v in values]))
