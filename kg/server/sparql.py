"""The SPARQL 1.1 protocol: query by GET, by form and by body; no update."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import QueryError
from kg.server import formats
from kg.server.options import Options
from kg.server.pool import Pool
from kg.server.reply import asked, refusal

FORM, QUERY, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
_MOST_FIELDS = 1_000


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request of the protocol asks. `query` is None when it asks nothing."""

    query: str | None
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None
    format: str = ""


async def read(request: Request, options: Options) -> Asked:
    """The request's query and dataset.

    Raises QueryError KG502 for an update, KG515 for parameters that are missing or double, KG516 for a body that is too long,
    KG517 for one of another type.
    """
    address = _pairs(request.scope["query_string"])
    if request.method in ("GET", "HEAD"):
        return _asked(address)
    media, _, parameters = request.headers.get("content-type", "").lower().partition(";")
    if "charset" in parameters and "utf-8" not in parameters:
        raise QueryError("KG517", "the body must be in UTF-8", "send charset=utf-8, or none")
    body = await limited(request, options.body_bytes)
    if media.strip() == FORM:
        return _asked([*address, *_pairs(body)])
    if media.strip() == QUERY:
        if any(name == "query" for name, _ in address):
            raise QueryError("KG515", "the query is in the body and in the address", "send it once")
        return _asked([*address, ("query", _text(body))])
    if media.strip() == UPDATE:
        raise _update()
    raise QueryError("KG517", f"a query cannot come as {media[:100] or 'nothing'!r}", f"send {FORM} or {QUERY}")


async def limited(request: Request, most: int) -> bytes:
    """The body. Raises QueryError KG516 as soon as it is longer than `most`, without reading the rest."""
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise QueryError("KG516", f"the body has more than {most} bytes", "ask in several requests")
    return bytes(body)


async def answer(asked_: Asked, request: Request, pool: Pool, options: Options) -> Response:
    """The response to a query: an answer within the limits, or a problem."""
    accept = request.headers.get("accept", "")
    if asked_.format:
        accept = formats.SHORT.get(asked_.format, asked_.format)
    job: Mapping[str, Any] = {
        "sparql": asked_.query, "accept": accept, "default": asked_.default, "named": asked_.named,
        "rows": options.rows, "answer_bytes": options.answer_bytes,
    }  # fmt: skip
    found = await asked(pool, job, request, options.seconds)
    if isinstance(found, Response):
        return found
    head, body = found
    headers = {"X-Rows": str(head["rows"]), "X-Row-Limit": str(options.rows), "Vary": "Accept"}
    if head["truncated"]:
        headers["X-Truncated"] = f"first {head['rows']} {'rows' if head['form'] == 'SELECT' else 'triples'}"
    return Response(body, 200, headers, head["media"])


async def endpoint(request: Request, pool: Pool, options: Options) -> Response | None:
    """The response to a request of the protocol; None when it asks nothing (the service then describes itself)."""
    try:
        found = await read(request, options)
    except QueryError as error:
        return refusal(error)
    if found.query is None:
        if request.method == "POST":
            return refusal(QueryError("KG515", "there is no query in the request", "send the parameter query=…"))
        return None
    return await answer(found, request, pool, options)


def _asked(pairs: list[tuple[str, str]]) -> Asked:
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    if "update" in values:
        raise _update()
    for name in ("query", "format"):
        given = values.get(name, [])  # SPARQLWrapper says the format twice, by two of its names
        if len(given) > 1 and (name == "query" or len({formats.SHORT.get(g, g) for g in given}) > 1):
            raise QueryError("KG515", f"there is more than one {name}", "send one")
    if {"using-graph-uri", "using-named-graph-uri"} & set(values):
        raise _update()

    def graphs(name: str) -> tuple[str, ...] | None:
        return tuple(values[name]) if name in values else None

    query, kind = values.get("query", [None])[0], values.get("format", [""])[0]
    return Asked(query, graphs("default-graph-uri"), graphs("named-graph-uri"), kind or "")


def _update() -> QueryError:
    advice = "build it again with kg build, or push it to a server of your own with kg push"
    return QueryError("KG502", "the graph is read-only here", advice)


def _pairs(raw: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(raw.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise QueryError("KG515", "the parameters are not percent-encoded UTF-8", "encode them as a form does") from error


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise QueryError("KG515", f"the body is not UTF-8: {error.reason}", "send the query in UTF-8") from error
