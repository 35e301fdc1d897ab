"""The explorer that a server gives: a page without data, which asks for its index by one request to the same server."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from kg.api import Graph
from kg.errors import GraphError
from kg.server import Options
from kg.store import OxigraphStore
from kg.view.explorer import explorer_html, unpack
from tests.conftest import store_of
from tests.server.conftest import serving
from tests.view.conftest import Page

READY = "return document.body.dataset.usable === 'yes' && document.body.dataset.ready === 'yes'"


@pytest.fixture(scope="module")
def store() -> OxigraphStore:
    return store_of()


@pytest.fixture(scope="module")
def site(store: OxigraphStore, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("served") / "graph.trig"
    store.save(path)
    with serving(path, Options()) as address:
        yield address


@pytest.fixture
def served(browser: Any, site: str) -> Page:
    """The served page, not opened yet; what went over the network before is forgotten."""
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    return Page(browser, Path())


def requests(driver: Any) -> list[str]:
    found = [json.loads(e["message"])["message"] for e in driver.get_log("performance")]
    sent = [m["params"]["request"]["url"] for m in found if m["method"] == "Network.requestWillBeSent"]
    return [a for a in sent if a.startswith(("http", "ws"))]


def test_the_page_holds_no_data_and_the_index_holds_what_a_file_holds(site: str, store: OxigraphStore) -> None:
    graph = Graph(store)
    page = httpx.get(f"{site}explorer", params={"lang": "en"}, trust_env=False)
    with pytest.raises(GraphError, match="no data block"):
        unpack(page.text)
    index = httpx.get(f"{site}explorer/index", trust_env=False)
    assert index.headers["content-type"].startswith("application/json")
    assert index.json() == unpack(explorer_html(graph.facts, versions=graph.versions))


def test_the_index_is_not_sent_twice(site: str) -> None:
    first = httpx.get(f"{site}explorer/index", trust_env=False)
    again = httpx.get(f"{site}explorer/index", headers={"if-none-match": first.headers["etag"]}, trust_env=False)
    assert (again.status_code, again.content) == (304, b"")


def test_the_index_is_packed_for_those_who_take_it(site: str) -> None:
    plain, packed = (
        httpx.get(f"{site}explorer/index", headers={"accept-encoding": way}, trust_env=False)
        for way in ("identity", "gzip")
    )
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < int(plain.headers["content-length"]) / 2
    assert packed.content == plain.content
    assert packed.headers["etag"] != plain.headers["etag"]
    assert packed.headers["vary"] == plain.headers["vary"] == "Accept-Encoding"


@pytest.mark.browser
def test_one_request_for_the_index_and_none_to_anyone_else(served: Page, site: str) -> None:
    served.driver.get(f"{site}explorer?lang=ar")
    served.until(READY)
    page, *rest = requests(served.driver)
    assert page == f"{site}explorer?lang=ar"
    assert [a for a in rest if not a.endswith("/favicon.ico")] == [f"{site}explorer/index"]
    assert [e for e in served.errors() if "favicon" not in e["message"]] == []


@pytest.mark.browser
def test_from_search_to_the_sentence_under_the_servers_policy(served: Page, site: str) -> None:
    served.driver.get(f"{site}explorer?lang=en")
    served.until(READY)
    label = served("return khabar.data.nodes.find((n) => n.g === 'person' && n.claims.length).l")
    served.find("#search").send_keys(label)
    served.until("return document.querySelectorAll('#found [role=option]').length > 0")
    served.keys("\ue007")
    served.until("return document.getElementById('card').innerText.includes(arguments[0])", label)
    assert served("return document.documentElement.lang") == "en"
    assert served("return khabar.data.claims.length") > 0
    assert [e for e in served.errors() if "favicon" not in e["message"]] == []


@pytest.mark.browser
@pytest.mark.parametrize(("lang", "words"), [("en", "could not be loaded"), ("ar", "تعذر تحميل البيانات")])
def test_a_page_without_its_index_says_so(served: Page, site: str, lang: str, words: str) -> None:
    served.driver.execute_cdp_cmd("Network.enable", {})
    served.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": ["*/explorer/index"]})
    try:
        served.driver.get(f"{site}explorer?lang={lang}")
        served.until("return !!document.querySelector('#card [role=alert]')")
        assert words in served.text("card-body")
        assert served("return document.documentElement.lang") == lang
    finally:
        served.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})
