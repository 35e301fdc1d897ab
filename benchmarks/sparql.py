"""Loading and asking a generated news graph: our store against rdflib's memory and against rdflib-endpoint. One run, one report.

    python benchmarks/sparql.py --triples 1000000 --out build/sparql.json

The graph is made of the annotated articles of tests/articles, copied under fresh IRIs (names too, so that answers do not grow
with the copies more than a corpus would). Each engine runs in a process of its own and gets the same N-Quads file and the same
competency queries (tests/store/competency.yaml). Times are processor time of that process, which a busy machine changes
least; wall time stands beside it. A query that takes longer than --most seconds is stopped: the time it spent so far counts, so ratios
are lower bounds. rdflib-endpoint is asked over HTTP on loopback when it is installed (pip install rdflib-endpoint).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import platform
import re
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
import psutil
import yaml

from kg.api import Graph
from kg.store import OxigraphStore, named_queries
from tests.conftest import store_of

ROOT = Path(__file__).parent.parent
QUESTIONS = yaml.safe_load((ROOT / "tests" / "store" / "competency.yaml").read_text(encoding="utf-8"))
_ID = re.compile(r"(https://w3id\.org/khabar/(?:article|graph|entity|event|claim|time|saying|mention)/)([0-9a-zA-Z]+)")


def corpus(path: Path, triples: int) -> int:
    """Writes N-Quads of at least `triples` statements; how many."""
    lines = [f"{quad} .\n" for quad in store_of().quads()]
    written = number = 0
    with path.open("w", encoding="utf-8") as file:
        while written < triples:
            for line in lines:
                file.write(_ID.sub(rf"\g<1>{number:06x}\g<2>", line) if number else line)
            written += len(lines)
            number += 1
    return written


def queries() -> dict[str, str]:
    """The competency queries with their parameters, names looked up in the original articles."""
    graph = Graph(store_of())
    return {q["query"]: named_queries()[q["query"]].bind(q.get("given", {}), graph.names.find) for q in QUESTIONS}


def ours(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    def load() -> OxigraphStore:
        store = OxigraphStore()
        store.load(path)
        return store

    return load, lambda store, sparql: sum(1 for _ in store.run(sparql))


def rdflib_memory(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    import rdflib

    def load() -> rdflib.Dataset:
        return rdflib.Dataset(default_union=True).parse(path, format="nquads")  # type: ignore[return-value]

    return load, lambda graph, sparql: len(graph.query(sparql))


def rdflib_endpoint(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    """The endpoint's own router over the same memory, asked as over HTTP."""
    import rdflib
    from fastapi.testclient import TestClient
    from rdflib_endpoint import SparqlEndpoint

    def load() -> Any:
        graph = rdflib.Dataset(default_union=True).parse(path, format="nquads")
        return TestClient(SparqlEndpoint(graph=graph))

    def ask(client: Any, sparql: str) -> int:
        answer = client.get("/", params={"query": sparql}, headers={"accept": "application/json"})
        answer.raise_for_status()
        return len(answer.json()["results"]["bindings"])

    return load, ask


ENGINES = {"khabar": ours, "rdflib": rdflib_memory, "rdflib-endpoint": rdflib_endpoint}


def work(name: str, path: str, asked: dict[str, str], most: float, pipe: Any) -> None:
    """In a process: load, then a fork for each query, so that one that never ends can be stopped."""
    load, ask = ENGINES[name](Path(path))
    cpu, wall = time.process_time(), time.perf_counter()
    held = load()
    pipe.send(("load", time.process_time() - cpu, time.perf_counter() - wall, 0))
    context = multiprocessing.get_context("fork")

    def one(sparql: str, back: Any) -> None:
        begun, clock = time.process_time(), time.perf_counter()
        try:
            rows = ask(held, sparql)
        except Exception as error:
            back.send((0.0, 0.0, f"{type(error).__name__}: {str(error)[:100]}"))
            return
        back.send((time.process_time() - begun, time.perf_counter() - clock, rows))

    for query, sparql in asked.items():
        mine, theirs = context.Pipe(False)
        child = context.Process(target=one, args=(sparql, theirs), daemon=False)
        child.start()
        if mine.poll(most):
            pipe.send((query, *mine.recv()))
        else:
            spent = psutil.Process(child.pid).cpu_times()
            pipe.send((query, spent.user + spent.system, most, "stopped"))
        child.kill()
        child.join()
    pipe.send(None)


def measure(name: str, path: Path, asked: dict[str, str], most: float) -> dict[str, Any]:
    mine, theirs = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("spawn").Process(target=work, args=(name, str(path), asked, most, theirs))
    process.start()
    theirs.close()
    found: dict[str, Any] = {}
    while (row := mine.recv()) is not None:
        found[row[0]] = {"cpu": round(row[1], 4), "wall": round(row[2], 4), "rows": row[3]}
        print(name, row, file=sys.stderr, flush=True)
    process.join()
    return found


def report(found: dict[str, Any]) -> str:
    lines = [f"{found['triples']} triples, {found['machine']}, times in seconds of processor time", ""]
    mine = found["engines"]["khabar"]
    for name, theirs in found["engines"].items():
        asked = [q for q in theirs if q != "load" and not (isinstance(theirs[q]["rows"], str) and theirs[q]["rows"] != "stopped")]
        line = f"{name:16} load {theirs['load']['cpu']:8.2f}   median query {statistics.median(theirs[q]['cpu'] for q in asked):8.4f}"
        if name != "khabar":
            ratios = [theirs[q]["cpu"] / max(mine[q]["cpu"], 1e-4) for q in asked]
            stopped = sum(theirs[q]["rows"] == "stopped" for q in asked)
            wrong = sum(isinstance(theirs[q]["rows"], int) and theirs[q]["rows"] != mine[q]["rows"] for q in asked)
            loading = theirs["load"]["cpu"] / mine["load"]["cpu"]
            line += f"   loading {loading:.1f} times, queries {statistics.median(ratios):.0f} times at the median"
            line += f" ({len(asked)} queries, {stopped} stopped, {wrong} with another number of rows)"
        lines.append(line)
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--most", type=float, default=60.0, help="seconds after which a query is stopped")
    parser.add_argument("--queries", default="", help="some of them, with commas")
    parser.add_argument("--engines", default=",".join(ENGINES))
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    asked = queries()
    if given.queries:
        asked = {q: asked[q] for q in given.queries.split(",")}
    engines = [e for e in given.engines.split(",") if e != "rdflib-endpoint" or _installed("rdflib-endpoint")]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "news.nq"
        count = corpus(path, given.triples)
        versions = {p: version(p) for p in ("pyoxigraph", "rdflib", "rdflib-endpoint") if _installed(p)}
        found = {"triples": count, "machine": f"{platform.machine()}, Python {platform.python_version()}, {versions}",
                 "engines": {name: measure(name, path, asked, given.most) for name in engines}}  # fmt: skip
    print(report(found))
    if given.out:
        given.out.parent.mkdir(parents=True, exist_ok=True)
        given.out.write_text(json.dumps(found, indent=1, ensure_ascii=False), encoding="utf-8")


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        print(f"{name} is not installed: left out", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
