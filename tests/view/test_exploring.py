"""Expanding, hiding, keeping, paths, undoing: each a step that can be taken back."""

from __future__ import annotations

import pytest

from tests.view.conftest import Opener, Page, made_up

pytestmark = pytest.mark.browser
STAR = [f"صديق{i:02}" for i in range(30)]


@pytest.fixture
def star(pages) -> Page:  # type: ignore[no-untyped-def]
    """One node linked to 29 others."""
    links = [(0, "relativeOf", i, "asserted", 0) for i in range(1, 30)]
    return pages("star", made_up(STAR, links)).open()


def only(page: Page, *nodes: int) -> None:
    page(
        "khabar.change((s) => { s.drawn = new Set(arguments_); s.opened.clear(); }, 'drawn')".replace(
            "arguments_", str(list(nodes))
        )
    )


def test_expanding_takes_ten_and_offers_the_rest(star: Page) -> None:
    centre = star.node(STAR[0])
    only(star, centre)
    star("khabar.expand(arguments[0])", centre)
    assert len(star("return khabar.visible()")) == 11
    looks = star("return khabar.drawnLooks().nodes.filter((n) => String(n.id).startsWith('more-')).map((n) => n.label)")
    assert looks == ["+19"]


def test_the_rest_is_chosen_by_relation(star: Page) -> None:
    centre = star.node(STAR[0])
    only(star, centre)
    star("khabar.expand(arguments[0]); khabar.open({kind: 'choose', id: arguments[0]})", centre)
    summary = star("return document.querySelector('#card summary').textContent")
    assert "(19)" in summary
    star("document.querySelector('#card summary button').click()")
    assert len(star("return khabar.visible()")) == 30


def test_every_step_is_undone_and_done_again(star: Page) -> None:
    centre = star.node(STAR[0])
    only(star, centre)
    seen = [star("return khabar.pack()")]
    steps = ["khabar.expand(arguments[0])", "khabar.change((s) => s.hidden.add([...s.drawn][3]), 'drawn')",
             "khabar.change((s) => s.filters.stance.add('asserted'), 'filters')", "khabar.show('timeline')",
             "khabar.change((s) => s.places.set(arguments[0], [5, 5]), 'places')"]  # fmt: skip
    for step in steps:
        star(step, centre)
        seen.append(star("return khabar.pack()"))
    without_view = [{k: v for k, v in s.items() if k != "view"} for s in seen]
    for before in reversed(without_view[:-1]):
        star("khabar.undo()")
        assert {k: v for k, v in star("return khabar.pack()").items() if k != "view"} == before
    for after in without_view[1:]:
        star("khabar.redo()")
        assert {k: v for k, v in star("return khabar.pack()").items() if k != "view"} == after


def test_hidden_nodes_are_counted_and_come_back(page: Opener) -> None:
    found = page("dam")
    count = len(found("return khabar.visible()"))
    found("khabar.open({kind: 'node', id: khabar.visible()[0]}); document.getElementById('canvas').focus()")
    found.keys("h")
    assert len(found("return khabar.visible()")) == count - 1
    assert "عقدة مخفية" in found.text("budget")
    found("[...document.querySelectorAll('#budget button')].find((b) => b.textContent.includes('إظهارها')).click()")
    assert len(found("return khabar.visible()")) == count


def test_keep_only_what_is_picked(page: Opener) -> None:
    found = page("dam")
    found("const [a, b] = khabar.visible(); khabar.change((s) => { s.picked = new Set([a, b]); }, 'picked', 'look')")
    assert found("return document.getElementById('picked').hidden") is False
    found.find("#pick-keep").click()
    assert len(found("return khabar.visible()")) == 2


