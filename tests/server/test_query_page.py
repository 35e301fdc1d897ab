"""The query page in a real browser: ask, stop, complete, look, hand on; nothing is fetched from elsewhere."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from urllib.parse import quote

import pytest

webdriver = pytest.importorskip("selenium.webdriver")
from selenium.webdriver.common.by import By  # noqa: E402
from selenium.webdriver.common.keys import Keys  # noqa: E402

from tests.browser import chromium  # noqa: E402

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not shutil.which("chromedriver"), reason="NO BROWSER: install chromium and chromedriver"),
]
PEOPLE = "SELECT ?p ?name WHERE { ?p a kh:Person ; rdfs:label ?name } ORDER BY ?name"


@pytest.fixture(scope="module")
def driver() -> Iterator[object]:
    with chromium() as found:
        yield found


@pytest.fixture
def page(driver, site: str) -> Iterator[Callable[..., object]]:  # type: ignore[no-untyped-def]
    """Opens the page with a hash and waits until it has loaded; no error may be on the console at the end."""
    driver.get_log("browser")
    driver.get_log("performance")

    def open_page(hash_: str = "", lang: str = "en"):  # type: ignore[no-untyped-def]
        driver.get("about:blank")
        driver.get(f"{site}query?lang={lang}#{hash_}")
        until(lambda: driver.execute_script("return document.documentElement.dataset.ready") == "yes")
        return driver

    yield open_page
    errors = [e["message"] for e in driver.get_log("browser") if e["level"] == "SEVERE" and "40" not in e["message"]]
    assert errors == []
    asked = [json.loads(e["message"])["message"] for e in driver.get_log("performance")]
    addresses = [m["params"]["request"]["url"] for m in asked if m["method"] == "Network.requestWillBeSent"]
    assert [a for a in addresses if a.startswith(("http", "ws")) and not a.startswith(site)] == []


def until(done: Callable[[], object], seconds: float = 15.0) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)


def status(driver) -> str:  # type: ignore[no-untyped-def]
    return str(driver.find_element(By.ID, "status").text)


def write(driver, text: str):  # type: ignore[no-untyped-def]
    area = driver.find_element(By.ID, "editor")
    area.clear()
    area.send_keys(text)
    return area


def test_a_question_in_the_address_is_asked(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote(PEOPLE))
    until(lambda: "rows" in status(driver))
    cells = driver.find_elements(By.CSS_SELECTOR, "#result tbody td")
    assert "أنيس الغربي" in [c.text for c in cells]
    assert {c.get_attribute("dir") for c in cells if c.text} == {"rtl"}
    link = driver.find_element(By.CSS_SELECTOR, "#result tbody a").get_attribute("href")
    assert "/entity/" in link


def test_asking_by_keyboard_and_the_address_follows(page) -> None:  # type: ignore[no-untyped-def]
    driver = page()
    write(driver, "ASK { ?s a kh:Claim }").send_keys(Keys.ESCAPE)
    driver.find_element(By.ID, "editor").send_keys(Keys.CONTROL, Keys.ENTER)
    until(lambda: status(driver).startswith("Yes"))
    assert "ASK" in driver.current_url


def test_stopping(page) -> None:  # type: ignore[no-untyped-def]
    driver = page()
    endless = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    driver.execute_script("document.getElementById('editor').value = arguments[0]", endless)
    # Both in one go: between two commands to a browser on a busy machine the server's own deadline may pass.
    clicks = "document.getElementById('run').click(); const s = document.getElementById('stop'), on = !s.disabled; s.click(); return on"
    assert driver.execute_script(clicks)
    until(lambda: status(driver) == "Stopped")


def test_a_mistake_is_shown_where_it_is(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote("SELECT *\nWHERE { ?s ?p }"))
    until(lambda: "line 2" in status(driver))
    assert driver.find_elements(By.CSS_SELECTOR, "#painted .wrong")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [("SELECT * { ?x a kh:Per", "kh:Person"), ("SELECT * { ?x kh:age", "kh:agent"), ("SELECT * { ?x شخص", "kh:Person")],
)
def test_completion_from_the_vocabulary(page, typed: str, taken: str) -> None:  # type: ignore[no-untyped-def]
    driver = page(lang="ar")
    area = write(driver, typed)
    until(lambda: taken in driver.find_element(By.ID, "choices").text)
    names = [r.text.split("\n")[0] for r in driver.find_elements(By.CSS_SELECTOR, "#choices li")]
    for _ in range(names.index(taken)):
        area.send_keys(Keys.ARROW_DOWN)
    area.send_keys(Keys.TAB)
    assert area.get_property("value").endswith(taken)


def test_completion_from_the_data(page) -> None:  # type: ignore[no-untyped-def]
    driver = page()
    area = write(driver, "SELECT * { ?x ?y هدى")
    until(lambda: "هدى الخطيب" in driver.find_element(By.ID, "choices").text)
    area.send_keys(Keys.ENTER)
    assert "entity:" in area.get_property("value")


def test_examples_are_forms_and_are_found_in_three_languages(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("name=tellings", lang="fr")
    until(lambda: "lignes" in status(driver))
    search = driver.find_element(By.ID, "example-search")
    for text in ("زمان ومكان", "date and place", "date et lieu"):
        search.clear()
        search.send_keys(text)
        shown = [e.get_attribute("data-name") for e in driver.find_elements(By.CSS_SELECTOR, ".example") if e.is_displayed()]
        assert "tellings" in shown


def test_a_cleared_field_takes_everything(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("name=tellings")
    until(lambda: "rows" in status(driver))
    form = driver.find_element(By.CSS_SELECTOR, ".example[data-name=tellings] form")
    form.find_element(By.NAME, "event").clear()
    form.submit()
    until(lambda: "VALUES ?event" not in driver.find_element(By.ID, "editor").get_property("value"))
    until(lambda: driver.find_elements(By.CSS_SELECTOR, "#result tbody td"))


@pytest.mark.parametrize(
    ("view", "query", "selector"),
    [
        ("as-graph", "SELECT ?s ?o WHERE { ?c rdf:subject ?s ; rdf:predicate kh:agent ; rdf:object ?o }", "svg circle.dot"),
        ("timeline", "SELECT ?l ?d WHERE { ?t kh:earliest ?d ; rdfs:label ?l }", "svg rect.dot"),
        ("bars", "SELECT ?c (COUNT(?s) AS ?n) WHERE { ?s a ?c } GROUP BY ?c", "svg rect.bar-fill"),
        ("map", "SELECT ?n ?lat ?long WHERE { VALUES (?n ?lat ?long) { ('x' 30.0 31.2) } }", "svg circle.dot"),
        ("as-graph", "CONSTRUCT { ?s kh:agent ?o } WHERE { ?c rdf:subject ?s ; rdf:predicate kh:agent ; rdf:object ?o }", "svg line.edge"),
    ],
)  # fmt: skip
def test_views(page, view: str, query: str, selector: str) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote(query))
    until(lambda: driver.find_elements(By.CSS_SELECTOR, f"[data-view={view}]"))
    driver.find_element(By.CSS_SELECTOR, f"[data-view={view}]").click()
    assert driver.find_elements(By.CSS_SELECTOR, f"#result {selector}")


def test_hostile_words_stay_words(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote("SELECT ?t WHERE { ?a a kh:Article ; dcterms:title ?t }"))
    until(lambda: "rows" in status(driver))
    assert "<script>alert(1)</script>" in driver.find_element(By.ID, "result").text
    assert not driver.find_elements(By.CSS_SELECTOR, "#result script, #result img")


def test_a_cut_answer_says_so(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote("SELECT * WHERE { ?s ?p ?o }"))
    until(lambda: "the first 500 are shown" in status(driver))


def test_lines_of_a_mistake_keep_their_own_direction(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote("SELECT *\nWHERE { ?s ?p }"), lang="ar")
    until(lambda: "KG506" in status(driver))
    lines = driver.find_elements(By.CSS_SELECTOR, "#status div")
    ways = {line.text[:6]: line.get_attribute("dir") for line in lines}
    assert ways["السطر "] == "rtl"
    assert ways["not SP"] == "ltr"


def test_no_rows_say_what_may_be_done(page) -> None:  # type: ignore[no-untyped-def]
    driver = page("query=" + quote("SELECT ?x WHERE { ?x a kh:Nothing }"))
    until(lambda: "an empty field takes everything" in status(driver))


def test_drawings_are_laid_out_alike_in_every_language(page) -> None:  # type: ignore[no-untyped-def]
    """Words of a drawing begin where it says, also on a page that runs from right to left."""
    driver = page("query=" + quote("SELECT ?l ?d WHERE { ?t kh:earliest ?d ; rdfs:label ?l }"), lang="ar")
    until(lambda: driver.find_elements(By.CSS_SELECTOR, "[data-view=timeline]"))
    driver.find_element(By.CSS_SELECTOR, "[data-view=timeline]").click()
    left = "return document.querySelector('#result svg').getBoundingClientRect().left"
    words = "return document.querySelector('#result svg text').getBoundingClientRect().left"
    assert driver.execute_script(words) > driver.execute_script(left)


def test_an_article_is_scrolled_to_its_words(driver, web, site: str) -> None:  # type: ignore[no-untyped-def]
    text = web.get("/sparql", params={"query": "SELECT ?a WHERE { ?a kh:text ?t } LIMIT 1", "format": "csv"}).text
    driver.get(site + text.splitlines()[1].removeprefix("https://w3id.org/khabar/") + "#char=5,20")
    until(lambda: driver.execute_script("return CSS.highlights.has('asked')"))
    marked = driver.execute_script("return [...CSS.highlights.get('asked')][0].toString()")
    assert len(marked) == 15
