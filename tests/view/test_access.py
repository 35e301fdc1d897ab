"""The page without a mouse and without eyes: keys alone, a table that says it all, an audit by axe-core."""

from __future__ import annotations

from importlib.resources import files

import pytest

from tests.view.conftest import Opener, Page

pytestmark = pytest.mark.browser
ENTER, ESCAPE, TAB, LEFT, RIGHT, UP, DOWN = "\ue007", "\ue00c", "\ue004", "\ue012", "\ue014", "\ue013", "\ue015"

STATES = {
    "first view": "0",
    "card of a node": "khabar.open({kind: 'node', id: 0})",
    "card of a line": "khabar.open({kind: 'bundle', id: [...khabar.data.bundles.keys()][0]})",
    "article": "khabar.open({kind: 'article', id: 0})",
    "table": "document.getElementById('to-table').click()",
    "board": "khabar.show('board')",
    "timeline": "khabar.show('timeline')",
    "compare": "khabar.show('compare')",
    "export": "document.getElementById('to-export').click()",
    "help": "document.getElementById('to-help').click()",
    "views": "document.getElementById('to-views').click()",
    "search": "const s = document.getElementById('search'); s.focus(); s.value = 'السد'; s.dispatchEvent(new Event('input'))",
    "filtered": "document.querySelector('input[data-facet]').click()",
}


def audit(found: Page) -> list[str]:
    """Serious findings of axe-core (WCAG 2 A and AA, good practice), as lines to read."""
    source = files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    found(source)
    result = found.later("return axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{v['id']}: {v['help']} {[n['target'] for n in v['nodes']][:4]}"
        for v in result["violations"]
        if v["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("look", ["lang=ar&theme=light", "lang=en&theme=dark"])
def test_an_audit_finds_nothing_serious(page: Opener, state: str, look: str) -> None:
    pytest.importorskip("axe_core_python")
    found = page("dam", address=f"#{look}")
    found(STATES[state])
    assert audit(found) == []


def test_a_walk_with_the_keyboard_alone(page: Opener) -> None:
    """Search, card, picture, neighbours, expansion, table, filters, help and back, without a mouse."""
    found = page("dam")
    found.keys("كريم", ENTER)
    assert found("return khabar.state.selected.kind") == "node"
    found.keys(ESCAPE, ESCAPE)
    assert found("return document.activeElement.id") == "canvas"
    found.keys(DOWN)
    first = found("return khabar.state.selected.id")
    assert first == 0
    for key in (LEFT, RIGHT, UP, DOWN):
        found.keys(key)
    assert found("return document.activeElement.id") == "canvas"
    found.keys("e")
    assert found("return khabar.state.opened.size") == 1
    found.keys(ENTER)
    assert found("return document.activeElement.id") == "card"
    found.keys("t")
    assert found("return document.getElementById('table').contains(document.activeElement)")
    found.keys("t", "f")
    assert found("return document.getElementById('filters').contains(document.activeElement)")
    found.keys("?")
    assert found("return document.getElementById('dialog').open")
    found.keys(ESCAPE)
    assert not found("return document.getElementById('dialog').open")
    found.keys("/")
    assert found("return document.activeElement.id") == "search"


def test_each_arrow_goes_its_way(page: Opener) -> None:
    found = page("dam")
    found("document.getElementById('canvas').focus()")
    found.keys(DOWN)
    for key, axis, sign in ((LEFT, 0, -1), (RIGHT, 0, 1), (UP, 1, -1), (DOWN, 1, 1)):
        before = found("return khabar.state.selected.id")
        found.keys(key)
        after = found("return khabar.state.selected.id")
        xy = found("return arguments[0].map((i) => khabar.data.nodes[i].xy)", [before, after])
        assert before == after or (xy[1][axis] - xy[0][axis]) * sign > 0


def test_keys_work_on_an_arabic_keyboard(page: Opener) -> None:
    found = page("dam")
    found("document.getElementById('canvas').focus()")
    found("document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {key: 'ف', code: 'KeyT', bubbles: true}))")
    assert found("return document.getElementById('table').hidden") is False


def test_every_control_can_be_reached_with_tab(page: Opener) -> None:
    found = page("dam")
    found("document.body.tabIndex = -1; document.body.focus()")
    seen: list[str] = []
    for _ in range(40):
        found.keys(TAB)
        seen.append(
            found(
                "return document.activeElement.id || document.activeElement.className || document.activeElement.tagName"
            )
        )
    assert {"to-table", "to-export", "to-help", "language", "theme", "search", "copy-link"} <= set(seen)
    assert found("return [...document.querySelectorAll('[tabindex]')].every((e) => e.tabIndex <= 0)")


def test_the_picture_is_told_in_words(page: Opener) -> None:
    found = page("dam")
    label = found("return document.getElementById('canvas').getAttribute('aria-label')")
    assert str(found("return khabar.visible().length")) in label
    found("khabar.open({kind: 'node', id: arguments[0]})", found.node("كريم الهاشمي"))
    assert found.text("announce").startswith("كريم الهاشمي، شخص، ")


def test_the_table_says_the_same_as_the_picture(page: Opener) -> None:
    found = page("dam")
    found.find("#to-table").click()
    rows = "return document.querySelectorAll('#table tbody tr').length"
    shown = "const v = new Set(khabar.visible()); return khabar.shownClaims().filter((c) => v.has(c.s) && (c.o === null || v.has(c.o))).length"
    assert found(rows) == found(shown)
    found(
        "const s = document.querySelectorAll('#table select')[0]; s.value = 'nodes'; s.dispatchEvent(new Event('change'))"
    )
    assert found(rows) == found("return khabar.visible().length")
    found(
        "const s = document.querySelectorAll('#table select')[0]; s.value = 'edges'; s.dispatchEvent(new Event('change'))"
    )
    assert found(rows) == found("return khabar.drawnLooks().edges.filter((e) => !String(e.id).endsWith('!')).length")


def test_columns_sort(page: Opener) -> None:
    found = page("dam")
    found.find("#to-table").click()
    found(
        "const s = document.querySelectorAll('#table select')[0]; s.value = 'nodes'; s.dispatchEvent(new Event('change'))"
    )
    found(
        "document.querySelectorAll('#table th button')[2].click(); document.querySelectorAll('#table th button')[2].click()"
    )
    numbers = [
        int(x)
        for x in found(
            "return [...document.querySelectorAll('#table tbody td:nth-child(3)')].map((td) => td.textContent)"
        )
    ]
    assert numbers == sorted(numbers, reverse=True)
    assert found("return document.querySelectorAll('#table th')[2].getAttribute('aria-sort')") == "descending"


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_colours_of_families_stand_out(page: Opener, theme: str) -> None:
    """Three to one against the ground, as WCAG asks of graphics."""
    found = page("dam", address=f"#theme={theme}")
    contrast = found(
        """const lum = (c) => { const [r, g, b] = c.match(/\\w\\w/g).map((x) => parseInt(x, 16) / 255).map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
        const paper = lum(getComputedStyle(document.documentElement).getPropertyValue('--paper').trim());
        return Object.values(khabar.look[arguments[0]]).map((c) => { const a = lum(c); return (Math.max(a, paper) + 0.05) / (Math.min(a, paper) + 0.05); });""",
        "dark" if theme == "dark" else "colors",
    )
    assert min(contrast) >= 3


def test_no_two_families_share_shape_and_colour(page: Opener) -> None:
    look = page("dam")("return [khabar.look.shapes, khabar.look.colors]")
    assert len({(look[0][g], look[1][g]) for g in look[0]}) == len(look[0])
