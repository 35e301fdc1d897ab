"""A first walk through the demo graph, in three languages: what was found is mended and stays so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Facts
from tests.view.conftest import Page, made_up

pytestmark = pytest.mark.browser
NAMES = ["استقالة", "يوسف بن عياد", "وزير الماء", "الحزب", "أمس", "يوم الأحد", "شاهدة"]
RESIGNATION, YOUSEF, MINISTER, PARTY, YESTERDAY, SUNDAY, WITNESS = range(7)
LINKS = [
    (RESIGNATION, "patient", YOUSEF, "asserted", 0),
    (RESIGNATION, "patient", YOUSEF, "asserted", 1),
    (RESIGNATION, "patient", MINISTER, "alleged", 0),
    (RESIGNATION, "agent", PARTY, "denied", 0),
    (RESIGNATION, "agent", MINISTER, "asserted", 1),
    (RESIGNATION, "time", YESTERDAY, "asserted", 0),
    (RESIGNATION, "time", SUNDAY, "asserted", 1),
    (RESIGNATION, "time", SUNDAY, "asserted", 2),
]
DAYS = {YESTERDAY: "2024-05-01", SUNDAY: "2024-05-05"}


def told() -> Facts:
    """A resignation that two outlets put on a Sunday and a third on an earlier day; nothing links the witness."""
    found = made_up(NAMES, LINKS, outlets=("A", "B", "C"))
    nodes = list(found.nodes)
    nodes[RESIGNATION] = replace(nodes[RESIGNATION], kind="Dismissal", event=True)
    for i, day in DAYS.items():
        nodes[i] = replace(nodes[i], kind="Time", earliest=day, latest=day)
    return replace(found, nodes=tuple(nodes))


@pytest.fixture
def walked(pages) -> Page:  # type: ignore[no-untyped-def]
    return pages("walked", told()).open("#lang=en")


def claims_of(page: Page, name: str) -> list[str]:
    page("khabar.open({kind: 'node', id: arguments[0]})", page.node(name))
    script = "return [...document.querySelectorAll('#card li[data-claim]')].map((x) => x.innerText)"
    return [str(x) for x in page(script)]


def test_what_comes_back_is_painted_at_once(walked: Page) -> None:
    """Far from the middle of the plane, where vis-network would wait for the next painting."""
    picture = """const canvas = document.querySelector('#canvas canvas');
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(canvas.toDataURL()))))"""
    walked("khabar.theNetwork().moveTo({position: {x: 3000, y: 3000}, scale: 0.7})")
    walked(
        "khabar.change((s) => { for (const n of khabar.data.nodes) s.places.set(n.i, [2900 + 40 * n.i, 3000]); }, 'all')"
    )
    walked.later("return new Promise((done) => setTimeout(done, 300))")
    walked("khabar.change((s) => { s.drawn = new Set([0]); }, 'drawn')")
    walked.later(picture)
    walked("khabar.undo()")
    first = walked.later(picture)
    walked("khabar.theNetwork().redraw()")
    assert walked.later(picture) == first


def test_an_event_is_when_most_sources_say_and_its_card_tells_every_time(walked: Page) -> None:
    walked("khabar.open({kind: 'node', id: arguments[0]})", walked.node("استقالة"))
    assert walked("return khabar.data.nodes[arguments[0]].t0", walked.node("استقالة")) == "2024-05-05"
    card = walked.text()
    assert card.index("May 5, 2024") < card.index("May 1, 2024")


def test_a_claim_stands_beside_the_time_that_its_own_article_tells(pages) -> None:  # type: ignore[no-untyped-def]
    found = told()
    apart = [replace(c, sentence=(0, 10 + 9 * k)) for k, c in enumerate(found.claims)]  # nothing in one sentence
    page = pages("apart", replace(found, claims=tuple(apart))).open("#lang=en")
    days = page("return khabar.data.claims.slice(0, 2).map((c) => c.a)")
    assert days == [0, 1]
    page("khabar.open({kind: 'bundle', id: arguments[0]})", f"{page.node('استقالة')}-{page.node('يوسف بن عياد')}")
    facts = page("return [...document.querySelectorAll('#card .fact')].map((x) => x.innerText)")
    assert ["May 1, 2024" in facts[0], "May 5, 2024" in facts[1]] == [True, True]


def test_the_name_of_an_event_says_what_most_sources_say(walked: Page) -> None:
    walked.find("#search").send_keys("استقالة")
    row = walked.until("return document.querySelector('#found [role=option]')?.innerText")
    assert "استقالة · وزير الماء · يوسف بن عياد" in row


def test_the_words_that_were_searched_are_marked_in_their_sentence(walked: Page) -> None:
    walked.find("#search").send_keys("عياد الماء")  # two words that stand apart
    walked.until("return document.querySelector('#found mark')")
    marks = walked("return [...document.querySelectorAll('#found mark')].map((x) => x.textContent)")
    assert set(marks) == {"عياد"}


def test_a_name_is_found_without_the_word_in_its_middle(walked: Page) -> None:
    assert walked("return khabar.searchNodes('يوسف عياد').map((n) => n.l)") == ["يوسف بن عياد"]


def test_each_stretch_of_scores_is_named_by_both_its_ends(walked: Page) -> None:
    walked("document.querySelector('#filters details[data-name=score]').open = true")
    walked("khabar.data.claims.forEach((c, k) => { c.c = [0.95, 0.8, 0.6, 0.1][k % 4]; })")
    walked("khabar.change(() => khabar.refilter(), 'filters')")
    script = "return [...document.querySelectorAll('#filters details[data-name=score] bdi')].map((x) => x.textContent)"
    assert walked(script) == ["0.9 and above", "0.7 – 0.9", "0.5 – 0.7", "below 0.5"]


def test_every_empty_box_stands_as_the_interface_does(walked: Page) -> None:
    walked("location.hash = ''")
    page = walked.open("#lang=ar")
    page("khabar.open({kind: 'path', from: 0, to: null})")
    direction = "return getComputedStyle(document.querySelector('#card input')).direction"
    assert page(direction) == "rtl"
    page.find("#card input").send_keys("a")
    assert page(direction) == "ltr"


def test_a_view_begins_at_its_beginning(walked: Page) -> None:
    walked("khabar.show('timeline')")
    walked("const v = document.getElementById('view'); v.style.maxHeight = '60px'; v.scrollTop = 40")
    walked("khabar.show('board')")
    assert walked("return document.getElementById('view').scrollTop") == 0


def test_what_nothing_links_is_counted_in_words(walked: Page) -> None:
    assert "Showing 6 of 6 · 1 more has no links" in walked.text("budget")


def test_what_is_only_hidden_is_not_called_weaker(walked: Page) -> None:
    walked("khabar.change((s) => { s.hidden.add(0); }, 'drawn')")
    assert "best linked" not in walked.text("budget")


def test_a_picture_that_is_taken_away_says_what_its_shapes_mean(walked: Page) -> None:
    text = walked("return khabar.make('svg', 'view')")
    key = text[text.index('class="key"') :]
    assert ["events" in key, "people" in key, "organisations" in key] == [True, True, False]