def test_a_path_is_rows_of_claims_with_evidence(pages) -> None:  # type: ignore[no-untyped-def]
    names = ["ألف", "باء", "جيم", "دال", "هاء"]
    links = [(0, "relativeOf", 1, "asserted", 0), (1, "memberOf", 2, "asserted", 1), (0, "relativeOf", 3, "denied", 0),
             (3, "relativeOf", 2, "asserted", 0)]  # fmt: skip
    found = pages("paths", made_up(names, links)).open()
    a, c, e = (found.node(names[i]) for i in (0, 2, 4))
    assert len(found("return khabar.paths(arguments[0], arguments[1])", a, c)) == 2
    assert found("return khabar.paths(arguments[0], arguments[1])", a, e) == []
    found("khabar.change((s) => { s.filters.stance.add('asserted'); khabar.refilter(); }, 'filters')")
    kept = found("return khabar.paths(arguments[0], arguments[1])", a, c)
    assert kept == [[a, found.node(names[1]), c]]
    found("khabar.open({kind: 'path', from: arguments[0], to: arguments[1]})", a, c)
    assert found("return document.querySelectorAll('#card details.path .evidence').length") == 2


def test_five_shortest_paths_the_shortest_first(pages) -> None:  # type: ignore[no-untyped-def]
    names = [f"اسم{i:02}" for i in range(12)]
    links = [(0, "near", i, "asserted", 0) for i in range(1, 9)] + [(i, "near", 9, "asserted", 0) for i in range(1, 9)]
    found = pages("many paths", made_up(names, links)).open()
    lists = found("return khabar.paths(arguments[0], arguments[1])", found.node(names[0]), found.node(names[9]))
    assert len(lists) == 5
    assert [len(x) for x in lists] == sorted(len(x) for x in lists)
    assert len({tuple(x) for x in lists}) == 5


def test_two_keys_find_a_path(page: Opener) -> None:
    found = page("dam")
    a, b = found("const k = [...khabar.data.bundles.values()][0]; return [k.s, k.o]")
    found("khabar.open({kind: 'node', id: arguments[0]}); document.getElementById('canvas').focus()", a)
    found.keys("p")
    label = found("return khabar.data.nodes[arguments[0]].l", b)
    found.keys(label)
    found.until("return document.querySelectorAll('#card ol.top button').length > 0")
    found("document.querySelector('#card ol.top button').click()")
    assert found("return document.querySelectorAll('#card details.path').length") > 0


def test_common_neighbours(page: Opener) -> None:
    found = page("dam")
    found(
        "const hub = khabar.data.nodes.find((n) => khabar.around(n.i).size > 1), [a, b] = [...khabar.around(hub.i).keys()];"
        "window.hub = hub.i; khabar.change((s) => { s.picked = new Set([a, b]); }, 'picked', 'look')"
    )
    found.find("#pick-common").click()
    assert found(
        "return [...document.querySelectorAll('#card ol.top [data-node]')].map((b) => Number(b.dataset.node)).includes(window.hub)"
    )


def test_a_rectangle_with_shift_picks_what_is_inside(page: Opener) -> None:
    found = page("dam")
    found(
        """const c = document.querySelector('#canvas canvas'), r = c.getBoundingClientRect();
        const send = (name, x, y, to) => to.dispatchEvent(new PointerEvent(name, {bubbles: true, shiftKey: true, clientX: x, clientY: y, pointerId: 1}));
        send('pointerdown', r.left + 2, r.top + 2, c); send('pointermove', r.right - 2, r.bottom - 2, window); send('pointerup', r.right - 2, r.bottom - 2, window);"""
    )
    assert found("return khabar.state.picked.size") == found("return khabar.visible().length")


def test_colours_by_community(page: Opener) -> None:
    found = page()
    before = found("return new Set(khabar.drawnLooks().nodes.map((n) => n.color.background)).size")
    found("const s = document.getElementById('coloring'); s.value = 'community'; s.dispatchEvent(new Event('change'))")
    groups = found("return new Set(khabar.visible().map((i) => khabar.data.nodes[i].h)).size")
    after = found("return new Set(khabar.drawnLooks().nodes.map((n) => n.color.background)).size")
    assert after != before
    assert after > 1
    assert after <= groups
