"""Milliseconds until a reader can work, in headless Chromium: `python -m benchmarks.explorer [--large] [--out FOLDER]`.

The named baseline is the page that pyvis writes by itself (physics on, libraries inline) for the same nodes and edges; it is
usable when its loading bar is gone. Ours is usable when the search box answers. Both in one run, one after the other, the
network cut. The first draw of 500 nodes is timed by the page itself, from the address on. With --large, indexes of 10,000 and
50,000 entities too, and what a search, a card and an expansion take there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from pyvis.network import Network
from selenium import webdriver
from selenium.common.exceptions import TimeoutException
from selenium.webdriver.chrome.service import Service
from urllib3.exceptions import ReadTimeoutError

from benchmarks.synthetic import synthetic
from kg.graph import Facts
from kg.view import explorer_html

FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync",
    "--disable-component-update", "--window-size=1400,850", "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND",
)  # fmt: skip
LIMIT = 110.0
"""Seconds after which a page counts as not usable yet (below the 120 s that selenium waits for an answer)."""
OURS = "return document.body?.dataset.usable === 'yes' && document.body.dataset.ready === 'yes'"
THEIRS = "const bar = document.getElementById('loadingBar'); return !!bar && bar.style.display === 'none'"
DRAWN = "return performance.getEntriesByName('kg-drawn')[0].startTime"
"""Milliseconds from the address to the first picture of the nodes, by the page's own clock."""
# Each task: the median of seven, from the call to the frame that shows it.
TASKS = {
    "search": """const s = document.getElementById('search'); s.value = ['محمد', 'الهاشمي 4', 'مراكش', 'karim'][k % 4];
        s.dispatchEvent(new Event('input'))""",
    "card": "khabar.open({kind: 'node', id: k * 7})",
    "expansion": "khabar.expand(k * 11 + 3)",
    "filter": "khabar.change((s) => { s.filters.stance = new Set(k % 2 ? ['denied'] : []); khabar.refilter(); }, 'filters')",
}


def browser() -> Any:
    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for flag in FLAGS:
        options.add_argument(flag)
    return webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver")))


def usable(path: Path, ready: str, rounds: int, then: Callable[[Any], None] | None = None, limit: float = LIMIT) -> float:
    """Milliseconds from the address to a page that can be used; the best of `rounds`. Infinite when none is within `limit` s."""
    times = []
    for number in range(rounds):
        driver = browser()
        try:
            driver.set_page_load_timeout(limit)
            driver.set_script_timeout(limit)
            begin = time.monotonic()
            driver.get(path.as_uri())
            while not driver.execute_script(ready):
                if time.monotonic() - begin > limit:
                    return float("inf")
                time.sleep(0.02)
            times.append((time.monotonic() - begin) * 1000)
            if then and number == rounds - 1:
                then(driver)
        except (TimeoutException, ReadTimeoutError):  # a page whose script does not let go answers nothing
            return float("inf")
        finally:
            driver.quit()
    return min(times)


def processor(driver: Any) -> int:
    """Milliseconds of processor time that the page's process has used so far: nearly independent of what else runs."""
    driver.execute_cdp_cmd("Performance.enable", {})
    found = driver.execute_cdp_cmd("Performance.getMetrics", {})["metrics"]
    return round(1000 * next((m["value"] for m in found if m["name"] == "ProcessTime"), 0.0))


def plain(facts: Facts) -> str:
    """The page that pyvis writes by itself."""
    net = Network(directed=True, cdn_resources="in_line", height="720px", width="100%")
    labels = {n.iri: n.label for n in facts.nodes}
    for n in facts.nodes:
        net.add_node(n.iri, label=n.label)
    for c in facts.claims:
        if c.object in labels:
            net.add_edge(c.subject, c.object, label=c.predicate)
    return str(net.generate_html())


def tasks(driver: Any) -> dict[str, float]:
    found = {}
    for name, script in TASKS.items():
        found[name] = driver.execute_async_script(
            f"""const done = arguments[arguments.length - 1], times = [];
            const frame = () => new Promise((f) => requestAnimationFrame(() => setTimeout(f)));
            const once = async (k) => {{ const t = performance.now(); {script}; await frame(); times.push(performance.now() - t); }};
            (async () => {{ for (let k = 0; k < 7; k += 1) await once(k);
            done(times.sort((a, b) => a - b)[3]); }})();"""
        )
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--only-large", action="store_true")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit", type=float, default=LIMIT, help="seconds that the page of pyvis gets")
    parser.add_argument("--entities", type=int, nargs="+", default=[10_000, 50_000], help="sizes of the large indexes")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        for n in () if chosen.only_large else (200, 1000, 1500):
            facts = synthetic(n, 2 * n)
            page.write_text(plain(facts), encoding="utf-8")
            theirs = usable(page, THEIRS, 1, limit=chosen.limit)
            known = theirs < float("inf")
            theirs = theirs if known else chosen.limit * 1000
            page.write_text(explorer_html(facts, budget=n), encoding="utf-8")
            ours = usable(page, OURS, chosen.rounds)
            row: dict[str, Any] = {"nodes": n, "pyvis_ms": round(theirs), "khabar_ms": round(ours)}
            rows.append(row | {"ratio": round(theirs / ours, 1)} | ({} if known else {"pyvis": "not usable by then"}))
            print(json.dumps(rows[-1]), flush=True)
        if not chosen.only_large:
            drawn: list[float] = []
            page.write_text(explorer_html(synthetic(500, 1000), budget=500), encoding="utf-8")
            ours = usable(
                page, OURS, chosen.rounds, lambda d: drawn.extend((d.execute_script(DRAWN), processor(d)))
            )
            rows.append(
                {"nodes": 500, "drawn_ms": round(drawn[0]), "processor_ms": round(drawn[1]), "khabar_ms": round(ours)}
            )
            print(json.dumps(rows[-1]), flush=True)
        for n in chosen.entities if chosen.large or chosen.only_large else ():
            facts = synthetic(n, 2 * n)
            begin = time.monotonic()
            page.write_text(explorer_html(facts), encoding="utf-8")
            made = time.monotonic() - begin
            row = {
                "entities": n,
                "claims": 2 * n,
                "made_s": round(made, 1),
                "megabytes": round(page.stat().st_size / 1e6, 1),
            }

            def then(driver: Any, row: dict[str, Any] = row, n: int = n) -> None:
                row["processor_ms"] = processor(driver)
                row["drawn_ms"] = round(driver.execute_script(DRAWN))
                row |= {f"{k}_ms": round(v) for k, v in tasks(driver).items()}
                row["heap_mb"] = round(driver.execute_script("return performance.memory.usedJSHeapSize") / 1e6)
                if chosen.out:
                    driver.execute_script("khabar.theNetwork().fit()")
                    time.sleep(1)
                    driver.save_screenshot(str(chosen.out / f"explorer-{n}.png"))

            row["usable_ms"] = round(usable(page, OURS, chosen.rounds, then))
            rows.append(row)
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
