"""The explorer inside a sandboxed frame, in a real browser: it runs, and nothing of it reaches the notebook."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.api import Graph
from kg.store import OxigraphStore

pytestmark = pytest.mark.browser
Stores = Callable[..., OxigraphStore]
USABLE = "return document.body && document.body.dataset.usable === 'yes' && document.body.dataset.ready === 'yes'"


def until(driver: Any, script: str, seconds: float = 60) -> None:
    stop = time.monotonic() + seconds
    while not driver.execute_script(script):
        assert time.monotonic() < stop, f"not within {seconds} s: {script}"
        time.sleep(0.2)


@pytest.fixture
def page(browser: Any, article_store: Stores, tmp_path: Path) -> Any:
    html = Graph(article_store()).view(around="سالم العدني")._repr_mimebundle_()["text/html"]
    file = tmp_path / "cell.html"
    file.write_text(f'<meta charset="utf-8"><body>{html}</body>', encoding="utf-8")
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get(file.as_uri())
    return browser


def test_the_explorer_runs_in_its_frame_without_errors(page: Any) -> None:
    page.switch_to.frame(0)
    until(page, USABLE)
    page.switch_to.default_content()
    severe = [entry["message"] for entry in page.get_log("browser") if entry["level"] == "SEVERE"]
    assert severe == []


def test_the_frame_cannot_reach_the_notebook(page: Any) -> None:
    page.switch_to.frame(0)
    until(page, USABLE)
    reached = page.execute_script("try { return parent.document.title + '!' } catch (error) { return error.name }")
    page.switch_to.default_content()
    assert reached == "SecurityError"


def test_the_picture_lies_under_the_frame(page: Any) -> None:
    """Where the frame is taken away, as sanitisers do, the picture is seen."""
    size = "const box = document.querySelector('img').getBoundingClientRect(); return [box.width, box.height]"
    page.execute_script("document.querySelector('iframe').remove()")
    until(page, "const i = document.querySelector('img'); return i.complete && i.naturalWidth > 0")
    width, height = page.execute_script(size)
    assert width > 300
    assert height > 100
