"""A server that hangs up on a body from somebody it does not know, as Virtuoso does."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pyoxigraph as ox
import pytest

from kg.errors import GraphError
from kg.store.remote import Remote


class Strict(BaseHTTPRequestHandler):
    """Asks by Digest; reads a body only of those who answered."""

    received: ClassVar[list[int]] = []

    def handle_request(self) -> None:
        answer = self.headers.get("Authorization", "")
        if 'username="dba"' not in answer or "response=" not in answer:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Digest realm="SPARQL", nonce="abc", qop="auth", algorithm=MD5')
            self.send_header("Content-Length", "0")
            self.end_headers()
            self.close_connection = True
            return
        self.received.append(len(self.rfile.read(int(self.headers["Content-Length"]))))
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_GET = do_PUT = handle_request

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture
def address() -> Iterator[str]:
    Strict.received = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Strict)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/sparql"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_large_graph_reaches_it(address: str) -> None:
    triples = [ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("x" * 1000 + str(n))) for n in range(8000)]
    Remote(address, "virtuoso", "dba", "dba").replace("urn:g", triples)
    assert Strict.received == [len(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")]


def test_somebody_it_does_not_know_is_told_so(address: str) -> None:
    triple = ox.Triple(ox.NamedNode("urn:s"), ox.NamedNode("urn:p"), ox.Literal("x"))
    with pytest.raises(GraphError, match=r"KG43[12]"):
        Remote(address, "virtuoso", "nobody", "x").replace("urn:g", [triple])
