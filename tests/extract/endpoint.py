"""A small OpenAI-compatible server on this machine, for tests: it answers by script and remembers what it was asked."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Reply:
    """One answer: the text of the message, or an HTTP error."""

    text: str = "{}"
    status: int = 200
    finish: str = "stop"
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Endpoint:
    """The server's address, the requests it got, and its script: a function of the request, or replies in order."""

    url: str
    asked: list[dict[str, Any]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)

    def question(self, number: int = -1) -> str:
        """What the user's message of a request says."""
        return str(self.asked[number]["messages"][-1]["content"])


@contextmanager
def serve(script: Callable[[dict[str, Any]], Reply] | list[Reply]) -> Iterator[Endpoint]:
    """Runs the server while the context lasts."""
    replies = iter(script) if isinstance(script, list) else None

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            endpoint.asked.append(request)
            endpoint.keys.append(self.headers.get("Authorization", ""))
            assert self.path == "/v1/chat/completions"
            reply = next(replies) if replies is not None else script(request)  # type: ignore[operator]
            body = {
                "id": "1", "object": "chat.completion", "created": 0, "model": request["model"],
                "choices": [
                    {"index": 0, "finish_reason": reply.finish, "message": {"role": "assistant", "content": reply.text}}
                ],
                "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120},
            } if reply.status == 200 else {"error": {"message": reply.text}}  # fmt: skip
            data = json.dumps(body).encode()
            self.send_response(reply.status)
            for name, value in {"Content-Type": "application/json", "retry-after-ms": "1", **reply.headers}.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    endpoint = Endpoint(f"http://127.0.0.1:{server.server_port}/v1")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield endpoint
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
