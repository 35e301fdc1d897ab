"""kg serve: a graph on the web."""

from __future__ import annotations

import ipaddress
import logging
import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.errors import UsageError

NAME = "serve"


def command(
    graph: Annotated[Path, typer.Argument(help="A folder that kg build wrote, or a graph file")] = Path("output"),
    host: Annotated[str, typer.Option(help="Address to listen at; others than loopback are open to the network")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port; 0 takes a free one")] = 7878,
    seconds: Annotated[float, typer.Option(help="A query is killed after this long (0: the setting query_seconds)")] = 0.0,
    rows: Annotated[int, typer.Option(help="Rows of an answer at most (0: the setting query_rows)")] = 0,
    workers: Annotated[int, typer.Option(help="Processes that answer queries")] = 2,
    queue: Annotated[int, typer.Option(help="Queries that may wait; the next gets 503")] = 8,
    memory: Annotated[int, typer.Option(help="Megabytes that a query may take")] = 1024,
    rate: Annotated[float, typer.Option(help="Requests a second from one address (loopback excepted)")] = 10.0,
    token: Annotated[str, typer.Option(envvar="KHABAR_TOKEN", help="Require this token (Bearer, or as password)")] = "",
    origin: Annotated[str, typer.Option(help="Sites whose pages may read answers: *, or one origin")] = "*",
    log_queries: Annotated[bool, typer.Option(help="Write the text of queries into the log")] = False,
) -> None:
    """Serve a graph: SPARQL 1.1, pages, JSON. Read-only; nothing leaves the machine.

    Examples: kg serve output · kg serve output --port 8000 --token SECRET --host 0.0.0.0
    """
    if sys.platform == "win32":
        raise UsageError("KG618", "kg serve needs Linux or macOS", "run it in WSL; kg query works everywhere")
    import uvicorn

    from kg.server import Options
    from kg.server.app import application
    from kg.settings import settings

    values = settings()
    options = Options(
        seconds=seconds or values.query_seconds, rows=rows or values.query_rows, workers=workers, queue=queue,
        memory_mb=memory, rate=rate, token=token, origin=origin, log_queries=log_queries,
    )  # fmt: skip
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", stream=sys.stderr)
    if not _loopback(host) and not token:
        typer.echo(f"anybody who can reach {host} can read this graph; --token asks for a word", err=True)
    app = application(graph, options, values)
    config = uvicorn.Config(
        app, host=host, port=port, log_level="warning", access_log=False, server_header=False,
        h11_max_incomplete_event_size=2 * options.address_bytes, timeout_keep_alive=5, limit_concurrency=2_000,
    )  # fmt: skip
    server = uvicorn.Server(config)
    typer.echo(f"http://{host}:{port}/ (stop with Ctrl-C)", err=True)
    server.run()


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
