"""The page as text: everything inside, nothing outside, nothing that runs but ours."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.graph import facts
from kg.store import OxigraphStore
from kg.view import explorer_data, explorer_html, positions, to_pyvis, write_explorer
from kg.view.bidi import LRI, PDI, RLI, bare, isolate
from kg.view.explorer import PACKED, block, compact, unpack
from kg.view.payload import payload
from tests.view.conftest import made_up

Stores = Callable[..., OxigraphStore]


def test_nothing_is_fetched_from_elsewhere(article_store: Stores) -> None:
    html = explorer_html(facts(article_store()))
    outside = re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL)
    assert not re.search(r'(?:src|href)="', outside)
    assert not re.search(r"url\((?!data:)", outside)
    assert "default-src 'none'" in html


def test_the_data_are_the_facts(article_store: Stores) -> None:
    found = facts(article_store("dam"))
    assert unpack(explorer_html(found)) == json.loads(json.dumps(payload(found)))


def test_hostile_text_cannot_leave_the_data(article_store: Stores) -> None:
    html = explorer_html(facts(article_store("hostile")), title="</title><script>alert(9)</script>")
    assert "<script>alert" not in html
    assert "<img" not in html
    assert "alert(2)" in json.dumps(unpack(html))


def test_two_pages_are_equal(article_store: Stores) -> None:
    found = facts(article_store())
    assert explorer_html(found) == explorer_html(found)


def test_the_budget_limits_what_is_drawn_not_what_is_there(article_store: Stores) -> None:
    html = explorer_html(facts(article_store()), budget=5)
    assert len(unpack(html, "kg-drawn")["nodes"]) == 5
    assert len(unpack(html)["nodes"]["l"]) > 5


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


def test_no_address_but_those_of_articles_and_vocabularies(article_store: Stores) -> None:
    """Nothing in the page could be asked for by accident: http stands in data and in names of vocabularies alone."""
    found = facts(article_store())
    html = explorer_html(found)
    for script in re.findall(r"<script>(.*?)</script>", html, re.DOTALL):
        hosts = set(re.findall(r"https?://([\w.-]+)", script))
        assert hosts <= {"almende.com", "www.w3.org", "purl.org", "graphml.graphdrawing.org", "www.gexf.net", "visjs.github.io", "visjs.org", "github.com",
                         "www.apache.org", "opensource.org", "hammerjs.github.io", "stackoverflow.com", "naver.github.io"}, hosts  # fmt: skip


def test_long_data_are_packed_and_come_back() -> None:
    text = compact({"x": ["السلام <b>" for _ in range(PACKED // 8)]})
    packed = str(block("kg-data", text))
    assert "application/gzip" in packed
    assert len(packed) < len(text) / 10
    assert unpack(packed) == json.loads(text)
    assert packed == str(block("kg-data", text))


def test_a_page_without_data_is_named() -> None:
    with pytest.raises(GraphError, match="KG433"):
        unpack("<html></html>")


def test_a_served_page_asks_for_its_data(article_store: Stores) -> None:
    found = facts(article_store("dam"))
    html = explorer_html(found, source="/explorer.json")
    assert "connect-src 'self'" in html
    assert 'id="kg-data"' not in html
    assert json.loads(explorer_data(found)) == json.loads(json.dumps(payload(found)))


def test_a_page_keeps_the_places_of_the_page_before(article_store: Stores, tmp_path: Path) -> None:
    old, new = facts(article_store("dam")), facts(article_store("dam", "quake", "vote"))
    write_explorer(tmp_path / "old.html", old)
    before = positions((tmp_path / "old.html").read_text(encoding="utf-8"))
    after = positions(explorer_html(new, before=before))
    moved = [abs(after[n][0] - x) + abs(after[n][1] - y) for n, (x, y) in before.items()]
    assert len(moved) > 10
    assert sum(d <= 60 for d in moved) >= 0.9 * len(moved)


def test_claims_with_two_passages_are_one_claim() -> None:
    once = made_up(["ألف", "باء"], [(0, "near", 1, "asserted", 0)])
    twice = replace(once, claims=(*once.claims, replace(once.claims[0], words=(0, 3), sentence=(0, 7))))
    data = payload(twice)
    assert len(data["claims"]["s"]) == 1
    assert data["evidence"]["of"] == [0, 0]
