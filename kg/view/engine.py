"""Oxigraph inside the page, for kg view --with-sparql: the WebAssembly build, the quads, and the named queries as examples."""

from __future__ import annotations

import base64
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import pyoxigraph as ox

from kg.errors import KhabarError
from kg.store import named_queries, named_query

_IMPORT_META = "import.meta.url"


def quads_text(quads: Iterable[ox.Quad]) -> str:
    """N-Quads, sorted: the same graph, the same bytes."""
    return "".join(f"{line} .\n" for line in sorted({str(q) for q in quads}))


@cache
def engine_script() -> str:
    """The engine's own script as the start of a worker: it exports nothing and fetches nothing."""
    text = files("kg.view").joinpath("static", "vendor", "oxigraph", "web.js").read_text(encoding="utf-8")
    lines = [x for x in text.splitlines() if not x.startswith("export { ")]
    return "\n".join(x.removeprefix("export ") for x in lines).replace(_IMPORT_META, '""') + "\n"


@cache
def engine_binary() -> str:
    """The WebAssembly module, gzipped, in base64."""
    data = files("kg.view").joinpath("static", "vendor", "oxigraph", "web_bg.wasm.gz").read_bytes()
    return base64.b64encode(data).decode("ascii")


@cache
def examples() -> tuple[dict[str, Any], ...]:
    """The named queries with their defaults in place: {titles, about, sparql}."""
    found = []
    for name in sorted(named_queries()):
        query = named_query(name)
        try:
            sparql = query.bind({}, lambda _: ())
        except KhabarError:  # one that cannot be asked without a parameter
            continue
        found.append({"name": name, "titles": dict(query.titles), "about": query.about, "sparql": sparql.strip()})
    return tuple(found)
