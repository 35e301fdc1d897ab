"""From a question to the words that answer it: search, cards, evidence, articles."""

from __future__ import annotations

import pytest

from tests.view.conftest import Opener

pytestmark = pytest.mark.browser
ENTER = "\ue007"
DOWN = "\ue015"
SHIFT = "\ue008"


def test_three_keys_from_the_search_box_to_the_evidence(page: Opener) -> None:
    """The name is typed; then one key opens the card, where the sentence stands."""
    found = page("dam")
    found.keys("كريم الهاشمي")
    found.until("return document.querySelectorAll('#found [role=option]').length > 0")
    found.keys(ENTER)
    found.until("return document.querySelectorAll('#card .evidence').length > 0")
    text = found.text()
    assert "41 سنة" in text
    assert "شاهد عيان" in text


def test_from_search_to_the_evidence_of_a_line_takes_three_keys(page: Opener) -> None:
    found = page("dam")
    found.keys("سد الوادي")
    found.until("return document.querySelectorAll('#found [role=option]').length > 0")
    found.keys(ENTER)
    found.until("return document.getElementById('card-title') !== null")
    sentences = found("return [...document.querySelectorAll('#card .evidence')].map((p) => p.textContent)")
    assert any("سد الوادي" in s for s in sentences)


@pytest.mark.parametrize(
    "query",
    ["هاشمي", "الهاشمي", "الهاشمى", "وبالهاشمي", "كريم الهاشمي", "Karim", "krim alhashmi", "Al-Hachimi", "الهَاشِمِيّ"],
)
def test_names_are_found_however_they_are_written(page: Opener, query: str) -> None:
    found = page("dam")
    labels = found("return khabar.searchNodes(arguments[0]).map((n) => n.l)", query)
    assert "كريم الهاشمي" in labels


@pytest.mark.parametrize(("query", "inside"), [("الرئيس", "وللرئيس"), ("القاهرة", "بالقاهرة"), ("الامم", "فالأمم")])
def test_words_are_found_inside_words(page: Opener, query: str, inside: str) -> None:
    found = page("dam")
    hits = found(
        "const w = khabar.fold(arguments[1]); khabar.data.articles[0].text = arguments[1] + ' ' + khabar.data.articles[0].text;"
        "khabar.data.articles[0].chars = undefined;"
        "khabar.data.claims[0].ev[0].n = [0, 30]; return khabar.search(arguments[0]).find((g) => g.kind === 'sentence')?.all.length ?? 0",
        query,
        inside,
    )
    assert hits > 0


def test_results_come_in_groups_with_their_numbers(page: Opener) -> None:
    found = page()
    kinds = found("return khabar.search(arguments[0]).map((g) => g.kind)", "السد")
    assert kinds == sorted(kinds, key=["entity", "event", "article", "sentence"].index)
    assert "sentence" in kinds


def test_shift_and_enter_only_adds_to_the_picture(page: Opener) -> None:
    found = page("dam")
    node = found.node("كريم الهاشمي")
    found("khabar.change((s) => { s.drawn = new Set([]); }, 'drawn')")
    found("document.getElementById('search').focus()")
    found.keys("كريم الهاشمي")
    found.until("return document.querySelectorAll('#found [role=option]').length > 0")
    found.keys(SHIFT + ENTER)
    assert found("return khabar.visible()") == [node]
    assert found("return khabar.state.selected") is None


def test_a_line_shows_who_said_it_and_how_sure(page: Opener) -> None:
    found = page("dam")
    found(
        "khabar.open({kind: 'bundle', id: [...khabar.data.bundles.values()].find((b) => khabar.data.nodes[b.o].l === 'سد الوادي').key})"
    )
    text = found.text()
    assert "مسؤول حكومي" in text
    assert "صحيفة المرفأ" in text
    assert "محاولة" in text
    assert found("return [...CSS.highlights.get('kg-trigger')].length") > 0


GLUED = "وصل الوزير إلى المطار أمس، والتقى بالقاهرة الوفد، وللرئيس كلمة، فالأمم المتحدة حاضرة"


def test_highlights_do_not_move_a_letter(page: Opener) -> None:
    """The same line plain, highlighted inside three words, and with the elements that stand in for highlights."""
    found = page("dam")
    plain, marked, fallback = found(
        """
      const text = arguments[0];
      khabar.data.articles[0].chars = Array.from(text);
      const marks = ['القاهرة', 'رئيس', 'الأمم'].map((w, k) => ({ kind: ['subject', 'object', 'trigger'][k], start: text.indexOf(w), end: text.indexOf(w) + w.length }));
      const width = (p) => { p.style.cssText = 'display:inline-block;white-space:nowrap'; document.getElementById('card-body').replaceChildren(p); return p.getBoundingClientRect().width; };
      const one = width(khabar.passage(0, 0, text.length, [], { class: 'evidence' }));
      const two = width(khabar.passage(0, 0, text.length, marks, { class: 'evidence' }));
      khabar.passages.plain = true; const three = width(khabar.passage(0, 0, text.length, marks, { class: 'evidence' })); khabar.passages.plain = false;
      return [one, two, three];""",
        GLUED,
    )
    assert marked == plain
    assert abs(fallback - plain) < 1


def test_an_article_opens_at_its_words_and_names_its_place(page: Opener) -> None:
    found = page("dam")
    found("khabar.open({kind: 'article', id: 0, at: [0, 4]})")
    assert "صحيفة" in found.text()
    assert found("return CSS.highlights.get('kg-person').size + CSS.highlights.get('kg-place').size") > 3
    assert "char=0,4" in found.address()


def test_a_link_to_a_place_in_an_article_opens_it(page: Opener) -> None:
    name = page("dam")("return khabar.data.articles[0].iri")
    found = page("dam", address=f"#article={name}&char=10,20")
    assert found("return khabar.state.selected") == {"kind": "article", "id": 0, "at": [10, 20]}
    assert found("return CSS.highlights.get('kg-here').size") == 1


def test_a_mention_in_an_article_leads_to_its_node(page: Opener) -> None:
    found = page("dam")
    found("khabar.open({kind: 'article', id: 0})")
    spot = found(
        "const p = document.querySelector('.article p[data-from]'), n = khabar.data.nodes.find((x) => x.l === 'كريم الهاشمي');"
        "const range = new Range(), text = p.firstChild, all = [...document.querySelectorAll('.article p[data-from]')];"
        "for (const q of all) { const at = q.textContent.indexOf('الهاشمي'); if (at >= 0) { q.scrollIntoView({block: 'center'}); range.setStart(q.firstChild, at + 1); range.setEnd(q.firstChild, at + 3);"
        "const r = range.getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]; } } return null;"
    )
    found(
        "document.elementFromPoint(...arguments[0]).dispatchEvent(new MouseEvent('click', {bubbles: true, clientX: arguments[0][0], clientY: arguments[0][1]}))",
        spot,
    )
    assert "كريم الهاشمي" in found("return document.getElementById('card-title').textContent")


def test_names_of_things_keep_their_direction(page: Opener) -> None:
    found = page()
    assert found(
        "khabar.open({kind: 'node', id: 0}); return [...document.querySelectorAll('#card .evidence')].every((p) => p.lang === 'ar' && p.dir === 'rtl')"
    )
