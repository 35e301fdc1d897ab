"""Responses that every route makes the same way: problems, headers, who is still there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KhabarError, QueryError
from kg.server import formats
from kg.server.pool import Busy, Gone, Pool
from kg.store.run import place

STATUS = {
    "KG501": 413, "KG502": 403, "KG503": 403, "KG504": 403, "KG507": 504, "KG508": 422, "KG512": 422, "KG514": 406,
    "KG516": 413, "KG517": 415,
}  # fmt: skip
"""HTTP status of each error; all others are 400."""
CLOSED = 499
"""What the log says when the client left; nobody gets to see it."""


def problem(status: int, code: str, message: str, advice: str = "", **headers: str) -> JSONResponse:
    """An error as application/problem+json (RFC 9457), with the code and the next step; line and column where known."""
    content: dict[str, Any] = {"status": status, "title": message.splitlines()[0] if message else "", "code": code}
    content |= {"detail": message, "advice": advice}
    where = place(message)
    if code == "KG506" and where:
        content |= {"line": where[0], "column": where[1]}
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return JSONResponse(content, status, named | {"X-Outcome": code}, media_type="application/problem+json")


def refusal(error: KhabarError) -> JSONResponse:
    """An error of ours as a response."""
    return problem(STATUS.get(error.code, 400), error.code, error.message, error.advice)


def wanted(request: Request) -> str:
    """What the client accepts: ?format= in links, else the header."""
    asked = request.query_params.get("format", "")
    return formats.SHORT.get(asked, asked) if asked else request.headers.get("accept", "")


def busy() -> JSONResponse:
    """All workers are at work."""
    advice = "wait as long as Retry-After says and ask again"
    return problem(503, "KG518", "the server has as many questions as it can answer", advice, Retry_After="2")


async def left(request: Request) -> None:
    """Ends when the client has gone. Call it after the body was read."""
    while (await request.receive())["type"] != "http.disconnect":
        pass


async def asked(
    pool: Pool, job: Mapping[str, Any], request: Request, seconds: float, body: bytes = b""
) -> tuple[dict[str, Any], bytes] | Response:
    """The pool's reply, or the response that says why there is none."""
    try:
        return await pool.ask(job, body, seconds=seconds, leaving=left(request))
    except Busy:
        return busy()
    except Gone:
        return Response(status_code=CLOSED)
    except QueryError as error:
        return refusal(error)
