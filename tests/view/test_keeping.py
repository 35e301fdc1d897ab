"""What a reader made of the page travels: in the address, in named views, in files."""

from __future__ import annotations

import json

import pytest

from tests.view.conftest import Opener, Page

pytestmark = pytest.mark.browser


def messed(found: Page) -> dict[str, object]:
    """Changes everything that a state holds; gives the state."""
    found(
        """const [a, b, c, d] = khabar.visible();
        khabar.change((s) => { s.hidden.add(a); s.pinned.add(b); s.places.set(c, [123, -45]); s.drawn.delete(d); s.opened.add(b); s.picked.add(c);
          s.filters.stance.add('asserted'); s.days = ['2010-01-01', '2030-01-01']; s.coloring = 'community'; }, 'all');
        khabar.refilter();
        khabar.open({ kind: 'bundle', id: [...khabar.data.bundles.keys()][0] });
        for (const [id, v] of [['language', 'fr'], ['theme', 'dark'], ['digits', 'arab']]) { const s = document.getElementById(id); s.value = v; s.dispatchEvent(new Event('change')); }"""
    )
    found.until("return document.documentElement.lang === 'fr'")
    return dict(found("return khabar.pack()"))


def test_the_address_holds_the_whole_view(page: Opener) -> None:
    found = page("dam")
    kept = messed(found)
    address = found.address()
    shown = found("return khabar.visible()")
    again = page("dam", address=address)
    assert {k: v for k, v in again("return khabar.pack()").items() if k != "view"} == {
        k: v for k, v in kept.items() if k != "view"
    }
    assert again("return khabar.visible()") == shown
    assert again("return [document.documentElement.lang, document.documentElement.dataset.theme]") == ["fr", "dark"]


def test_the_camera_is_part_of_the_view(page: Opener) -> None:
    found = page("dam")
    found("khabar.theNetwork().moveTo({position: {x: 50, y: 60}, scale: 1.7}); khabar.change(() => 0, 'look')")
    view = page("dam", address=found.address())("return khabar.pack().view")
    assert view[2] == pytest.approx(1.7, abs=0.01)
    assert view[:2] == pytest.approx([50, 60], abs=1)


@pytest.mark.parametrize(
    "address", ["#s=not-a-state", "#s=", "#node=nobody", "#article=none&char=1,2", "#lang=xx&theme=neon", "#%"]
)
def test_an_address_that_means_nothing_does_no_harm(page: Opener, address: str) -> None:
    found = page("dam", address=address)
    assert found("return khabar.visible().length") > 0
    assert found.errors() == []


def test_a_node_is_linked_by_its_iri(page: Opener) -> None:
    iri = page("dam")("return khabar.data.nodes[3].iri")
    assert page("dam", address=f"#node={iri}")("return khabar.state.selected") == {"kind": "node", "id": 3}


def test_the_back_button_of_the_card(page: Opener) -> None:
    found = page("dam")
    found("khabar.open({kind: 'node', id: 0}); khabar.open({kind: 'node', id: 1})")
    found("document.querySelector('#card-body > button').click()")
    assert found("return khabar.state.selected.id") == 0


def test_named_views_are_kept_and_shown_again(page: Opener) -> None:
    found = page("dam")
    found("localStorage.clear()")
    messed(found)
    before = found("return khabar.visible()")
    found.find("#to-views").click()
    found.find("#dialog input").send_keys("مشهدي")
    found("document.querySelector('#dialog form').requestSubmit()")
    found("document.getElementById('dialog').close()")
    again = page("dam")
    again.find("#to-views").click()
    again("[...document.querySelectorAll('#dialog li button')].find((b) => b.textContent === 'مشهدي').click()")
    assert again("return khabar.visible()") == before
    again.keys("مشهدي")
    assert "view" in again.later(
        "const s = document.getElementById('search'); s.value = 'مشهدي'; s.dispatchEvent(new Event('input'));"
        "return [...document.querySelectorAll('#found .group')].length ? 'view' : 'none'"
    )
    again("localStorage.clear()")


def test_a_view_from_a_file(page: Opener) -> None:
    found = page("dam")
    kept = messed(found)
    again = page("dam")
    again("khabar.openFile(arguments[0])", json.dumps({"khabar": "0", "name": "x", "view": kept}))
    assert {k: v for k, v in again("return khabar.pack()").items() if k != "view"} == {
        k: v for k, v in kept.items() if k != "view"
    }
    again("localStorage.clear()")


@pytest.mark.parametrize(
    "text", ["", "{}", "[1]", '{"view": 3}', '{"view": {"plus": ["x", 7], "filters": 4, "selected": {"kind": "node"}}}']
)
def test_files_that_are_no_views_are_refused_in_words(page: Opener, text: str) -> None:
    found = page("dam")
    found("khabar.openFile(arguments[0])", text)
    assert found.text("announce") != ""
    assert found.errors() == []
