"""One browser for all tests of the explorer, and pages of our own articles or of things made up for a test."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph import ArticleFact, ClaimFact, Facts, NodeFact, facts
from kg.store import OxigraphStore
from kg.view import write_explorer
from tests.browser import chromium

USABLE = "return document.body.dataset.usable === 'yes' && document.body.dataset.ready === 'yes'"


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A driver of headless Chromium."""
    pytest.importorskip("selenium.webdriver")
    if not shutil.which("chromedriver"):
        pytest.skip("NO BROWSER: install chromium and chromedriver")
    with chromium("--force-device-scale-factor=1") as found:
        yield found


class Page:
    """An explorer that is open in the browser."""

    def __init__(self, driver: Any, path: Path) -> None:
        self.driver, self.path = driver, path

    def open(self, address: str = "") -> Page:
        self.driver.get("about:blank")
        self.driver.get_log("browser")
        self.driver.get_log("performance")
        self.driver.get(self.path.as_uri() + address)
        self.until(USABLE)
        return self

    def __call__(self, script: str, *values: Any) -> Any:
        return self.driver.execute_script(script, *values)

    def later(self, script: str, *values: Any) -> Any:
        """The value of a script that gives a promise."""
        return self.driver.execute_async_script(
            f"const done = arguments[arguments.length - 1]; Promise.resolve((() => {{ {script} }})()).then(done)",
            *values,
        )

    def until(self, script: str, *values: Any, seconds: float = 20) -> Any:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            found = self(script, *values)
            if found:
                return found
            time.sleep(0.03)
        raise AssertionError(f"never true: {script}")

    def keys(self, *keys: str) -> None:
        """Presses keys wherever the focus is, one after the other."""
        for key in keys:
            self.driver.switch_to.active_element.send_keys(key)

    def text(self, name: str = "card") -> str:
        return str(self(f"return document.getElementById('{name}').innerText"))

    def find(self, css: str) -> Any:
        return self.driver.find_element("css selector", css)

    def errors(self) -> list[Any]:
        return list(self.driver.get_log("browser"))

    def node(self, label: str) -> int:
        return int(self("return khabar.data.nodes.findIndex((n) => n.l === arguments[0])", label))

    def address(self) -> str:
        """The address of the present state, once it is written."""
        time.sleep(0.3)
        return str(self("return location.hash"))


Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def pages(browser: Any, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Facts], Page]:
    """(name, facts) → a page, written once for each name."""
    folder, made = tmp_path_factory.mktemp("pages"), dict[str, Path]()

    def page_of(name: str, found: Facts) -> Page:
        if name not in made:
            made[name] = folder / f"{len(made)}.html"
            write_explorer(made[name], found)
        return Page(browser, made[name])

    return page_of


@pytest.fixture
def page(pages: Callable[[str, Facts], Page], article_store: Callable[..., OxigraphStore]) -> Opener:
    """Opens the explorer of our own articles and waits until it can be used."""

    def open_page(*names: str, address: str = "") -> Page:
        return pages(" ".join(names), facts(article_store(*names))).open(address)

    return open_page


def made_up(
    labels: list[str], links: list[tuple[int, str, int, str, int]], *, outlets: tuple[str, ...] = ("A", "B")
) -> Facts:
    """Facts of things named `labels`; each link is (subject, relation, object, stance, article) with its own evidence."""
    sentence = " ".join(labels)
    base = "https://example.org/"
    articles = tuple(
        ArticleFact(f"{base}article/a{i}", f"Title {i}", outlet, f"2024-0{i + 1}-10", "given", "", "", sentence)
        for i, outlet in enumerate(outlets)
    )
    starts = [sentence.index(label) for label in labels]
    spots = [(s, s + len(label)) for s, label in zip(starts, labels, strict=True)]
    nodes = tuple(
        NodeFact(f"{base}entity/n{i}", "Person", label, False, mentions=((articles[0].iri, *spots[i]),))
        for i, label in enumerate(labels)
    )
    claims = tuple(
        ClaimFact(
            f"{base}claim/c{k}", nodes[s].iri, relation, nodes[o].iri, stance, (), (), 0.9, articles[a].iri, spots[o],
            (0, len(sentence)), {"subject": spots[s], "object": spots[o]}, "test 1",
        )
        for k, (s, relation, o, stance, a) in enumerate(links)
    )  # fmt: skip
    return Facts(articles, nodes, claims)
