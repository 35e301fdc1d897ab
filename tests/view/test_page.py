"""The page as text: everything inside, nothing outside, nothing that runs but ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.graph import facts
from kg.store import OxigraphStore
from kg.view import explorer_html, to_pyvis
from kg.view.bidi import LRI, PDI, RLI, bare, isolate
from kg.view.payload import payload

Stores = Callable[..., OxigraphStore]
I18N = Path(__file__).parents[2] / "kg" / "view" / "i18n"


def data_of(html: str, name: str = "kg-data") -> dict[str, object]:
    match = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html, re.DOTALL)
    assert match is not None
    found: dict[str, object] = json.loads(match[1])
    return found


def test_nothing_is_fetched_from_elsewhere(article_store: Stores) -> None:
    html = explorer_html(facts(article_store()))
    outside = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r'(?:src|href)="', outside)
    assert "default-src 'none'" in html


def test_the_data_are_the_facts(article_store: Stores) -> None:
    found = facts(article_store("dam"))
    data = data_of(explorer_html(found))
    assert data == json.loads(json.dumps(payload(found)))


def test_hostile_text_cannot_leave_the_data(article_store: Stores) -> None:
    html = explorer_html(facts(article_store("hostile")), title="</title><script>alert(9)</script>")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "alert(2)" in json.dumps(data_of(html))


def test_two_pages_are_equal(article_store: Stores) -> None:
    found = facts(article_store())
    assert explorer_html(found) == explorer_html(found)


def test_the_budget_limits_what_is_drawn_not_what_is_there(article_store: Stores) -> None:
    html = explorer_html(facts(article_store()), budget=5)
    assert len(data_of(html, "kg-drawn")["nodes"]) == 5  # type: ignore[arg-type]
    assert len(data_of(html)["nodes"]) > 5  # type: ignore[arg-type]


def test_pyvis_labels_are_isolated(article_store: Stores) -> None:
    net = to_pyvis(facts(article_store("dam")))
    assert net.nodes
    assert all(n["label"][0] in (RLI, LRI) and n["label"][-1] == PDI for n in net.nodes)


@pytest.mark.parametrize(("text", "first"), [("قمة G20", RLI), ("G20 قمة", RLI), ("Aramco", LRI), ("2024", LRI)])
def test_direction_of_labels(text: str, first: str) -> None:
    assert isolate(text) == first + text + PDI


def test_marks_inside_cannot_turn_what_is_around() -> None:
    assert isolate("a\u202eb\u2069") == f"{LRI}ab{PDI}"
    assert bare(isolate("علي")) == "علي"


def test_interface_languages_say_the_same_things() -> None:
    tables = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in I18N.glob("*.json")}
    assert set(tables) == {"ar", "en", "fr"}
    plain = {lang: {k for k in table if "." not in k} for lang, table in tables.items()}
    assert plain["ar"] == plain["en"] == plain["fr"]
    counted = {k.split(".")[0] for k in tables["en"] if "." in k}
    for noun in counted:
        assert {f"{noun}.{form}" for form in ("zero", "one", "two", "few", "many", "other")} <= set(tables["ar"])


def test_every_word_of_the_scripts_is_translated() -> None:
    words = json.loads((I18N / "en.json").read_text(encoding="utf-8"))
    scripts = "".join(p.read_text(encoding="utf-8") for p in sorted((I18N.parent / "static").glob("*.js")))
    used = set(re.findall(r'KG\.t\("([a-z-]+)"', scripts))
    assert used <= set(words)
