"""Other ways to see the same claims: the board of an event, two sources, the timeline, the map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph import Facts
from tests.view.conftest import Page, made_up

pytestmark = pytest.mark.browser
NAMES = ["انفجار", "طرابلس", "بيروت", "مستودع", "عشرة"]
LINKS = [(0, "place", 1, "asserted", 0), (0, "place", 2, "asserted", 1), (0, "patient", 3, "asserted", 0), (0, "patient", 3, "asserted", 1),
         (0, "amount", 4, "denied", 1), (0, "amount", 4, "asserted", 0)]  # fmt: skip


def told_by_two() -> Facts:
    """One event that two outlets tell: places differ, a number is told and denied, the rest agrees."""
    found = made_up(NAMES, LINKS, outlets=("الأفق", "البرق"))
    event = replace(found.nodes[0], event=True, kind="Attack", earliest="2024-05-16", latest="2024-05-16")
    return replace(found, nodes=(event, *found.nodes[1:]))


@pytest.fixture
def two(pages) -> Page:  # type: ignore[no-untyped-def]
    return pages("two outlets", told_by_two()).open()


def test_the_board_has_a_column_for_each_source_and_conflicts_first(two: Page) -> None:
    two("khabar.show('board')")
    heads = two("return [...document.querySelectorAll('table.board thead th')].slice(1).map((th) => th.innerText)")
    assert len(heads) == 2
    assert any("الأفق" in h for h in heads)
    rows = two(
        "return [...document.querySelectorAll('table.board tbody tr')].map((tr) => [tr.className, tr.cells[0].innerText])"
    )
    assert [bool(c) for c, _ in rows] == [True, True, False]
    assert any("تختلف القيم" in words for _, words in rows)
    assert any("يُثبَت ويُنفى" in words for _, words in rows)


def test_a_value_of_the_board_opens_its_sentence(two: Page) -> None:
    two("khabar.show('board'); document.querySelector('table.board td details summary').click()")
    two.until("return document.querySelectorAll('table.board .evidence').length > 0")


def test_sources_that_share_a_value_do_not_conflict(pages) -> None:  # type: ignore[no-untyped-def]
    """Both tell of both places: that is a way, not a contradiction."""
    links = [(0, "place", o, "asserted", a) for o in (1, 2) for a in (0, 1)]
    found = made_up(NAMES, links)
    page = pages(
        "agree", replace(found, nodes=(replace(found.nodes[0], event=True, kind="Attack"), *found.nodes[1:]))
    ).open()
    assert page("return khabar.slots([arguments[0]]).map((s) => s.why)", page.node("انفجار")) == [""]


def test_dates_that_overlap_do_not_conflict(pages) -> None:  # type: ignore[no-untyped-def]
    found = made_up(["قصف", "الخميس", "مايو", "يونيو"], [(0, "time", 1, "asserted", 0), (0, "time", 2, "asserted", 1)])
    day, month, later = (("2024-05-16", "2024-05-16"), ("2024-05-01", "2024-05-31"), ("2024-06-01", "2024-06-30"))
    times = [
        replace(n, kind="Time", value=v[0], earliest=v[0], latest=v[1])
        for n, v in zip(found.nodes[1:], (day, month, later), strict=True)
    ]
    event = replace(found.nodes[0], event=True, kind="Attack")
    page = pages("dates", replace(found, nodes=(event, *times))).open()
    assert page("return khabar.slots([arguments[0]]).map((s) => s.why)", page.node("قصف")) == [""]
    moved = replace(
        found, nodes=(event, *times), claims=(found.claims[0], replace(found.claims[1], object=times[2].iri))
    )
    page = pages("other dates", moved).open()
    assert page("return khabar.slots([arguments[0]]).map((s) => s.why)", page.node("قصف")) == ["differs"]


def test_two_sources_side_by_side(two: Page) -> None:
    two("khabar.show('compare')")
    parts = two(
        "const of = (c) => [khabar.data.articles[c.a].outlet], r = khabar.compare(khabar.data.claims, of, 'الأفق', 'البرق');"
        "return Object.fromEntries(Object.entries(r).map(([k, v]) => [k, v.map((c) => [c.p, c.f])]))"
    )
    assert parts["onlyA"] == [["place", "asserted"]]
    assert parts["onlyB"] == [["place", "asserted"]]
    assert parts["both"] == [["patient", "asserted"]] * 2
    assert sorted(parts["against"]) == [["amount", "asserted"], ["amount", "denied"]]
    assert two("return document.querySelectorAll('#view .sides section').length") == 4


def test_events_stand_on_the_timeline_and_open_with_a_key(two: Page) -> None:
    two("khabar.show('timeline')")
    assert "16 مايو 2024" in two("return document.querySelector('#timeline-svg g.event title').textContent")
    two("document.querySelector('#timeline-svg g.event').focus()")
    two.keys("\ue007")
    assert two("return khabar.state.selected.id") == two.node("انفجار")


def test_an_uncertain_date_is_a_bar(pages) -> None:  # type: ignore[no-untyped-def]
    found = told_by_two()
    event = replace(found.nodes[0], earliest="2024-05-01", latest="2024-05-31")
    page = pages("bar", replace(found, nodes=(event, *found.nodes[1:]))).open()
    page("khabar.show('timeline')")
    assert page("return document.querySelectorAll('#timeline-svg g.event rect').length") == 1


def test_events_without_dates_are_counted(page) -> None:  # type: ignore[no-untyped-def]
    found = page()
    found("khabar.show('timeline')")
    assert "بلا تاريخ" in found.text("view")


def test_tabs_are_walked_with_arrows(two: Page) -> None:
    two("document.getElementById('tab-graph').focus()")
    two.keys("\ue012")  # left is forward from right to left
    assert two("return [khabar.state.tab, document.activeElement.id]") == ["timeline", "tab-timeline"]


def test_a_map_without_places_says_so(two: Page) -> None:
    two("khabar.show('map')")
    assert two.text("view") == "لا أماكن لها إحداثيات ضمن الترشيح الحالي."
