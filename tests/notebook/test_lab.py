"""The first notebook as saved, opened in JupyterLab in a real browser: cards, tables, pictures and the explorer show."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.notebook.test_frame import USABLE, until

pytestmark = [pytest.mark.browser, pytest.mark.notebook, pytest.mark.slow]
ROOT = Path(__file__).parent.parent.parent
NAME = "01-quickstart.ipynb"
SHOTS = os.environ.get("KHABAR_SCREENSHOTS", "")
"""A folder for screenshots of the notebook, to be looked at."""


@pytest.fixture(scope="module")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A JupyterLab of its own, whose notebook is trusted as one that the reader has run."""
    home = tmp_path_factory.mktemp("lab")
    shutil.copy(ROOT / "notebooks" / NAME, home / NAME)
    settings = home / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    (settings / "tracker.jupyterlab-settings").write_text(json.dumps({"windowingMode": "none"}))
    folders = {n: str(home / n.lower()) for n in ("JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR")}
    environment = {**os.environ, **folders, "JUPYTERLAB_SETTINGS_DIR": str(home / "settings")}
    subprocess.run([sys.executable, "-m", "jupyter", "trust", NAME], cwd=home, env=environment, check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", "--no-browser", f"--port={port}", "--IdentityProvider.token=", "--allow-root",
         "--ServerApp.port_retries=0", "--LabApp.news_url=None", "--ip=127.0.0.1"],
        cwd=home, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=2)
                break
            except OSError:
                assert server.poll() is None, "JupyterLab did not start"
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture(scope="module")
def notebook(browser: Any, lab: str) -> Any:
    browser.set_window_size(1400, 1200)
    browser.get(f"{lab}/lab/tree/{NAME}?reset")
    until(browser, "return document.querySelectorAll('.jp-CodeCell .jp-OutputArea-output').length > 8", 180)
    until(browser, "return document.querySelector('.jp-OutputArea iframe[srcdoc]')", 60)
    return browser


def shot(driver: Any, selector: str, name: str) -> None:
    driver.execute_script("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", selector)
    time.sleep(1)
    if SHOTS:
        driver.save_screenshot(str(Path(SHOTS) / f"{name}.png"))


def test_cards_and_tables_show(notebook: Any) -> None:
    count = "return document.querySelectorAll(arguments[0]).length"
    assert notebook.execute_script(count, ".jp-RenderedHTML table") >= 3
    assert notebook.execute_script(count, ".jp-RenderedHTML div[dir=rtl] details") >= 3
    box = "const b = document.querySelector(arguments[0]).getBoundingClientRect(); return b.width * b.height"
    assert notebook.execute_script(box, ".jp-RenderedHTML div[dir=rtl] details") > 1000
    side = "return [...document.querySelectorAll('.jp-RenderedHTML div[dir=rtl] > p')].map(p => getComputedStyle(p).textAlign)"
    assert set(notebook.execute_script(side)) == {"start"}, "JupyterLab sets paragraphs to the left"
    shot(notebook, ".jp-RenderedHTML div[dir=rtl] details", "lab-card")
    shot(notebook, ".jp-RenderedHTML table", "lab-table")


def test_the_rows_of_a_sparql_cell_show_as_a_table(notebook: Any) -> None:
    """The table under the `%%sparql` cell: its variables as the head, Arabic from the right, rows that take room."""
    found = notebook.execute_script("""
        const cells = [...document.querySelectorAll('.jp-CodeCell')];
        const cell = cells.find(c => /^%%sparql --limit/.test(c.querySelector('.cm-content').innerText));
        const table = cell.querySelector('.jp-OutputArea-output table');
        table.id = 'sparql-rows';
        const arabic = [...table.querySelectorAll('td')].find(d => /[\u0600-\u06ff]/.test(d.innerText));
        return {head: [...table.querySelectorAll('th')].map(h => h.innerText), rows: table.querySelectorAll('tbody tr').length,
                side: getComputedStyle(arabic).direction, room: table.getBoundingClientRect().height}""")  # fmt: skip
    assert found["head"] == ["who", "what", "sure"]
    assert found["rows"] == 8
    assert found["side"] == "rtl"
    assert found["room"] > 100
    shot(notebook, "#sparql-rows", "lab-sparql")


def test_pictures_show(notebook: Any) -> None:
    until(notebook, """return [...document.querySelectorAll('.jp-OutputArea img[src^="data:image/svg+xml"]')]
        .filter(i => i.naturalWidth > 100).length >= 3""")  # fmt: skip
    shot(notebook, '.jp-OutputArea img[src^="data:image/svg+xml"]', "lab-picture")


def test_the_explorer_runs_in_its_cell(notebook: Any) -> None:
    shot(notebook, ".jp-OutputArea iframe[srcdoc]", "lab-explorer-before")
    notebook.switch_to.frame(notebook.find_element("css selector", ".jp-OutputArea iframe[srcdoc]"))
    until(notebook, USABLE, 90)
    notebook.switch_to.default_content()
    shot(notebook, ".jp-OutputArea iframe[srcdoc]", "lab-explorer")
