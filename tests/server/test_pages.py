"""Pages at the graph's own IRIs, the front page and the small doors for programs."""

from __future__ import annotations

import html
import re
import time
from html.parser import HTMLParser

import httpx
import pyoxigraph as ox
import pytest
import rdflib

from kg.rdf.terms import RDFS
from kg.server.lookup import Lookup
from kg.server.policy import page_policy
from kg.server.words import LANGUAGES, words
from kg.store import OxigraphStore

BASE = "https://w3id.org/khabar/"
HTML = {"accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"}
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def first(web: httpx.Client, pattern: str) -> str:
    """The path of the first ?x of a pattern."""
    found = web.get("/sparql", params={"query": f"SELECT ?x WHERE {{ {pattern} }} ORDER BY ?x LIMIT 1", "format": "csv"}).text
    return found.splitlines()[1].replace(BASE, "/")


class Tags(HTMLParser):
    """Names of elements, and what their attributes say."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def parsed(page: str) -> Tags:
    found = Tags()
    found.feed(page)
    return found


@pytest.mark.parametrize("kind", ["article", "graph", "entity", "event", "claim", "time", "saying", "mention"])
def test_every_kind_of_iri_has_a_page_and_statements(web: httpx.Client, kind: str) -> None:
    path = first(web, f'{{ ?x ?p ?o }} UNION {{ ?s ?p ?x }} FILTER(isIRI(?x) && STRSTARTS(STR(?x), "{BASE}{kind}/"))')
    page = web.get(path, headers=HTML)
    assert page.status_code == 200
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    for name, media in (("turtle", "text/turtle"), ("json-ld", "application/ld+json"), ("nt", "application/n-triples")):
        answer = web.get(path, headers={"accept": media})
        assert answer.headers["content-type"].split(";")[0] == media
        found = rdflib.Graph().parse(data=answer.text, format=name)
        iri = rdflib.URIRef(BASE + path[1:])
        assert any(iri in (s, o) for s, _, o in found)
        assert web.get(path, params={"format": {"turtle": "ttl", "json-ld": "jsonld"}.get(name, name)}).text == answer.text


def test_statements_are_all_that_the_graph_has(web: httpx.Client) -> None:
    path = first(web, "?x a kh:Person")
    iri = BASE + path[1:]
    asked = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ ?s ?p ?o FILTER(?s = <{iri}> || ?o = <{iri}>) }}"
    wanted = web.get("/sparql", params={"query": asked, "format": "nt"}).text
    assert set(web.get(path, params={"format": "nt"}).text.splitlines()) == set(wanted.splitlines())


def test_a_person_with_what_is_told_by_whom_in_which_words(web: httpx.Client) -> None:
    path = first(web, "?x a kh:Person ; rdfs:label ?l FILTER CONTAINS(?l, 'كريم الهاشمي')")
    page = web.get(path, headers=HTML, params={"lang": "en"}).text
    assert "<h1" in page
    assert "كريم الهاشمي" in page
    assert 'class="badge"' in page
    assert re.search(r'<mark class="object">41 سنة</mark>', page)
    assert "In Latin letters" in page
    assert "rdfs:label" in page


def test_a_claim_shows_its_chain_of_speakers(web: httpx.Client) -> None:
    path = first(web, "?x a kh:Claim ; kh:claimedBy/kh:claimedBy/kh:speaker ?far")
    page = web.get(path, headers=HTML, params={"lang": "en"}).text
    assert "as told by" in page
    assert re.search(r"#char=\d+,\d+", page)


def test_an_article_shows_its_text_whole(web: httpx.Client) -> None:
    path = first(web, "?x a kh:Article ; kh:text ?t FILTER CONTAINS(?t, 'سد الوادي')")
    page = web.get(path, headers=HTML).text
    shown = re.search(r'<div id="text"[^>]*>(.*?)</div>', page, re.DOTALL)
    assert shown
    plain = re.sub(r"<[^>]+>", "", shown[1]).replace("&#34;", '"').replace("&#39;", "'")
    wanted = web.get("/sparql", params={"query": f"SELECT ?t WHERE {{ <{BASE}{path[1:]}> kh:text ?t }}"}).json()
    assert plain == wanted["results"]["bindings"][0]["t"]["value"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_languages(web: httpx.Client, language: str) -> None:
    for sent in ({"params": {"lang": language}}, {"headers": {**HTML, "accept-language": f"de, {language}-XX;q=0.7, zh;q=0.9"}}):
        page = web.get("/", **sent)  # type: ignore[arg-type]
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in page.text
        assert page.headers["content-language"] == language


def test_arabic_comes_first(web: httpx.Client) -> None:
    assert '<html lang="ar" dir="rtl">' in web.get("/").text
    assert '<html lang="ar" dir="rtl">' in web.get("/", headers={"accept-language": "de;q=x, *"}).text


def test_every_language_has_every_word() -> None:
    assert set(words("ar")) == set(words("en")) == set(words("fr"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_for_programs_is_in_the_language_of_the_page(web: httpx.Client, language: str) -> None:
    page, described = web.get("/api", params={"lang": language}).text, web.get("/openapi.json").json()
    text, plain = words(language), html.unescape(re.sub(r"<[^>]+>", "", page))
    for methods in described["paths"].values():
        for operation in methods.values():
            assert text[f"api-{operation['operationId']}"] in plain
            assert words("en")[f"api-{operation['operationId']}"] == operation["summary"]
    for key in ("api-method", "api-limits", "api-l4"):
        assert text[key] in plain
    assert "{" not in plain.replace("WHERE { ?s", "").replace("{name}", "").replace("{kind}", "")


def test_every_parameter_of_a_question_has_a_word_in_every_language(web: httpx.Client) -> None:
    names = {param["name"] for query in web.get("/queries").json() for param in query["params"]}
    assert names <= {key.removeprefix("param-") for key in words("ar")}


def test_hostile_text_stays_text_on_every_page(web: httpx.Client) -> None:
    """The article `hostile` has markup, template signs and SPARQL in its title and text."""
    paths = ["/", "/?q=%3Cscript%3Ealert(9)%3C/script%3E", "/query", "/?lang=%3Cscript%3E"]
    paths += [first(web, "?x a kh:Article ; dcterms:title ?t FILTER CONTAINS(?t, 'alert')")]
    about = "?x a kh:Claim ; prov:wasDerivedFrom/kh:text ?t FILTER CONTAINS(?t, 'alert')"
    found = web.get("/sparql", params={"query": f"SELECT ?x ?s ?o {{ {about} ?x rdf:subject ?s ; rdf:object ?o }}", "format": "csv"})
    paths += sorted({p.replace(BASE, "/") for line in found.text.splitlines()[1:] for p in line.split(",") if p.startswith(BASE)})
    assert len(paths) > 8
    for path in paths:
        if path.startswith("/ontology"):
            continue
        page = web.get(path, headers=HTML).text
        tags = parsed(page)
        assert "img" not in tags.names, path
        scripts = [v for t, n, v in tags.attributes if t == "script" and n == "src"]
        assert all(re.fullmatch(r"/static/\w+\.js", v) for v in scripts), path
        assert all(n in ("src", "defer", "type", "id") for t, n, _ in tags.attributes if t == "script"), path
        assert not [n for _, n, _ in tags.attributes if n.startswith("on")], path
        links = [v for _, n, v in tags.attributes if n in ("href", "src")]
        assert not [v for v in links if re.match(r"\s*(javascript|vbscript|data:text)", v, re.IGNORECASE)], path


def test_pages_fetch_nothing_from_elsewhere(web: httpx.Client) -> None:
    for path in ("/", "/query", "/api", first(web, "?x a kh:Person")):
        for tag, name, value in parsed(web.get(path, headers=HTML).text).attributes:
            if (tag, name) in (("script", "src"), ("link", "href"), ("img", "src")):
                assert value.startswith(("/static/", "data:,", "?format=")), (path, tag, value)


@pytest.mark.parametrize("path", ["/", "/query", "/api"])
def test_pages_carry_a_policy_without_exceptions(web: httpx.Client, path: str) -> None:
    policy = web.get(path, headers=HTML).headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_explorer_is_served_with_the_hashes_of_its_own_scripts(web: httpx.Client) -> None:
    page = web.get("/explorer", headers=HTML, params={"lang": "en"})
    assert page.headers["content-security-policy"] == page_policy(page.text)
    assert "script-src 'sha256-" in page.headers["content-security-policy"]
    again = web.get("/explorer", headers={"if-none-match": page.headers["etag"], "accept-language": "en"})
    assert (again.status_code, again.content) == (304, b"")
    assert set(web.get("/explorer/index").json()) >= {"articles", "nodes", "claims"}


def test_the_front_page_counts_articles_not_graphs(web: httpx.Client) -> None:
    """What is found across articles stands in graphs of its own, which are no articles."""
    articles = len(web.get("/sparql", params={"query": "SELECT ?x WHERE { ?x a kh:Article }", "format": "csv"}).text.split()) - 1
    stop = time.monotonic() + 60
    while "statements" not in (page := web.get("/", params={"lang": "en"}).text):
        assert time.monotonic() < stop
        time.sleep(0.2)
    assert f"statements in {articles} articles" in page


def test_search_on_the_front_page(web: httpx.Client) -> None:
    found = web.get("/", params={"q": "هدى الخطيب", "lang": "en"}).text
    assert re.search(r'<a href="/entity/[0-9a-f]+\?lang=en"><bdi>[^<]*هدى', found)


def test_search_finds_parts_of_names_and_says_what_they_are(web: httpx.Client) -> None:
    found = web.get("/", params={"q": "الخطي", "lang": "en"}).text
    assert re.search(r'<bdi>[^<]*هدى الخطيب</bdi></a> <span class="quiet">person</span>', found)
    assert words("en")["not-called"] in web.get("/", params={"q": "zzz", "lang": "en"}).text


def test_the_front_page_lists_articles_newest_first_with_outlet_and_date(web: httpx.Client) -> None:
    listed = re.findall(r'<a href="/article/.*?</li>', web.get("/").text)
    dates = [re.sub(r".*<bdi>([^<]*)</bdi></span></li>", r"\1", item) for item in listed]
    assert [d for d in dates if d] == sorted((d for d in dates if d), reverse=True)
    assert any("المرفأ" in item for item in listed)


def test_a_thing_is_called_by_its_name_in_the_language_of_the_page() -> None:
    thing, store = ox.NamedNode("urn:a"), OxigraphStore()
    named = [ox.Quad(thing, RDFS.label, ox.Literal(text, language=tag)) for text, tag in (("Cairo", "en"), ("القاهرة", "ar"))]
    store.replace_graph("urn:g", named)
    names = {language: Lookup(store).label(thing.value, language) for language in ("ar", "en", "fr", "")}
    assert names == {"ar": "القاهرة", "en": "Cairo", "fr": "Cairo", "": "Cairo"}


def test_an_article_without_a_title_stands_on_the_side_of_the_language(web: httpx.Client) -> None:
    """A direction of its own would push a line of the page's own words to the other side."""
    path = first(web, "?x a kh:Article FILTER NOT EXISTS { ?x dcterms:title ?t }")
    assert f"<h1><bdi>{words('ar')['untitled']}</bdi></h1>" in web.get(path, headers=HTML, params={"lang": "ar"}).text


