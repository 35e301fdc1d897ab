"""The explorer in a real browser, opened from disk."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from kg.graph import facts
from kg.store import OxigraphStore
from kg.view import write_explorer

webdriver = pytest.importorskip("selenium.webdriver")
from selenium.webdriver.chrome.service import Service  # noqa: E402
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromedriver"), reason="NO BROWSER: install chromium and chromedriver"),
]
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--window-size=1400,850",
    "--disable-dev-shm-usage",
]
Driver = "webdriver.Chrome"


@pytest.fixture(scope="module")
def driver() -> Iterator[object]:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or shutil.which("google-chrome") or ""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        for flag in (*FLAGS, f"--user-data-dir={profile}"):
            options.add_argument(flag)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        found = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        yield found
        found.quit()


@pytest.fixture
def page(driver, tmp_path: Path, article_store: Callable[..., OxigraphStore]):  # type: ignore[no-untyped-def]
    """Opens the explorer of articles and waits for its first drawing."""

    def open_page(*names: str, hash_: str = ""):  # type: ignore[no-untyped-def]
        write_explorer(tmp_path / "x.html", facts(article_store(*names)))
        driver.get("about:blank")
        driver.get_log("browser")
        driver.get_log("performance")
        driver.get((tmp_path / "x.html").as_uri() + hash_)
        wait(
            driver,
            "return document.body.dataset.ready === 'yes' && document.getElementById('summary').textContent !== ''",
        )
        return driver

    return open_page


def wait(driver, script: str, seconds: float = 20) -> None:  # type: ignore[no-untyped-def]
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if driver.execute_script(script):
            return
        time.sleep(0.05)
    raise AssertionError(f"never true: {script}")


def card(driver) -> str:  # type: ignore[no-untyped-def]
    return str(driver.find_element(By.ID, "card").text)


def test_it_opens_without_errors_and_without_requests(page) -> None:  # type: ignore[no-untyped-def]
    driver = page()
    assert driver.get_log("browser") == []
    asked = [e["message"] for e in driver.get_log("performance") if '"Network.requestWillBeSent"' in e["message"]]
    assert [m for m in asked if '"url":"http' in m] == []


def test_from_the_search_box_to_the_evidence(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    box = driver.find_element(By.ID, "search")
    box.send_keys("الهاشمي")
    box.send_keys(Keys.ENTER)
    wait(driver, "return document.querySelectorAll('#card .evidence').length > 0")
    text = card(driver)
    assert "كريم الهاشمي" in text
    assert "41 سنة" in text
    assert "شاهد عيان" in text


@pytest.mark.parametrize("query", ["هاشمي", "Hashmi", "الهاشمى", "وبالهاشمي"])
def test_names_are_found_however_they_are_written(page, query: str) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    labels = driver.execute_script("return KG.search(arguments[0]).map((n) => n.l)", query)
    assert "كريم الهاشمي" in labels or query == "Hashmi"


def test_an_edge_shows_who_said_it_and_how_sure(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    driver.execute_script(
        "const b = [...KG.bundles.values()].find((b) => KG.data.nodes[b.o].l === 'سد الوادي'); KG.open.bundle(b.key)"
    )
    text = card(driver)
    assert "مسؤول حكومي" in text
    assert "صحيفة المرفأ" in text
    assert "محاولة" in text
    assert driver.execute_script("return [...CSS.highlights.get('kg-trigger')].map(String)") != []


def test_highlights_do_not_move_a_letter(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    script = """
      const c = KG.data.claims.find((c) => c.mk.object && c.mk.trigger);
      const width = (p) => {
        p.style.cssText = 'display:inline-block;white-space:nowrap';
        KG.card.replaceChildren(p);
        return p.getBoundingClientRect().width;
      };
      const marked = width(KG.evidence(c)), bare = width(KG.passage.make(c.a, c.n[0], c.n[1], [], { class: 'evidence' }));
      KG.passage.plain = true; const fallback = width(KG.evidence(c)); KG.passage.plain = false;
      return [marked, bare, fallback];"""
    marked, bare, fallback = driver.execute_script(script)
    assert marked == bare
    assert abs(fallback - bare) < 2


def test_the_language_changes_words_and_direction(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    assert driver.execute_script("return document.documentElement.dir") == "rtl"
    driver.execute_script(
        "const s = document.getElementById('language'); s.value = 'en'; s.dispatchEvent(new Event('change'))"
    )
    assert driver.execute_script("return document.documentElement.dir") == "ltr"
    assert "claims" in driver.find_element(By.ID, "summary").text


def test_filters_hide_and_are_remembered_in_the_address(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    before = driver.execute_script("return KG.shownClaims().length")
    driver.find_element(By.CSS_SELECTOR, "input[data-facet=factuality][value=alleged]").click()
    after = driver.execute_script("return KG.shownClaims().length")
    assert 0 < after < before
    address = driver.execute_script("return location.hash")
    page("dam", hash_=address)
    assert driver.execute_script("return KG.shownClaims().length") == after


def test_the_table_says_the_same_as_the_picture(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    driver.find_element(By.ID, "to-table").click()
    assert len(driver.find_elements(By.CSS_SELECTOR, "#table tbody tr")) == driver.execute_script(
        "return KG.data.claims.length"
    )


def test_keys(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    driver.find_element(By.TAG_NAME, "body").send_keys("/")
    assert driver.execute_script("return document.activeElement.id") == "search"
    driver.find_element(By.ID, "search").send_keys(Keys.ESCAPE)
    driver.execute_script("document.getElementById('canvas').focus()")
    driver.switch_to.active_element.send_keys(Keys.ARROW_LEFT)
    assert driver.execute_script("return KG.draw.selected.kind") == "node"


def test_an_article_opens_at_its_words(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("dam")
    driver.execute_script("KG.open.article(0, [0, 4])")
    assert "صحيفة" in card(driver)
    assert driver.execute_script("return CSS.highlights.get('kg-mention').size") > 5


def test_hostile_text_is_text(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("hostile")
    driver.execute_script("KG.data.nodes.forEach((n) => KG.open.node(n.i)); KG.open.article(0)")
    assert "<script>alert(1)</script>" in card(driver)
    assert driver.find_elements(By.TAG_NAME, "img") == []
    assert driver.get_log("browser") == []


def test_what_is_left_out_is_said(page) -> None:  # type: ignore[no-untyped-def]
    driver = page()
    words = driver.find_element(By.ID, "budget").text
    assert driver.execute_script("return KG.count(KG.draw.count())") in words
