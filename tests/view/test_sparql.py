"""SPARQL inside the page: Oxigraph's answers, in a worker that can be stopped and has no network."""

from __future__ import annotations

import pytest

from kg.graph import facts
from kg.view import explorer_html, quads_text
from kg.view.engine import engine_script, examples
from tests.view.conftest import Page

SLOW = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


@pytest.fixture(scope="session")
def asking(browser, tmp_path_factory) -> Page:  # type: ignore[no-untyped-def]
    from tests.conftest import store_of

    store = store_of("dam")
    path = tmp_path_factory.mktemp("sparql") / "x.html"
    path.write_text(explorer_html(facts(store), quads=quads_text(store.quads())), encoding="utf-8")
    return Page(browser, path)


@pytest.fixture
def panel(asking: Page) -> Page:
    asking.open()
    asking("khabar.show('sparql')")
    asking.until("return /\\d/.test(document.getElementById('sparql-size').textContent)")
    return asking


def ask(page: Page, query: str) -> None:
    page(
        "document.getElementById('sparql-query').value = arguments[0]; document.getElementById('sparql-run').click()",
        query,
    )
    page.until("return document.querySelector('#sparql-answer table, #sparql-answer pre') !== null")


def test_the_quads_are_all_there_and_always_in_one_order(article_store) -> None:  # type: ignore[no-untyped-def]
    store = article_store("dam")
    text = quads_text(store.quads())
    assert text.count("\n") == len(store)
    assert text == quads_text(reversed(list(store.quads())))


def test_the_engine_exports_and_fetches_nothing_by_itself() -> None:
    assert "export " not in engine_script()
    assert "import.meta" not in engine_script()


def test_examples_have_titles_in_three_languages() -> None:
    assert len(examples()) > 5
    assert all(set(e["titles"]) >= {"ar", "en", "fr"} for e in examples())


def test_pages_without_it_hold_no_engine(article_store) -> None:  # type: ignore[no-untyped-def]
    html = explorer_html(facts(article_store("dam")))
    assert "kg-engine" not in html.split("<script>")[0]
    assert "wasm-unsafe-eval" not in html


@pytest.mark.browser
def test_it_answers_as_the_store_does(panel: Page, article_store) -> None:  # type: ignore[no-untyped-def]
    query = "PREFIX kh: <https://w3id.org/khabar/ontology#> SELECT ?f (COUNT(*) AS ?n) WHERE { ?c kh:factuality ?f } GROUP BY ?f"
    ask(panel, query)
    shown = panel(
        "return [...document.querySelectorAll('#sparql-answer tbody tr')].map((tr) => [...tr.cells].map((td) => td.querySelector('[title]')?.title ?? td.textContent))"
    )
    kept = [[s["f"].value, s["n"].value] for s in article_store("dam").run(query)]
    assert sorted(shown) == sorted(kept)
    assert panel.errors() == []


@pytest.mark.browser
def test_things_in_an_answer_open_and_are_drawn(panel: Page) -> None:
    ask(panel, "PREFIX kh: <https://w3id.org/khabar/ontology#> SELECT ?p WHERE { ?p a kh:Person }")
    panel("document.querySelector('#sparql-answer td button').click()")
    assert panel("return khabar.data.nodes[khabar.state.selected.id].g") == "person"
    panel("[...document.querySelectorAll('#sparql-answer button')].find((b) => b.textContent.includes('ارسم')).click()")
    assert panel("return khabar.state.tab") == "graph"


@pytest.mark.browser
@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?x WHERE {",
        "SELECT * WHERE { SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
    ],
)
def test_what_cannot_be_asked_is_refused_in_words(panel: Page, query: str) -> None:
    ask(panel, query)
    assert panel("return document.querySelector('#sparql-answer pre').textContent.length") > 5


@pytest.mark.browser
def test_a_query_is_stopped_and_the_next_one_works(panel: Page) -> None:
    panel(
        "document.getElementById('sparql-query').value = arguments[0]; document.getElementById('sparql-run').click()",
        SLOW,
    )
    panel.until("return document.querySelector('#sparql-answer button') !== null")
    panel("document.querySelector('#sparql-answer button').click()")
    panel.until("return document.querySelector('#sparql-answer pre') !== null")
    ask(panel, "ASK { ?a ?b ?c }")
    panel.until("return document.querySelector('#sparql-answer td')?.textContent === 'true'")


@pytest.mark.browser
def test_the_query_is_part_of_the_address(panel: Page) -> None:
    ask(panel, "ASK { ?a ?b 7 }")
    address = panel.address()
    panel.open(address)
    panel.until("return document.getElementById('sparql-query')?.value === 'ASK { ?a ?b 7 }'")


def test_an_answer_is_in_the_language_of_the_page(asking: Page) -> None:
    asking.open("#lang=ar")
    asking("khabar.show('sparql')")
    asking.until("return /\\d/.test(document.getElementById('sparql-size').textContent)")
    kinds = "PREFIX kh: <https://w3id.org/khabar/ontology#> SELECT * WHERE { VALUES (?a ?b ?c)"
    ask(asking, f'{kinds} {{ (kh:Attack "asserted" "(unnamed) ← (the article)") }} }}')
    cells = asking("return [...document.querySelectorAll('#sparql-answer td')].map((x) => x.innerText)")
    assert cells == ["هجوم", "مثبت", "مصدر غير مسمى ← المقال نفسه"]
