"""Pictures of the explorer for README and docs: `python docs/screenshots.py [GRAPH]` after `make demo`. Needs Chromium and Pillow.

Each picture is a state of the page of the demo graph, in Arabic; the same graph gives the same states.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from selenium import webdriver
from selenium.webdriver.chrome.service import Service

import kg

OUT = Path(__file__).parent / "images"
MOST_BYTES = 250_000
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1400,900", "--hide-scrollbars",
    "--disable-dev-shm-usage",
)  # fmt: skip
USABLE = "return document.body.dataset.usable === 'yes' && document.body.dataset.ready === 'yes'"
EDGE = """
const told = (b) => new Set(b.claims.map((c) => khabar.data.articles[c.a].source)).size;
const stances = (b) => new Set(b.claims.map((c) => c.f)).size;
const all = [...khabar.data.bundles.values()].map((b) => [stances(b), told(b), b.claims.length, b.key]);
khabar.open({kind: 'bundle', id: all.sort((a, b) => b[0] - a[0] || b[1] - a[1] || b[2] - a[2])[0][3]});
"""
BOARD = """
const contested = (n) => khabar.slots([n.i]).filter((s) => s.why).length;
const events = khabar.data.nodes.filter((n) => n.g === 'event').map((n) => [contested(n), n.claims.length, n.i]);
const best = events.sort((a, b) => b[0] - a[0] || b[1] - a[1])[0][2];
khabar.change((s) => { s.chosen.board = best; s.tab = 'board'; }, 'tab');
khabar.open({kind: 'node', id: best});
"""
TIMELINE = """
khabar.change((s) => {
  s.clock = 'event'; s.days = ['2024-05-01', '2024-10-15']; s.tab = 'timeline'; khabar.refilter();
}, 'all');
"""
MAP = """
khabar.show('map');
const place = khabar.data.nodes.filter((n) => n.geo).sort((a, b) => b.claims.length - a.claims.length)[0];
if (place) khabar.open({kind: 'node', id: place.i});
"""
DARK = """
const who = khabar.data.nodes.filter((n) => n.g === 'person').sort((a, b) => b.times - a.times)[0];
khabar.open({kind: 'node', id: who.i});
"""
SCENES = {
    "overview": ("light", ""),
    "edge": ("light", EDGE),
    "board": ("light", BOARD),
    "timeline": ("light", TIMELINE),
    "map": ("light", MAP),
    "dark": ("dark", DARK),
}


def main() -> None:
    graph = kg.open(sys.argv[1] if len(sys.argv) > 1 else "output")
    OUT.mkdir(exist_ok=True)
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    with tempfile.TemporaryDirectory() as folder:
        page = graph.view(Path(folder) / "explorer.html")
        driver = webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))
        try:
            for name, (theme, script) in SCENES.items():
                take(driver, page, theme, script, OUT / f"explorer-{name}.png")
        finally:
            driver.quit()


def take(driver: Any, page: Path, theme: str, script: str, place: Path) -> None:
    driver.get("about:blank")
    driver.get(f"{page.as_uri()}#theme={theme}")
    for _ in range(600):
        if driver.execute_script(USABLE):
            break
        time.sleep(0.1)
    driver.execute_script(script)
    time.sleep(2)
    picture = Image.open(BytesIO(driver.get_screenshot_as_png())).convert("RGB")
    picture.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(place, optimize=True)
    size = place.stat().st_size
    print(f"{place.name}: {size / 1000:.0f} kB" + (" TOO LARGE" if size > MOST_BYTES else ""), flush=True)


if __name__ == "__main__":
    main()
