"""Any SPARQL 1.1 server: query, update and Graph Store protocol, for those who outgrow one machine."""

from __future__ import annotations

import base64
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

import pyoxigraph as ox

from kg.errors import GraphError
from kg.store.login import introduce

_XSD = "http://www.w3.org/2001/XMLSchema#"
BATCH = 100
"""Triples in one INSERT DATA: some servers compile each into a program of its own."""
SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Doors:
    """Where a kind of server has its doors, from the address that people know; and which datatypes it loses.

    `{url}` is that address, `{root}` its scheme and host. `graphs` is '' where the Graph Store protocol is not offered; `signed`
    is where the updates of a user with a password go, '' where that is the same door.
    """

    query: str
    update: str
    graphs: str = ""
    loses: frozenset[str] = frozenset()
    signed: str = ""


KINDS: Mapping[str, Doors] = {
    "standard": Doors("{url}", "{url}"),
    "oxigraph": Doors("{url}/query", "{url}/update", "{url}/store"),
    "fuseki": Doors("{url}/query", "{url}/update", "{url}/data"),
    "rdf4j": Doors("{url}", "{url}/statements", "{url}/rdf-graphs/service"),  # GraphDB too
    "virtuoso": Doors(
        "{url}", "{url}", "{root}/sparql-graph-crud-auth",
        frozenset({f"{_XSD}gYearMonth", f"{_XSD}duration", f"{_XSD}boolean"}), "{root}/sparql-auth",
    ),
}
"""Kinds of server by name. Virtuoso 7 drops or rewrites three datatypes: their literals are sent to it as plain strings."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A server at `url`. `update` and `graphs` are addresses of their own where a server has unusual ones."""

    url: str
    kind: str = "standard"
    user: str = ""
    password: str = field(default="", repr=False)
    update: str = ""
    graphs: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise GraphError("KG430", f"no kind of server {self.kind!r}", f"one of {', '.join(KINDS)}")
        if urllib.parse.urlsplit(self.url).scheme not in ("http", "https"):
            raise GraphError("KG430", f"{self.url} is no address of a server", "give one that begins with http:// or https://")

    @classmethod
    def parse(cls, address: str, user: str = "", password: str = "") -> Remote:
        """A server from one word: sparql+http://host/sparql, with #virtuoso (or another kind) at its end where it matters.

        Raises GraphError KG430.
        """
        if not address.startswith("sparql+"):
            raise GraphError("KG430", f"{address} is no store", "give sparql+http://host/sparql, #KIND at its end")
        url, _, kind = address.removeprefix("sparql+").partition("#")
        return cls(url, kind or "standard", user, password)

    def sent(self, triple: ox.Triple) -> ox.Triple:
        """The triple as this server can keep it."""
        value = triple.object
        if isinstance(value, ox.Literal) and value.datatype.value in KINDS[self.kind].loses:
            return ox.Triple(triple.subject, triple.predicate, ox.Literal(value.value))
        return triple

    def count(self, graph: str) -> int:
        """How many triples the graph of that name has there. Raises GraphError KG431, KG432, as all methods do."""
        name = ox.NamedNode(graph)
        body = self.ask(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {name} {{ ?s ?p ?o }} }}", "application/sparql-results+json")
        found = ox.parse_query_results(body, format=ox.QueryResultsFormat.JSON)
        assert isinstance(found, ox.QuerySolutions)
        (row,) = found
        return int(row[0].value)

    def names(self, prefix: str) -> list[str]:
        """The graphs there whose names begin with `prefix`."""
        start = ox.Literal(prefix)
        query = f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(STRSTARTS(STR(?g), {start})) }}"
        found = ox.parse_query_results(
            self.ask(query, "application/sparql-results+json"), format=ox.QueryResultsFormat.JSON
        )
        assert isinstance(found, ox.QuerySolutions)
        return sorted(row[0].value for row in found)

    def triples(self, graph: str) -> list[ox.Triple]:
        """The triples of the graph of that name there."""
        query = f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {ox.NamedNode(graph)} {{ ?s ?p ?o }} }}"
        body = self.ask(query, "application/n-triples")
        if body.lstrip().startswith(b"# Empty"):  # what Virtuoso says of a graph without triples
            return []
        return [q.triple for q in ox.parse(body, format=ox.RdfFormat.N_TRIPLES)]

    def replace(self, graph: str, triples: Iterable[ox.Triple]) -> None:
        """Makes the graph of that name hold these triples: in one request where the server has the Graph Store protocol."""
        kept = [self.sent(t) for t in triples]
        store = self.graphs or self._door(KINDS[self.kind].graphs)
        if store:
            body = ox.serialize(kept, format=ox.RdfFormat.N_TRIPLES) or b""
            self._send(f"{store}?{urllib.parse.urlencode({'graph': graph})}", body, "application/n-triples", "PUT")
            return
        name = ox.NamedNode(graph)
        self.change(f"DROP SILENT GRAPH {name}")
        for batch in _batches(kept):
            self.change(f"INSERT DATA {{ GRAPH {name} {{ {' '.join(f'{t} .' for t in batch)} }} }}")

    def remove(self, graph: str) -> None:
        """Removes the graph of that name there."""
        self.change(f"DROP SILENT GRAPH {ox.NamedNode(graph)}")

    def ask(self, query: str, accept: str) -> bytes:
        """The raw answer to a query."""
        body = urllib.parse.urlencode({"query": query}).encode("ascii")
        return self._send(self._door(KINDS[self.kind].query), body, "application/x-www-form-urlencoded", "POST", accept)

    def change(self, update: str) -> None:
        """Runs an update."""
        body = urllib.parse.urlencode({"update": update}).encode("ascii")
        doors = KINDS[self.kind]
        door = self.update or self._door((self.user and doors.signed) or doors.update)
        self._send(door, body, "application/x-www-form-urlencoded", "POST")

    def _door(self, template: str) -> str:
        parts = urllib.parse.urlsplit(self.url)
        return template.format(url=self.url.rstrip("/"), root=f"{parts.scheme}://{parts.netloc}")

    def _send(self, address: str, body: bytes, media: str, method: str, accept: str = "*/*") -> bytes:
        headers = {"Content-Type": media, "Accept": accept, "User-Agent": "khabar"}
        if self.user and self.kind != "virtuoso":
            pair = base64.b64encode(f"{self.user}:{self.password}".encode()).decode("ascii")
            headers["Authorization"] = f"Basic {pair}"
        request = urllib.request.Request(address, body, headers, method=method)
        try:
            opener, digest = self._openers(address)
            if self.kind == "virtuoso" and digest is not None:
                introduce(request, _plain(address), digest)
            with opener.open(request, timeout=SECONDS) as answer:
                content: bytes = answer.read()
                return content
        except urllib.error.HTTPError as error:
            said = " ".join(error.read(600).decode("utf-8", "replace").split())
            advice = "is the server writable, the user right, --kind the right one?"
            raise GraphError("KG431", f"{address} answered {error.code}: {said[:300]}", advice) from error
        except (OSError, ValueError) as error:
            raise GraphError("KG432", f"cannot reach {address}: {error}", "is the server running?") from error

    def _openers(
        self, address: str
    ) -> tuple[urllib.request.OpenerDirector, urllib.request.HTTPDigestAuthHandler | None]:
        """Who opens the address, and who answers its challenges where there is a user."""
        if not self.user:
            return _plain(address), None
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        passwords.add_password(None, address, self.user, self.password)
        digest = urllib.request.HTTPDigestAuthHandler(passwords)
        return _plain(address, digest, urllib.request.HTTPBasicAuthHandler(passwords)), digest


def _plain(address: str, *handlers: urllib.request.BaseHandler) -> urllib.request.OpenerDirector:
    """With these handlers, and no proxy for loopback."""
    if urllib.parse.urlsplit(address).hostname in ("127.0.0.1", "localhost", "::1"):
        handlers = (*handlers, urllib.request.ProxyHandler({}))
    return urllib.request.build_opener(*handlers)


def _batches(triples: Sequence[ox.Triple]) -> Iterable[list[ox.Triple]]:
    rest = iter(triples)
    while batch := list(islice(rest, BATCH)):
        yield batch