def test_the_query_page_may_be_embedded_elsewhere_and_no_other_page(web: httpx.Client) -> None:
    """Its button gives the code to embed it with."""
    found = web.get("/query").headers
    assert "frame-ancestors 'self' *" in found["content-security-policy"]
    assert "x-frame-options" not in found
    for path in ("/", "/api", first(web, "?x a kh:Person")):
        assert web.get(path, headers=HTML).headers["x-frame-options"] == "SAMEORIGIN"


def test_the_ontology_at_its_address(web: httpx.Client) -> None:
    assert web.get("/ontology", headers={"accept": "text/turtle"}).text.startswith("# Khabar")
    page = web.get("/ontology", headers=HTML, params={"lang": "ar"})
    assert 'lang="ar" dir="rtl"' in page.text
    assert 'id="Coup"' in page.text
    assert "انقلاب" in page.text
    assert "coup d'État" not in page.text
    assert not re.search(r'<(?:script|link|img)[^>]+(?:src|href)="https?:', page.text)


def test_named_queries_are_addresses(web: httpx.Client) -> None:
    listed = web.get("/queries").json()
    assert {"tellings", "mastermind"} <= {q["name"] for q in listed}
    answer = web.get("/queries/tellings", params={"event": "attack", "format": "csv"})
    assert "مسؤول حكومي" in answer.text
    text = web.get("/queries/tellings", params={"event": "attack", "text": "1"}).text
    assert "VALUES ?event { <https://w3id.org/khabar/ontology#Attack> }" in text


