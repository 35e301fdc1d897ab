"""The page opened from disk, in a real browser: nothing is asked of the network, nothing goes wrong, nothing runs but ours."""

from __future__ import annotations

import pytest

from tests.view.conftest import Opener

pytestmark = pytest.mark.browser


def test_it_opens_without_errors_and_without_requests(page: Opener) -> None:
    found = page()
    assert found.errors() == []
    asked = [e["message"] for e in found.driver.get_log("performance") if '"Network.requestWillBeSent"' in e["message"]]
    assert [m for m in asked if '"url":"http' in m] == []


def test_the_page_itself_forbids_requests(page: Opener) -> None:
    found = page("dam")
    refused = found.later("return fetch('https://example.org/').then(() => 'sent', () => 'refused')")
    assert refused == "refused"
    assert any("Content Security Policy" in e["message"] for e in found.errors())


def test_the_first_view_says_what_there_is_and_where_to_start(page: Opener) -> None:
    found = page()
    summary = found.text("summary")
    assert len(summary.split("·")) == 4
    assert found("return document.querySelectorAll('#start ol.top li').length") > 10
    assert found("return document.activeElement.id") == "search"


def test_what_is_left_out_is_said_and_one_click_away(page: Opener) -> None:
    found = page()
    drawn, there = found("return [khabar.visible().length, khabar.data.nodes.filter((n) => n.xy).length]")
    assert drawn == there
    assert str(there) in found.text("budget")
    found("khabar.change((s) => { s.drawn = new Set([0, 1, 2]); }, 'drawn')")
    words = found.text("budget")
    assert "3" in words
    assert str(there) in words
    found.find("#budget button").click()
    assert found("return khabar.visible().length") == there


@pytest.mark.parametrize("open_", ["khabar.data.nodes.forEach((n) => khabar.open({kind: 'node', id: n.i}))",
                                   "khabar.open({kind: 'article', id: 0})", "document.getElementById('to-table').click()",
                                   "khabar.show('board')", "khabar.show('compare')", "khabar.show('timeline')"])  # fmt: skip
def test_hostile_text_is_text(page: Opener, open_: str) -> None:
    found = page("hostile")
    found(open_)
    assert found("return document.querySelectorAll('#card img, #view img, #table img, main script').length") == 0
    assert found.errors() == []


def test_hostile_text_is_shown_as_it_stands(page: Opener) -> None:
    found = page("hostile")
    found("khabar.open({kind: 'article', id: 0})")
    assert "<script>alert(1)</script>" in found.text()


def test_searching_for_markup_shows_markup(page: Opener) -> None:
    found = page("hostile")
    found.keys("script")
    found.until("return document.querySelectorAll('#found [role=option]').length > 0")
    assert found("return document.querySelectorAll('#found script').length") == 0


@pytest.mark.parametrize(("lang", "direction"), [("en", "ltr"), ("fr", "ltr"), ("ar", "rtl")])
def test_the_language_changes_words_and_direction(page: Opener, lang: str, direction: str) -> None:
    found = page("dam", address=f"#lang={lang}")
    assert found("return [document.documentElement.lang, document.documentElement.dir]") == [lang, direction]
    words = {"en": "claims", "fr": "déclarations", "ar": "إفادة"}
    assert words[lang] in found.text("summary")


def test_digits_are_a_choice(page: Opener) -> None:
    found = page("dam")
    found("const s = document.getElementById('digits'); s.value = 'arab'; s.dispatchEvent(new Event('change'))")
    assert any(c in found.text("summary") for c in "٠١٢٣٤٥٦٧٨٩")


def test_narrow_screens_show_panels_as_sheets(page: Opener) -> None:
    found = page("dam")
    size = found.driver.get_window_size()
    try:
        found.driver.set_window_size(500, 800)
        found.until("return innerWidth <= 800")
        assert found("return getComputedStyle(document.getElementById('side')).visibility") == "hidden"
        found.find("#sheet-side").click()
        assert found("return getComputedStyle(document.getElementById('side')).visibility") == "visible"
    finally:
        found.driver.set_window_size(size["width"], size["height"])
