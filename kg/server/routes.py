"""Addresses, and who answers them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.errors import KhabarError
from kg.rdf.ontology import NAMESPACE, ontology_text
from kg.rdf.prefixes import prefixes
from kg.server import formats
from kg.server.describe import description, serialized
from kg.server.front import tag
from kg.server.openapi import openapi
from kg.server.policy import page_policy
from kg.server.reply import problem, refusal, wanted
from kg.server.service import Service
from kg.server.sparql import Asked, answer, endpoint
from kg.server.vocabulary import ontology_page
from kg.server.words import language_of, words
from kg.store import named_queries

Handler = Callable[[Request], Awaitable[Response]]
_LONGEST = 500


def routes(service: Service) -> list[BaseRoute]:
    """All routes."""
    return [
        *_protocol(service),
        *_programs(service),
        *_people(service),
        Mount("/static", StaticFiles(packages=[("kg.server", "static")])),
        Mount("/fonts", StaticFiles(packages=[("kg.view", "static/vendor")])),
        *door("/{kind}/{name}", service.pages.node, "GET"),
    ]


def _protocol(service: Service) -> list[Route]:
    async def sparql(request: Request) -> Response:
        found = await endpoint(request, service.queries, service.options)
        if found is not None:
            return found
        media = formats.choose(wanted(request), (*formats.GRAPHS, formats.HTML))
        return RedirectResponse("/query", 303, {"Vary": "Accept"}) if media == formats.HTML else await void(request)

    async def void(request: Request) -> Response:
        media = formats.choose(wanted(request), formats.GRAPHS)
        if media is None:
            return problem(406, "KG514", "the description comes as RDF", f"accept one of {', '.join(formats.GRAPHS)}")
        root = str(request.base_url)
        found = description(f"{root}sparql", root, service.counts, NAMESPACE, service.settings.base_iri)
        return Response(serialized(found, media, prefixes(service.settings.base_iri)), 200, {"Vary": "Accept"}, media)

    return [
        *door("/sparql", sparql, "GET", "POST"),
        *door("/void", void, "GET"),
        *door("/.well-known/void", void, "GET"),
    ]


def _programs(service: Service) -> list[Route]:
    front = service.front

    async def terms(request: Request) -> Response:
        return _json(request, await run_in_threadpool(front.terms, service.counts))

    async def complete(request: Request) -> Response:
        text = request.query_params.get("text", "")
        if len(text) > _LONGEST:
            return problem(400, "KG515", f"a name of more than {_LONGEST} characters", "type less")
        return _json(request, await run_in_threadpool(front.complete, text))

    async def queries(request: Request) -> Response:
        return _json(request, front.queries())

    async def query(request: Request) -> Response:
        """A named query, its parameters in the address."""
        given = {k: v for k, v in request.query_params.items() if k not in ("format", "text")}
        if any(len(v) > _LONGEST for v in given.values()) or request.query_params.get("text", "1") != "1":
            return problem(400, "KG515", "a parameter is too long, or text is not 1", f"at most {_LONGEST} characters")
        try:
            sparql = await run_in_threadpool(front.bound, request.path_params["name"], given)
        except KhabarError as error:
            return problem(404, error.code, error.message, error.advice) if error.code == "KG614" else refusal(error)
        if request.query_params.get("text"):
            return Response(sparql, 200, {"Vary": "Accept"}, "application/sparql-query")
        asked = Asked(sparql, format=request.query_params.get("format", ""))
        return await answer(asked, request, service.queries, service.options)

    async def extract(request: Request) -> Response:
        return await service.extraction.answer(request)

    async def index(request: Request) -> Response:
        body, packed = await run_in_threadpool(front.index)
        return _bytes(request, body, "application/json", packed)

    async def described(request: Request) -> Response:
        return _json(request, openapi(str(request.base_url).rstrip("/")))

    async def health(request: Request) -> Response:
        return _json(request, {"status": "ok", "triples": service.counts.triples, "confined": list(service.queries.held),
                               "killed": service.queries.killed})  # fmt: skip

    return [
        *door("/terms", terms, "GET"), *door("/complete", complete, "GET"), *door("/queries", queries, "GET"),
        *door("/queries/{name}", query, "GET"), *door("/extract", extract, "POST"), *door("/explorer/index", index, "GET"),
        *door("/openapi.json", described, "GET"), *door("/health", health, "GET"),
    ]  # fmt: skip


def _people(service: Service) -> list[Route]:
    front, pages = service.front, service.pages

    def drawn(request: Request) -> HTMLResponse:
        asked = request.query_params.get("q", "")[:_LONGEST]
        found = [(iri, front.lookup.kind(iri)) for iri in front.search(asked)]
        return pages.render(request, "front.html.j2", counts=service.counts, asked=asked, found=found,
                            articles=front.articles(), queries=list(named_queries().values()))  # fmt: skip

    async def start(request: Request) -> Response:
        return await run_in_threadpool(drawn, request)

    async def query(request: Request) -> Response:
        language = language_of(request, service.settings.language)
        limits = {"rows": service.options.rows, "seconds": service.options.seconds}
        return pages.render(request, "query.html.j2", script={"t": words(language), "lang": language, "limits": limits})

    async def api(request: Request) -> Response:
        return pages.render(request, "api.html.j2", root=str(request.base_url), options=service.options,
                            operations=openapi("")["paths"])  # fmt: skip

    async def explorer(request: Request) -> Response:
        html = await run_in_threadpool(front.explorer, language_of(request, service.settings.language))
        found = _bytes(request, html.encode("utf-8"), "text/html")
        found.headers["Content-Security-Policy"] = page_policy(html)
        return found

    async def ontology(request: Request) -> Response:
        media = formats.choose(wanted(request), (formats.HTML, "text/turtle"))
        if media is None:
            return problem(406, "KG514", "the vocabulary comes as HTML or Turtle", "accept text/html or text/turtle")
        if media != formats.HTML:
            return Response(ontology_text(), 200, {"Vary": "Accept"}, "text/turtle")
        html = await run_in_threadpool(ontology_page, language_of(request, service.settings.language))
        policy = {"Content-Security-Policy": page_policy(html), "Vary": "Accept, Accept-Language"}
        return HTMLResponse(html, 200, policy)

    return [
        *door("/", start, "GET"), *door("/query", query, "GET"), *door("/api", api, "GET"),
        *door("/explorer", explorer, "GET"), *door("/ontology", ontology, "GET"),
    ]  # fmt: skip


def door(path: str, handler: Handler, *methods: str) -> list[Route]:
    """A route that also answers OPTIONS, for pages of other sites that ask first."""
    allowed = ", ".join(["OPTIONS", *(("HEAD", *methods) if "GET" in methods else methods)])

    async def options(request: Request) -> Response:
        del request
        headers = {
            "Allow": allowed,
            "Access-Control-Allow-Methods": allowed,
            "Access-Control-Allow-Headers": "Accept, Content-Type",
            "Access-Control-Max-Age": "86400",
        }
        return Response(status_code=204, headers=headers)

    async def other(request: Request) -> Response:
        return problem(405, "KG522", f"{request.method} is not done here", "see Allow", Allow=allowed)

    return [Route(path, handler, methods=list(methods)), Route(path, options, methods=["OPTIONS"]), Route(path, other, methods=_OTHERS)]


_OTHERS = ["GET", "POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT", "QUERY"]


def _json(request: Request, content: Any) -> Response:
    return _bytes(request, JSONResponse(content).body, "application/json")


def _bytes(request: Request, body: bytes | memoryview[int], media: str, packed: bytes = b"") -> Response:
    """A response with an entity tag; 304 without body when the client has it already. `packed` is the body in gzip, for clients
    that take it."""
    gzipped = bool(packed) and "gzip" in request.headers.get("accept-encoding", "")
    sent = packed if gzipped else bytes(body)
    headers = {"ETag": tag(sent), "Cache-Control": "no-cache"}
    if packed:
        headers["Vary"] = "Accept-Encoding"
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if gzipped:
        headers["Content-Encoding"] = "gzip"
    return Response(sent, 200, headers, media)


