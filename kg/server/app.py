"""The ASGI application."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncIterator
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response

from kg.server.doors import Doors
from kg.server.options import Options
from kg.server.reply import problem
from kg.server.routes import routes
from kg.server.service import Service
from kg.settings import Settings, settings

LOG = logging.getLogger("kg.server")


def application(graph: Path, options: Options | None = None, chosen: Settings | None = None) -> Starlette:
    """The application that serves the graph at `graph` (a folder that kg build wrote, or a file).

    Raises GraphError KG412, KG413 when there is none.
    """
    service = Service(graph, options or Options(), chosen or settings())

    @contextlib.asynccontextmanager
    async def life(app: Starlette) -> AsyncIterator[None]:
        del app
        async with service.running():
            yield

    async def unknown(request: Request, error: Exception) -> Response:
        del error
        return service.pages.missing(request)

    return Starlette(
        routes=routes(service),
        middleware=[Middleware(Doors, service.options)],
        lifespan=life,
        exception_handlers={404: unknown, 405: _unknown_method, Exception: _failed},
    )


async def _unknown_method(request: Request, error: Exception) -> Response:
    headers = getattr(error, "headers", None) or {}
    return problem(405, "KG522", f"{request.method} is not done here", "see Allow", **headers)


async def _failed(request: Request, error: Exception) -> Response:
    LOG.error("%s %r: %s: %s", request.method, request.url.path[:200], type(error).__name__, str(error)[:500])
    return problem(500, "KG523", "the server made a mistake", "it is in the server's log; please report it")
