"""A real server on loopback, over the annotated articles of tests/articles; no model, no network."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
import uvicorn

from kg.server import Options
from kg.server.app import application
from kg.settings import settings
from tests.conftest import store_of

SECONDS = 1.5
"""The deadline of the server under test."""


@contextlib.contextmanager
def serving(graph: Path, options: Options, **chosen: str | int | float) -> Iterator[str]:
    """Serves `graph` from a thread; gives the server's address, which ends in /."""
    port = free_port()
    app = application(graph, options, settings(**chosen))
    config = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_level="warning", access_log=False, server_header=False,
        h11_max_incomplete_event_size=2 * options.address_bytes,
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()), daemon=True)
    thread.start()
    for _ in range(600):
        if server.started:
            break
        assert thread.is_alive(), "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/"
    server.should_exit = True
    thread.join(15)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def graph_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of all articles of tests/articles."""
    path = tmp_path_factory.mktemp("graph") / "graph.trig"
    store_of().save(path)
    return path


@pytest.fixture(scope="session")
def site(graph_file: Path) -> Iterator[str]:
    """The address of a server over it."""
    with serving(graph_file, Options(seconds=SECONDS, rows=500, answer_bytes=400_000, memory_mb=256)) as address:
        yield address


@pytest.fixture(scope="session")
def web(site: str) -> Iterator[httpx.Client]:
    """A client of it."""
    with httpx.Client(base_url=site, timeout=30, trust_env=False) as client:
        yield client
