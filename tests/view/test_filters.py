"""Facets whose counts follow one another, time, and what they change: picture, table, exports."""

from __future__ import annotations

import pytest

from tests.view.conftest import Opener, Page, made_up

pytestmark = pytest.mark.browser
NAMES = ["ليلى", "مراد", "سلوى", "طارق"]
LINKS = [(0, "relativeOf", 1, "asserted", 0), (0, "relativeOf", 1, "denied", 1), (1, "memberOf", 2, "asserted", 1),
         (2, "memberOf", 3, "alleged", 0), (0, "memberOf", 3, "asserted", 2)]  # fmt: skip


@pytest.fixture
def four(pages) -> Page:  # type: ignore[no-untyped-def]
    return pages("four", made_up(NAMES, LINKS, outlets=("الأفق", "البرق", "الجسر"))).open()


def opened(page: Page, facet: str) -> None:
    """Opens a facet: its values are written then."""
    page("document.querySelector(`#filters details[data-name=${arguments[0]}]`).open = true", facet)
    page.until("return document.querySelector(`input[data-facet=${arguments[0]}]`)", facet)


def choose(page: Page, facet: str, value: str) -> None:
    opened(page, facet)
    page(
        "[...document.querySelectorAll('input[data-facet]')].find((x) => x.dataset.facet === arguments[0] && x.value === arguments[1]).click()",
        facet,
        value,
    )


def counts(page: Page, facet: str) -> dict[str, int]:
    opened(page, facet)
    return dict(
        page(
            "return Object.fromEntries([...document.querySelectorAll(`input[data-facet=${arguments[0]}]`)].map((x) => [x.value, Number(x.closest('li').querySelector('.count').textContent)]))",
            facet,
        )
    )


def test_counts_are_of_what_a_click_would_leave(four: Page) -> None:
    assert counts(four, "stance") == {"asserted": 3, "denied": 1, "alleged": 1}
    choose(four, "relation", "relativeOf")
    assert counts(four, "stance") == {"asserted": 1, "denied": 1}
    assert counts(four, "relation") == {"relativeOf": 2, "memberOf": 3}


def test_a_closed_facet_holds_nothing_until_it_is_opened(four: Page) -> None:
    assert four("return document.querySelectorAll('input[data-facet=outlet]').length") == 0
    opened(four, "outlet")
    assert four("return document.querySelectorAll('input[data-facet=outlet]').length") == 3


def test_several_values_of_one_facet_widen_and_facets_narrow(four: Page) -> None:
    choose(four, "stance", "denied")
    assert four("return khabar.shownClaims().length") == 1
    choose(four, "stance", "alleged")
    assert four("return khabar.shownClaims().length") == 2
    choose(four, "outlet", "الأفق")
    assert four("return khabar.shownClaims().length") == 1


@pytest.mark.parametrize(
    ("facet", "value", "left"),
    [
        ("sources", "2", 2),
        ("sources", "1", 3),
        ("score", "0.9", 5),
        ("teller", "@article-itself", 5),
        ("kind", "person", 5),
    ],
)
def test_each_facet(four: Page, facet: str, value: str, left: int) -> None:
    choose(four, facet, value)
    assert four("return khabar.shownClaims().length") == left


def test_filters_are_chips_that_come_off(four: Page) -> None:
    choose(four, "stance", "denied")
    assert "منفي" in four.text("chips")
    assert len(four("return khabar.visible()")) == 2
    four.find("#chips button").click()
    assert four.text("chips") == ""
    assert len(four("return khabar.visible()")) == 4


def test_filters_reach_table_and_exports_and_cards(four: Page) -> None:
    choose(four, "relation", "memberOf")
    four.find("#to-table").click()
    assert four("return document.querySelectorAll('#table tbody tr').length") == 3
    assert four("return khabar.make('claims.csv', 'view').trim().split('\\r\\n').length") == 4
    assert "memberOf" not in four("return khabar.make('claims.csv', 'view')").split("\r\n")[0]
    four("khabar.open({kind: 'node', id: arguments[0]})", four.node("ليلى"))
    assert four("return document.querySelectorAll('#card li[data-claim]').length") == 1


def test_a_stretch_of_time(four: Page) -> None:
    four("khabar.choose(['2024-02-01', '2024-03-30'])")
    assert four("return khabar.shownClaims().length") == 3
    four("khabar.choose(null)")
    assert four("return khabar.shownClaims().length") == 5


def test_the_brush_chooses_a_stretch(four: Page) -> None:
    four(
        """const s = document.querySelector('.histogram'), r = s.getBoundingClientRect();
        const send = (name, x) => s.dispatchEvent(new PointerEvent(name, {bubbles: true, clientX: r.left + x * r.width, clientY: r.top + 5, pointerId: 1}));
        s.setPointerCapture = () => 0; send('pointerdown', 0.01); send('pointermove', 0.3); send('pointerup', 0.3);"""
    )
    days = four("return khabar.state.days")
    assert days[0] == "2024-01-10"
    assert days[1] < "2024-02-10"
    assert four("return khabar.shownClaims().length") == 2


def test_time_without_a_date_is_counted_in_words(page: Opener) -> None:
    found = page()
    found("khabar.change((s) => { s.clock = 'event'; khabar.refilter(); }, 'filters')")
    assert "بلا تاريخ" in found.text("strip")


def test_a_disputed_line_has_two_tones_and_a_doubted_one_is_dashed(four: Page) -> None:
    edges = {e["id"]: e for e in four("return khabar.drawnLooks().edges")}
    key = f"{four.node('ليلى')}-{four.node('مراد')}"
    assert f"{key}!" in edges
    assert edges[key]["dashes"] is False
    assert edges[f"{four.node('سلوى')}-{four.node('طارق')}"]["dashes"] == [6, 5]


def test_width_is_by_independent_sources(four: Page) -> None:
    edges = {e["id"]: e["width"] for e in four("return khabar.drawnLooks().edges")}
    assert edges[f"{four.node('ليلى')}-{four.node('مراد')}"] > edges[f"{four.node('مراد')}-{four.node('سلوى')}"]
