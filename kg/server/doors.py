"""Around every request: who may come in and how often, headers that keep pages safe, one line in the log."""

from __future__ import annotations

import base64
import binascii
import hmac
import ipaddress
import logging
import time
from collections import OrderedDict
from collections.abc import Callable, MutableMapping
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.server.options import Options
from kg.server.reply import CLOSED, problem

LOG = logging.getLogger("kg.server")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)
SAFE = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
_REMEMBERED = 10_000
"""Addresses whose requests are counted; the one that was silent longest is forgotten first."""


class Doors:
    """ASGI middleware. `clock` gives seconds."""

    def __init__(self, app: ASGIApp, options: Options, clock: Callable[[], float] = time.monotonic) -> None:
        self._app, self._options, self._clock = app, options, clock
        self._spent: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lets a request in, or answers it at the door."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun, seen = self._clock(), _Seen()

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                seen.start(message)
                self._dress(scope, MutableHeaders(scope=message))
            elif message["type"] == "http.response.body":
                seen.size += len(message.get("body", b""))
            await send(message)

        try:
            refused = self._refuse(scope)
            await (refused or self._app)(scope, receive, watched)
        finally:
            self._log(scope, seen, self._clock() - begun)

    def _refuse(self, scope: Scope) -> Response | None:
        headers = Headers(scope=scope)
        if len(scope.get("raw_path") or b"") + len(scope["query_string"]) > self._options.address_bytes:
            return problem(414, "KG516", "the address is too long", "send the query in the body of a POST")
        who = (scope.get("client") or ("", 0))[0]
        if not _loopback(who) and not self._may(who):
            return problem(429, "KG519", "too many requests from your address", "ask more slowly", Retry_After="2")
        if self._options.token and scope["method"] != "OPTIONS" and not _carries(headers, self._options.token):
            advice = "send it as Authorization: Bearer …, or as the password when asked"
            return problem(401, "KG520", "this server wants a token", advice, WWW_Authenticate='Basic realm="Khabar"')
        return None

    def _may(self, who: str) -> bool:
        """Ten seconds' worth of requests at once, then as many as come in a second."""
        now, rate = self._clock(), self._options.rate
        left, since = self._spent.pop(who, (10 * rate, now))
        left = min(10 * rate, left + (now - since) * rate)
        self._spent[who] = (max(left - 1, 0.0), now)
        if len(self._spent) > _REMEMBERED:
            self._spent.popitem(last=False)
        return left >= 1

    def _dress(self, scope: Scope, headers: MutableHeaders) -> None:
        for name, value in SAFE.items():
            headers.setdefault(name, value)
        if scope.get("path") == "/query" and self._options.origin:  # the page gives code to embed it with, and can do nothing but read
            headers["Content-Security-Policy"] = POLICY.replace("frame-ancestors 'self'", f"frame-ancestors 'self' {self._options.origin}")
            del headers["X-Frame-Options"]
        if scope.get("path") != "/extract":
            headers["Access-Control-Allow-Origin"] = self._options.origin
            headers["Access-Control-Expose-Headers"] = "X-Rows, X-Row-Limit, X-Truncated, Retry-After"

    def _log(self, scope: Scope, seen: _Seen, seconds: float) -> None:
        query = ""
        if self._options.log_queries and scope["query_string"]:
            query = " " + repr(scope["query_string"][:2_000])
        LOG.info(
            "%s %r %d %.0fms rows=%s bytes=%d %s%s",
            scope["method"], scope["path"][:200], seen.status or CLOSED, seconds * 1000, seen.rows, seen.size, seen.outcome, query,
        )  # fmt: skip


class _Seen:
    """What the log tells of a response."""

    __slots__ = ("outcome", "rows", "size", "status")

    def __init__(self) -> None:
        self.status, self.size, self.rows, self.outcome = 0, 0, "-", "left"

    def start(self, message: MutableMapping[str, Any]) -> None:
        headers = MutableHeaders(scope=message)
        self.status = message["status"]
        self.rows = headers.get("x-rows", "-")
        self.outcome = headers.get("x-outcome", "ok" if self.status < 400 else "refused")
        if "x-outcome" in headers:
            del headers["x-outcome"]
        if headers.get("x-truncated"):
            self.outcome = "truncated"


def _loopback(who: str) -> bool:
    try:
        return ipaddress.ip_address(who).is_loopback
    except ValueError:  # no address: a test client, or a Unix socket
        return not who or who == "testclient"


def _carries(headers: Headers, token: str) -> bool:
    scheme, _, given = headers.get("authorization", "").partition(" ")
    if scheme.lower() == "basic":
        try:
            given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
        except (binascii.Error, UnicodeDecodeError):
            return False
    elif scheme.lower() != "bearer":
        return False
    return hmac.compare_digest(given.encode("utf-8"), token.encode("utf-8"))
