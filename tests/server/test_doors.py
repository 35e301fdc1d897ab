"""Who may come in and how often, and what the log says: a small application behind the doors, a clock of our own."""

from __future__ import annotations

import asyncio
import logging
from typing import Any

import pytest
from starlette.responses import Response

from kg.server import Options
from kg.server.doors import Doors


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def ask(doors: Doors, who: str = "127.0.0.1", headers: dict[str, str] | None = None, path: str = "/x") -> int:
    seen: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        seen.append(message)

    raw = [(k.lower().encode(), v.encode()) for k, v in (headers or {}).items()]
    scope = {"type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"query=secret", "headers": raw,
             "client": (who, 1)}  # fmt: skip
    asyncio.run(doors(scope, receive, send))
    return int(seen[0]["status"])


def doors(clock: Clock | None = None, **options: Any) -> Doors:
    return Doors(Response("hello"), Options(**options), clock or Clock())


def test_an_address_may_ask_so_often_and_then_waits() -> None:
    clock = Clock()
    gate = doors(clock, rate=2.0)
    assert [ask(gate, "192.0.2.1") for _ in range(21)] == [200] * 20 + [429]
    assert ask(gate, "192.0.2.2") == 200
    clock.now += 0.5
    assert [ask(gate, "192.0.2.1") for _ in range(2)] == [200, 429]


def test_loopback_is_not_counted() -> None:
    gate = doors(rate=0.1)
    assert {ask(gate, who) for who in ("127.0.0.1", "::1") for _ in range(20)} == {200}


def test_the_addresses_remembered_are_bounded() -> None:
    gate = doors()
    for number in range(10_050):
        gate._may(f"2001:db8::{number:x}")
    assert len(gate._spent) == 10_000


@pytest.mark.parametrize(
    ("header", "status"),
    [
        ("Bearer word", 200),
        ("bearer word", 200),
        ("Basic YW55Ym9keTp3b3Jk", 200),
        ("", 401),
        ("Bearer other", 401),
        ("Bearer wordy", 401),
        ("Basic !!!", 401),
        ("Basic d29yZDo=", 401),
        ("Digest word", 401),
    ],
)
def test_a_token_is_asked_for(header: str, status: int) -> None:
    assert ask(doors(token="word"), headers={"authorization": header} if header else {}) == status


def test_the_log_has_one_line_a_request_and_no_query(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "kg.server"):
        ask(doors(), path="/x\nFORGED 200")
        ask(doors(log_queries=True))
    first, second = (r.getMessage() for r in caplog.records)
    assert "secret" not in first
    assert "\n" not in first
    assert "secret" in second
