"""The JSON door: a text in, what is read out of it and its graph out."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import asdict
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import GraphError, QueryError
from kg.server import formats
from kg.server.options import Options
from kg.server.pool import Pool
from kg.server.reply import asked, problem, refusal
from kg.server.sparql import limited
from kg.server.spawn import Processes
from kg.settings import Settings

LOG = logging.getLogger("kg.server")
MEMORY_MB = 2_000
_FIELDS = {"text", "title", "source", "published", "url"}
_DATE = re.compile(r"(\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?)?", re.ASCII)
_LONGEST = 2_000
JSON, NQUADS, TURTLE = "application/json", "application/n-quads", "text/turtle"
OFFERED = (JSON, TURTLE, NQUADS)


class Extraction:
    """One process that reads articles, started with the first of them."""

    def __init__(self, options: Options, values: Settings) -> None:
        arguments = (str(MEMORY_MB), json.dumps(asdict(values)))
        self._options = options
        self._arguments = arguments
        self._pool: Pool | None = None
        self._starting = asyncio.Lock()

    async def answer(self, request: Request) -> Response:
        """The response to a text."""
        try:
            text, told = await self._read(request)
            media = formats.choose(request.headers.get("accept", ""), OFFERED)
            if media is None:
                raise QueryError("KG514", "an extraction comes as JSON or RDF", f"accept one of {', '.join(OFFERED)}")
            pool = await self._ready()
        except QueryError as error:
            return refusal(error)
        except GraphError as error:
            LOG.error("the extractor: %s", error)
            advice = "whoever runs this server finds the reason in its log (is the model there? kg setup)"
            return problem(503, "KG524", "texts cannot be read here at the moment", advice, Retry_After="60")
        job = {**told, "graph": "nq" if media == NQUADS else "ttl"}
        found = await asked(pool, job, request, self._options.extract_seconds, text.encode("utf-8"))
        if isinstance(found, Response):
            return found
        body = found[1] if media == JSON else json.loads(found[1])["graph"].encode("utf-8")
        return Response(body, 200, {"Vary": "Accept"}, media)

    async def stop(self) -> None:
        """Ends the process."""
        if self._pool is not None:
            await self._pool.stop()

    async def _ready(self) -> Pool:
        async with self._starting:
            if self._pool is None:
                spawner = Processes("kg.server.reader", self._arguments)
                pool = Pool(spawner, workers=1, queue=self._options.queue)
                await pool.start()
                self._pool = pool
            return self._pool

    async def _read(self, request: Request) -> tuple[str, dict[str, str]]:
        """The text and what is told of it. Raises QueryError KG515 to KG517, KG525."""
        body = await limited(request, 6 * self._options.text_chars + 10_000)
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media not in (JSON, "text/plain"):
            raise QueryError("KG517", f"a text cannot come as {media[:100] or 'nothing'!r}", f"send {JSON} or text/plain")
        try:
            raw = body.decode("utf-8")
            found: Any = json.loads(raw) if media == JSON else {"text": raw}
        except (UnicodeDecodeError, ValueError, RecursionError) as error:
            raise QueryError("KG525", f"the body is not {media} in UTF-8", 'send {"text": "…"}') from error
        return self._checked(found)

    def _checked(self, found: Any) -> tuple[str, dict[str, str]]:
        if not isinstance(found, dict) or not isinstance(found.get("text"), str):
            raise QueryError("KG525", "there is no text in the body", 'send {"text": "…"}')
        if unknown := sorted(set(found) - _FIELDS):
            raise QueryError("KG525", f"no field {unknown[0][:100]!r}", f"the fields are {', '.join(sorted(_FIELDS))}")
        told = {name: found.get(name, "") for name in _FIELDS - {"text"}}
        for name, value in told.items():
            if not isinstance(value, str) or len(value) > _LONGEST:
                raise QueryError("KG525", f"{name} must be a text of at most {_LONGEST} characters", "shorten it")
        if not _DATE.fullmatch(told["published"]):
            raise QueryError("KG525", "published must be 2019, 2019-02 or 2019-02-17", "leave it out if it is not known")
        text = found["text"]
        if len(text) > self._options.text_chars:
            raise QueryError("KG516", f"the text has more than {self._options.text_chars} characters", "send it in parts")
        if any("\ud800" <= c <= "\udfff" for value in (text, *told.values()) for c in value):
            raise QueryError("KG525", "the text has half a character (a lone surrogate)", "send it in UTF-8")
        return text, told
