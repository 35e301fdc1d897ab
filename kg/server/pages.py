"""Pages at the IRIs that the graph mints, and the front page: HTML, Turtle or JSON-LD, as asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pyoxigraph as ox
from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.rdf.captions import one_line
from kg.rdf.iris import KINDS
from kg.rdf.ontology import NAMESPACE
from kg.rdf.prefixes import Shortener, prefixes
from kg.rdf.terms import DCTERMS
from kg.rdf.vocab import KH
from kg.server import formats
from kg.server.describe import serialized
from kg.server.lookup import Lookup
from kg.server.reply import problem, wanted
from kg.server.words import LANGUAGES, direction, language_of, term, words

MOST_TRIPLES = 10_000
_ID = re.compile(r"[0-9A-Za-z_-]{1,80}")
_WEB = re.compile(r"https?://", re.IGNORECASE)
OFFERED = (formats.HTML, *formats.GRAPHS)
PROBLEM = "application/problem+json"


class Pages:
    """Draws pages from a lookup. `base` is the base IRI of the graph."""

    def __init__(self, lookup: Lookup, base: str, default: str) -> None:
        self._lookup, self._base, self._default = lookup, base, default
        self._short = Shortener(base)
        self._environment = Environment(
            loader=PackageLoader("kg.server", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

    async def node(self, request: Request) -> Response:
        """The page, or the statements, of the IRI at this path."""
        kind, name = request.path_params["kind"], request.path_params["name"]
        iri = f"{self._base}{kind}/{name}"
        known = kind in KINDS and _ID.fullmatch(name) is not None and await run_in_threadpool(self._lookup.exists, iri)
        if not known:
            return self.missing(request)
        media = formats.choose(wanted(request), OFFERED)
        if media is None:
            return problem(406, "KG514", "this comes as HTML or RDF", f"accept one of {', '.join(OFFERED)}")
        if media != formats.HTML:
            triples = await run_in_threadpool(self._lookup.triples, iri, MOST_TRIPLES)
            return Response(serialized(triples, media, prefixes(self._base)), 200, {"Vary": "Accept"}, media)
        return await run_in_threadpool(self._html, request, kind, iri)

    def missing(self, request: Request) -> Response:
        """Nothing has this address: a page for browsers, a problem for programs."""
        if formats.choose(request.headers.get("accept", ""), (PROBLEM, formats.HTML)) != formats.HTML:
            return problem(404, "KG521", "nothing here has this address", "search from /")
        found = self.render(request, "missing.html.j2", 404)
        found.headers["X-Outcome"] = "KG521"
        return found

    def render(self, request: Request, template: str, status: int = 200, **values: Any) -> HTMLResponse:
        """A page from a template, in the language of the request."""
        language = language_of(request, self._default)
        text = words(language)
        rest = "&".join(f"{k}={v}" for k, v in request.query_params.multi_items() if k == "format" and v.isalnum())
        shown = {
            "t": text, "lang": language, "dir": "rtl" if language == "ar" else "ltr", "languages": LANGUAGES, "rest": rest,
            "way": direction, "term": lambda iri: term(iri, language), "link": self.link, "short": self.short,
            "name": lambda iri: self.name(iri, language),
        }  # fmt: skip
        html = self._environment.get_template(template).render(**shown, **values)
        return HTMLResponse(html, status, {"Vary": "Accept, Accept-Language", "Content-Language": language})

    def _html(self, request: Request, kind: str, iri: str) -> HTMLResponse:
        look, language = self._lookup, language_of(request, self._default)
        common: Mapping[str, Any] = {
            "iri": iri, "kind": kind, "label": look.label(iri, language), "class": look.kind(iri), "properties": look.properties(iri),
            "incoming": look.incoming(iri), "literal": lambda term: isinstance(term, ox.Literal),
        }  # fmt: skip
        if kind == "claim":
            return self.render(request, "claim.html.j2", told=look.claim(iri), **common)
        if kind == "article":
            return self.render(request, "article.html.j2", text=look.value(iri, KH.text), pieces=self._article(iri), **common,
                               outlet=look.value(iri, KH.outlet), issued=look.value(iri, DCTERMS.issued),
                               basis=look.value(iri, KH.issuedBasis), address=self._address(iri))  # fmt: skip
        count, told = look.claims(iri)
        latin = look.value(iri, KH.romanisedLabel)
        return self.render(request, "node.html.j2", count=count, told=told, aliases=look.aliases(iri), latin=latin, **common)

    def _address(self, iri: str) -> str:
        """The article's own address when it is one of the web: a script in an address must not become a link."""
        found = self._lookup.value(iri, KH.address)
        return found if _WEB.match(found) else ""

    def _article(self, iri: str) -> list[tuple[str, str]]:
        """The article's text in pieces: (words, IRI of what they name, '' for plain text). Of overlapping mentions the first."""
        text, at, found = self._lookup.value(iri, KH.text), 0, []
        for start, end, named in self._lookup.mentions(iri):
            if at <= start < end <= len(text):
                found += [(text[at:start], ""), (text[start:end], named)]
                at = end
        return [*found, (text[at:], "")]

    def link(self, iri: str) -> str:
        """Where a page about `iri` is here; '' when there is none."""
        if iri.startswith(NAMESPACE):
            return f"/ontology#{iri[len(NAMESPACE) :]}"
        kind, _, name = iri.removeprefix(self._base).partition("/")
        return f"/{kind}/{name}" if iri.startswith(self._base) and kind in KINDS and _ID.fullmatch(name) else ""

    def short(self, iri: str) -> str:
        """A prefixed name where there is one."""
        return self._short.short(ox.NamedNode(iri)).strip("<>") if ":" in iri else iri

    def name(self, iri: str, language: str = "") -> str:
        """What to call a node: its label, in `language` where it has one, or its prefixed name."""
        return self._lookup.label(iri, language) or one_line(self._lookup.value(iri, KH.text)) or self.short(iri)
