"""The ASGI application: routes, and what they share."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import QueryError
from kg.rdf.ontology import NAMESPACE
from kg.rdf.prefixes import prefixes
from kg.server import formats
from kg.server.describe import Counts, count, description, serialized
from kg.server.doors import Doors
from kg.server.options import Options
from kg.server.pool import Busy, Pool
from kg.server.reply import problem
from kg.server.sparql import endpoint
from kg.server.spawn import Copies
from kg.settings import Settings, settings

LOG = logging.getLogger("kg.server")
Handler = Callable[[Request], Awaitable[Response]]


@dataclass(slots=True)
class Service:
    """What the routes share."""

    graph: Path
    options: Options
    settings: Settings
    queries: Pool
    counts: Counts = field(default_factory=Counts)

    async def measure(self) -> None:
        """Counts the graph for VoID and completion; a graph too large to count is served without counts."""
        try:
            self.counts = await count(self.queries, self.options)
        except (QueryError, Busy) as error:
            LOG.info("the graph was not counted: %s", error)


def application(graph: Path, options: Options | None = None, chosen: Settings | None = None) -> Starlette:
    """The application that serves the graph at `graph` (a folder that kg build wrote, or a file)."""
    limits, values = options or Options(), chosen or settings()
    spawner = Copies(str(graph), limits.memory_mb, values.base_iri)
    service = Service(graph, limits, values, Pool(spawner, workers=limits.workers, queue=limits.queue))

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        del app
        await service.queries.start()
        LOG.info("workers gave up: %s", ", ".join(service.queries.held) or "nothing, this system offers no way")
        counting = asyncio.ensure_future(service.measure())
        yield
        counting.cancel()
        await service.queries.stop()

    app = Starlette(
        routes=routes(service),
        middleware=[Middleware(Doors, limits)],
        lifespan=life,
        exception_handlers={404: _unknown, 405: _unknown_method, Exception: _failed},
    )
    app.state.service = service
    return app


def routes(service: Service) -> list[Route]:
    """All routes."""

    async def sparql(request: Request) -> Response:
        return await endpoint(request, service.queries, service.options) or described(request)

    def described(request: Request) -> Response:
        media = formats.choose(request.headers.get("accept", ""), formats.GRAPHS)
        if media is None:
            return problem(406, "KG514", "the description comes as RDF", f"accept one of {', '.join(formats.GRAPHS)}")
        root = str(request.base_url)
        found = description(f"{root}sparql", root, service.counts, NAMESPACE)
        return Response(serialized(found, media, prefixes(service.settings.base_iri)), 200, {"Vary": "Accept"}, media)

    async def void(request: Request) -> Response:
        return described(request)

    return [
        *door("/sparql", sparql, "GET", "POST"),
        *door("/void", void, "GET"),
        *door("/.well-known/void", void, "GET"),
    ]


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

    return [Route(path, handler, methods=list(methods)), Route(path, options, methods=["OPTIONS"])]


async def _unknown(request: Request, error: Exception) -> Response:
    del request, error
    return problem(404, "KG521", "nothing here has this address", "start at /")


async def _unknown_method(request: Request, error: Exception) -> Response:
    headers = getattr(error, "headers", None) or {}
    return problem(405, "KG522", f"{request.method} is not done here", "see Allow", **headers)


async def _failed(request: Request, error: Exception) -> Response:
    LOG.error("%s %s: %s: %s", request.method, request.url.path[:200], type(error).__name__, str(error)[:500])
    return problem(500, "KG523", "the server made a mistake", "it is in the server's log; please report it")