def test_an_empty_parameter_takes_everything_and_a_missing_one_has_its_default(web: httpx.Client) -> None:
    """As the forms promise: a field that somebody cleared must not fill itself again."""
    asked = {text: web.get(f"/queries/tellings?text=1{text}").text for text in ("", "&event=")}
    assert "VALUES ?event { <https://w3id.org/khabar/ontology#Coup> }" in asked[""]
    assert "VALUES ?event" not in asked["&event="]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/queries/tellingz", 404, "KG614"),
        ("/queries/tellings?evnt=coup", 400, "KG612"),
        ("/queries/zzzz", 404, "KG614"),
        ("/queries/tellings?event=x", 400, "KG509"),
        ("/queries/movements?person=%22%20%7D%20SERVICE%20%3Cx%3E%20%7B", 400, "KG613"),
    ],
)
def test_named_queries_asked_wrongly(web: httpx.Client, path: str, status: int, code: str) -> None:
    answer = web.get(path)
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_completion_finds_names_folded_and_terms_have_labels(web: httpx.Client) -> None:
    names = web.get("/complete", params={"text": "الغربى"}).json()
    assert {n["label"] for n in names} == {"أنيس الغربي", "نبيل الغربي"}
    assert web.get("/complete").json() == []
    terms = {t["iri"].rsplit("#", 1)[-1]: t for t in web.get("/terms").json()["terms"]}
    assert terms["agent"]["labels"]["ar"]
    assert terms["agent"]["kind"] == "property"
    assert terms["Person"]["n"] > 3


def test_unknown_nodes(web: httpx.Client) -> None:
    for path in ("/entity/0000", "/nothing/x", "/entity/a%20b"):
        page = web.get(path, headers=HTML, params={"lang": "ar"})
        assert page.status_code == 404
        assert page.headers["content-type"] == "text/html; charset=utf-8"
        assert words("ar")["no-page"] in page.text
        for_programs = web.get(path)
        assert (for_programs.status_code, for_programs.json()["code"]) == (404, "KG521")
