"""Hostile requests: refused or bounded, nothing read, fetched or written, and the next question is answered."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import urlopen

import httpx
import pytest
import yaml

from tests.server.conftest import SECONDS

SECRET = "a-word-that-is-only-in-the-file"
GROUPS = yaml.safe_load((Path(__file__).parent / "hostile.yaml").read_text(encoding="utf-8"))
CASES = [(g["wants"], sparql) for g in GROUPS for sparql in g["sparql"]]
REFUSED = {400, 403, 406, 413, 414, 415, 422}
BOUNDED = REFUSED | {200, 504}
COUNT = "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }"


@dataclass
class Listener:
    """Counts who calls."""

    address: str
    callers: list[object] = field(default_factory=list)


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    with socket.socket() as ear:
        ear.bind(("127.0.0.1", 0))
        ear.listen(50)
        found = Listener(f"http://127.0.0.1:{ear.getsockname()[1]}/")

        def listen() -> None:
            while True:
                try:
                    caller, who = ear.accept()
                except OSError:
                    return
                found.callers.append(who)
                caller.close()

        threading.Thread(target=listen, daemon=True).start()
        yield found


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("private") / "secret.ttl"
    path.write_text(f'<urn:a> <urn:b> "{SECRET}" .')
    return path


@pytest.fixture(scope="module")
def triples(web: httpx.Client) -> str:
    return web.get("/sparql", params={"query": COUNT, "format": "csv"}).text


def test_there_are_enough_of_them() -> None:
    assert len(CASES) >= 60
    assert len(set(CASES)) == len(CASES)


@pytest.mark.parametrize(("wants", "sparql"), CASES)
def test_hostile_query(
    web: httpx.Client, listener: Listener, secret: Path, triples: str, graph_file: Path, wants: str, sparql: str
) -> None:
    graph = "https://w3id.org/khabar/graph/x"
    text = sparql.replace("LISTENER", listener.address).replace("FILE", secret.as_uri()).replace("GRAPH", graph)
    before = graph_file.read_bytes()
    answer = web.post("/sparql", content=text.encode(), headers={"content-type": "application/sparql-query"})
    assert answer.status_code in (REFUSED if wants == "refused" else BOUNDED), answer.text[:300]
    assert answer.elapsed.total_seconds() < SECONDS + 3
    assert SECRET not in answer.text
    assert len(answer.content) <= 450_000
    if answer.status_code != 200:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["code"].startswith("KG")
    assert web.get("/sparql", params={"query": COUNT, "format": "csv"}).text == triples
    assert listener.callers == []
    assert graph_file.read_bytes() == before


@pytest.mark.parametrize("sparql", [s for w, s in CASES if w == "refused"])
def test_the_same_by_get_and_by_form(web: httpx.Client, listener: Listener, secret: Path, sparql: str) -> None:
    text = sparql.replace("LISTENER", listener.address).replace("FILE", secret.as_uri())
    for answer in (web.get("/sparql?query=" + quote(text)), web.post("/sparql", data={"query": text})):
        assert answer.status_code in REFUSED
        assert SECRET not in answer.text
    assert listener.callers == []


WIRE = {
    "an update by form": ({"data": {"update": "DROP ALL"}}, 403),
    "an update as a body": ({"content": b"DROP ALL", "headers": {"content-type": "application/sparql-update"}}, 403),
    "the graph store protocol": ({"content": b"<a:b> <a:b> <a:b> .", "headers": {"content-type": "text/turtle"}}, 415),
    "a file as default graph": ({"data": {"query": COUNT, "default-graph-uri": "file:///etc/passwd"}}, 400),
    "an address as named graph": ({"data": {"query": COUNT, "named-graph-uri": "http://127.0.0.1:1/"}}, 400),
    "graphs for an update": ({"data": {"query": COUNT, "using-graph-uri": "urn:x"}}, 403),
    "a long body": ({"data": {"query": COUNT + "#" * 400_000}}, 413),
    "a long query": ({"data": {"query": COUNT + "#" * 20_000}}, 413),
    "brackets": ({"data": {"query": "SELECT * WHERE " + "{" * 5_000 + "}" * 5_000}}, 400),
    "many parameters": ({"content": b"a=b&" * 5_000, "headers": {"content-type": "application/x-www-form-urlencoded"}}, 400),
    "broken escapes": ({"content": b"query=%ff%fe", "headers": {"content-type": "application/x-www-form-urlencoded"}}, 400),
    "broken UTF-8": ({"content": b"\xff\xfe", "headers": {"content-type": "application/sparql-query"}}, 400),
    "another character set": (
        {"content": COUNT.encode("utf-16"), "headers": {"content-type": "application/sparql-query; charset=utf-16"}},
        415,
    ),
    "compressed": (
        {"content": b"\x1f\x8b\x08", "headers": {"content-type": "application/sparql-query", "content-encoding": "gzip"}},
        400,
    ),
    "a file": ({"files": {"query": ("x", b"SELECT")}}, 415),
    "two queries": ({"content": b"query=ASK{}&query=ASK{}", "headers": {"content-type": "application/x-www-form-urlencoded"}}, 400),
    "no query": ({"data": {"x": "y"}}, 400),
    "a format with a line break": ({"data": {"query": COUNT, "format": "text/html\r\nX-Evil: 1"}}, 406),
}  # fmt: skip


@pytest.mark.parametrize("name", WIRE)
def test_hostile_request(web: httpx.Client, name: str, triples: str) -> None:
    sent, status = WIRE[name]
    answer = web.post("/sparql", **sent)
    assert answer.status_code == status, answer.text[:300]
    assert "x-evil" not in answer.headers
    assert web.get("/sparql", params={"query": COUNT, "format": "csv"}).text == triples


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_methods_that_change(web: httpx.Client, method: str) -> None:
    answer = web.request(method, "/sparql", params={"graph": "urn:x"})
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]


@pytest.mark.parametrize(
    "path",
    ["/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fapp.py", "/entity/..%2f..", "/entity/%00", "/static/%2e%2e/app.py",
     "//etc/passwd", "/entity/<script>alert(1)</script>", "/entity/" + "a" * 2_000],
)  # fmt: skip
def test_paths_lead_nowhere(web: httpx.Client, path: str) -> None:
    answer = web.get(path)
    assert answer.status_code in (307, 404)
    assert "<script" not in answer.text


def test_an_address_that_is_too_long(site: str) -> None:
    with pytest.raises(HTTPError) as caught:
        urlopen(f"{site}sparql?query=ASK%7B%7D%23{'x' * 70_000}")
    assert caught.value.code == 414


def test_a_header_that_never_ends_does_not_stop_others(site: str, web: httpx.Client, triples: str) -> None:
    host, port = site.removeprefix("http://").rstrip("/").split(":")
    with socket.create_connection((host, int(port))) as slow:
        slow.sendall(b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 999\r\n\r\nSEL")
        assert web.get("/sparql", params={"query": COUNT, "format": "csv"}).text == triples
