"""What confused those who tried the page: each stays mended."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Facts
from tests.view.conftest import Opener, Page, made_up

pytestmark = pytest.mark.browser
NAMES = ["سعاد", "سعادة", "مدينة حلب", "انفجار"]
LINKS = [(0, "livesIn", 2, "asserted", 0), (1, "livesIn", 2, "asserted", 0), (3, "place", 2, "asserted", 1)]


def told() -> Facts:
    """Two women of one name, a place, an event with a date of its own and a claim that gives an earlier one."""
    found = made_up([*NAMES, "أمس"], [*LINKS, (3, "time", 4, "asserted", 0)])
    nodes = list(found.nodes)
    nodes[1] = replace(nodes[1], label="سعاد")
    nodes[2] = replace(nodes[2], kind="City")
    nodes[3] = replace(nodes[3], kind="Attack", event=True, earliest="2024-05-16", latest="2024-05-16")
    nodes[4] = replace(nodes[4], kind="Time", earliest="2024-05-01", latest="2024-05-01")
    return replace(found, nodes=tuple(nodes))


@pytest.fixture
def tried(pages) -> Page:  # type: ignore[no-untyped-def]
    return pages("tried", told()).open()


def test_things_of_one_name_and_kind_are_one_row_that_says_how_many(tried: Page) -> None:
    tried.find("#search").send_keys("سعاد")
    tried.until("return document.querySelectorAll('#found [role=option]').length > 0")
    rows = tried("return [...document.querySelectorAll('#found [role=option]')].map((x) => x.innerText)")
    assert [("سعاد" in r, "بالاسم نفسه" in r) for r in rows[:2]] == [(True, True), (True, False)]


def test_the_row_leads_to_a_card_that_lists_the_others(tried: Page) -> None:
    tried("khabar.open({kind: 'node', id: arguments[0]})", tried.node("سعاد"))
    assert "ربما هو نفسه (1)" in tried.text()


def test_help_begins_at_its_beginning(tried: Page) -> None:
    tried.find("#to-help").click()
    assert tried("return [document.getElementById('dialog').scrollTop, document.activeElement.id]") == [
        0,
        "dialog-title",
    ]


def test_the_hint_of_an_empty_box_stands_as_the_interface_does(tried: Page) -> None:
    box = "return [document.getElementById('search').dir, document.getElementById('search').scrollWidth <= document.getElementById('search').clientWidth]"
    assert tried(box) == ["rtl", True]
    tried.find("#search").send_keys("a")
    assert tried(box)[0] == "auto"


def test_an_event_keeps_its_own_date(tried: Page) -> None:
    assert tried("return khabar.data.nodes[arguments[0]].t0", tried.node("انفجار")) == "2024-05-16"


def test_the_part_that_something_has_in_an_event_reads_as_a_heading(tried: Page) -> None:
    tried("khabar.open({kind: 'bundle', id: arguments[0]})", f"{tried.node('انفجار')}-{tried.node('مدينة حلب')}")
    assert "انفجار — المكان: مدينة حلب" in tried.text()


def test_formats_have_their_names(tried: Page) -> None:
    tried.find("#to-export").click()
    names = tried("return [...document.querySelectorAll('#dialog button')].map((b) => b.textContent)")
    assert {"GraphML", "GEXF", "Turtle", "JSON-LD", "PNG", "SVG"} <= set(names)


def test_one_day_needs_no_histogram(pages) -> None:  # type: ignore[no-untyped-def]
    page = pages("one day", made_up(NAMES, LINKS[:2], outlets=("A",))).open()
    assert page("return document.querySelectorAll('#strip svg, #strip input[type=date]').length") == 2


def test_thousands_and_months_are_written_as_most_of_the_press_does(page: Opener) -> None:
    found = page("dam")
    assert "1,234" in found("return khabar.plural('claims', 1234)")


def test_a_step_is_painted_once(tried: Page) -> None:
    painted = tried.later(
        """const net = khabar.theNetwork(); let n = 0; net.on('afterDrawing', () => { n += 1; });
        khabar.change((s) => { s.drawn = new Set([0, 1, 2]); }, 'drawn');
        return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(n))));"""
    )
    assert painted == 1


def test_a_move_that_is_undone_is_undone_in_the_picture(tried: Page) -> None:
    where = "return khabar.theNetwork().getPosition(0)"
    before = tried(where)
    tried("const n = khabar.theNetwork(); n.moveNode(0, 700, 800); n.body.emitter.emit('dragEnd', {nodes: [0]})")
    assert tried(where) == {"x": 700, "y": 800}
    tried("khabar.undo()")
    assert tried(where) == before


def test_filters_say_how_many_pass_and_the_camera_goes_to_them(tried: Page) -> None:
    tried("khabar.theNetwork().moveTo({position: {x: 90000, y: 90000}, scale: 1})")
    tried(
        "khabar.change((s) => { s.filters.kind.add('event'); s.filters.kind.add('place'); khabar.refilter(); }, 'filters')"
    )
    assert "2 من 2" in tried.text("budget")
    place = tried("return khabar.theNetwork().getViewPosition()")
    assert abs(place["x"]) < 20000


def test_both_ends_of_an_open_line_are_marked(tried: Page) -> None:
    ends = [tried.node("انفجار"), tried.node("مدينة حلب")]
    tried("khabar.open({kind: 'bundle', id: arguments[0]})", f"{ends[0]}-{ends[1]}")
    assert sorted(tried("return khabar.theNetwork().getSelection().nodes")) == sorted(ends)


def test_the_part_in_events_heads_the_claims_of_a_card(tried: Page) -> None:
    tried("khabar.open({kind: 'node', id: arguments[0]})", tried.node("مدينة حلب"))
    assert "في خانة «المكان» (1)" in tried.text()
    assert "(وارد) (2)" in tried.text()  # two women live there


def test_lines_are_faint_from_far_away(tried: Page) -> None:
    looks = "return khabar.drawnLooks().edges.filter((e) => !String(e.id).startsWith('more')).map((e) => e.color.opacity)"
    assert set(tried(looks)) == {0.6}
    tried("khabar.theNetwork().moveTo({scale: 0.05})")
    tried.until("return khabar.drawnLooks().edges.every((e) => e.color.opacity < 0.5)")
    tried("khabar.theNetwork().moveTo({scale: 1})")
    tried.until("return khabar.drawnLooks().edges.every((e) => e.color.opacity > 0.5)")
