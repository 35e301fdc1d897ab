"""Loading and asking a generated news graph: our store against rdflib's memory and against rdflib-endpoint. One run, one report.

    python benchmarks/sparql.py --triples 1000000 --out build/sparql.json

The graph is made of the annotated articles of tests/articles, copied under fresh IRIs (names stay, so that answers do not grow
with the copies more than a corpus would). Each engine runs in a process of its own and gets the same N-Quads file and the same
competency queries (tests/store/competency.yaml), each asked once, of the loaded graph, and evaluated anew: nothing is cached.
Times are processor time of that process, which a busy machine changes least; wall time stands beside it.

The baselines get --limit seconds of processor time a query, by an alarm: both are Python, so it reaches them. A stopped query counts with
the time it spent, though it needed more: its ratio is a lower bound, marked with ≥, and so is the median if it falls there.
Without a limit most of an hour goes into a dozen queries that rdflib joins in the order in which they are written.
rdflib-endpoint (pip install rdflib-endpoint) is asked through its own router, in the same process, without a socket.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import multiprocessing
import platform
import re
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
import yaml

from kg.api import Graph
from kg.store import DiskStore, OxigraphStore, named_queries
from tests.conftest import store_of

STOPPED, OURS = "stopped", ("khabar", "khabar-disk")
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


class Stopped(BaseException):
    """The time is over. No Exception, lest an engine takes it for an error of the query."""


def ours(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    def load() -> OxigraphStore:
        store = OxigraphStore()
        store.load(path)
        return store

    return load, lambda store, sparql: sum(1 for _ in store.run(sparql))


def ours_on_disk(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    """What `kg build` writes and the server opens read-only when the graph is large."""

    def load() -> OxigraphStore:
        with DiskStore(path.with_suffix(".store")) as store:
            store.load(path)
        return DiskStore(path.with_suffix(".store"), read_only=True)

    return load, lambda store, sparql: sum(1 for _ in store.run(sparql))


def rdflib_memory(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    import rdflib

    def load() -> rdflib.Dataset:
        return rdflib.Dataset(default_union=True).parse(path, format="nquads")

    return load, lambda graph, sparql: len(graph.query(sparql))


def rdflib_endpoint(path: Path) -> tuple[Callable[[], Any], Callable[[Any, str], int]]:
    """The endpoint's own router over the same memory. It runs in this very thread, where an alarm can stop it."""
    import httpx
    import rdflib
    from rdflib_endpoint import SparqlEndpoint

    def load() -> Any:
        return SparqlEndpoint(graph=rdflib.Dataset(default_union=True).parse(path, format="nquads"))

    async def answer(app: Any, sparql: str) -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://endpoint") as client:
            return await client.get("/", params={"query": sparql}, headers={"accept": "application/json"})

    def ask(app: Any, sparql: str) -> int:
        got = asyncio.run(answer(app, sparql))
        got.raise_for_status()
        return len(got.json()["results"]["bindings"])

    return load, ask


ENGINES = {"khabar": ours, "khabar-disk": ours_on_disk, "rdflib": rdflib_memory, "rdflib-endpoint": rdflib_endpoint}


def work(name: str, path: str, asked: dict[str, str], limit: float, pipe: Any) -> None:
    """In a process: load, a first query that does not count (an engine may prepare itself), then the queries."""
    load, ask = ENGINES[name](Path(path))
    cpu, wall = time.process_time(), time.perf_counter()
    held = load()
    pipe.send(("load", time.process_time() - cpu, time.perf_counter() - wall, 0))
    ask(held, "SELECT ?a WHERE { VALUES ?a { 1 } }")

    over: list[str] = []

    def stop(*_: object) -> None:
        over.append(query)
        raise Stopped

    signal.signal(signal.SIGPROF, stop)
    for query, sparql in asked.items():
        begun, clock = time.process_time(), time.perf_counter()
        rows: int | str
        try:
            signal.setitimer(signal.ITIMER_PROF, 0 if name in OURS else limit)
            rows = ask(held, sparql)
        except (Stopped, Exception, BaseExceptionGroup) as error:  # the endpoint's framework makes its own of what stopped it
            rows = STOPPED if query in over else f"{type(error).__name__}: {str(error)[:100]}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send((query, time.process_time() - begun, time.perf_counter() - clock, rows))
    pipe.send(None)


def measure(name: str, path: Path, asked: dict[str, str], limit: float) -> dict[str, Any]:
    mine, theirs = multiprocessing.Pipe(False)
    process = multiprocessing.get_context("spawn").Process(target=work, args=(name, str(path), asked, limit, theirs))
    process.start()
    theirs.close()
    found: dict[str, Any] = {}
    while (row := mine.recv()) is not None:
        found[row[0]] = {"cpu": round(row[1], 5), "wall": round(row[2], 5), "rows": row[3]}
        print(f"{name:16} {row[0]:22} {row[1]:9.4f} s {row[3]:>8}", file=sys.stderr, flush=True)
    process.join()
    return found


def report(found: dict[str, Any]) -> str:
    """The figures of each of ours against each baseline, then every query of the store in memory, the smallest ratio first."""
    lines = [f"{found['triples']} triples, {found['machine']}, times in seconds of processor time; "
             f"baselines are stopped at {found['limit']:g} a query", ""]  # fmt: skip
    engines, tables = found["engines"], []
    lines += [f"{n:16} load {e['load']['cpu']:7.2f}   median query {_median(e):8.4f}" for n, e in engines.items()] + [""]
    for name, theirs in engines.items():
        asked = [q for q in theirs if q != "load" and (isinstance(theirs[q]["rows"], int) or theirs[q]["rows"] == STOPPED)]
        stopped = {q for q in asked if theirs[q]["rows"] == STOPPED}
        for own in [o for o in OURS if o in engines and name not in OURS]:
            mine = engines[own]
            ratio = {q: theirs[q]["cpu"] / max(mine[q]["cpu"], 1e-4) for q in asked}
            wrong = sum(theirs[q]["rows"] not in (STOPPED, mine[q]["rows"]) for q in asked)
            middle = statistics.median(ratio.values())
            least = "≥ " if any(ratio[q] <= middle for q in stopped) else ""
            lines.append(
                f"{own} against {name}: loading {theirs['load']['cpu'] / mine['load']['cpu']:.1f} times, "
                f"queries {least}{middle:.0f} times at the median; {sum(r >= 20 for r in ratio.values())} of {len(asked)} "
                f"at 20 times or more, {len(stopped)} stopped (lower bounds), {wrong} with another number of rows"
            )
            if own == OURS[0]:
                tables += ["", f"{'against ' + name:24} {own:>9} {'theirs':>9} {'times':>8}"]
                tables += [
                    f"{q:24} {mine[q]['cpu']:9.4f} {theirs[q]['cpu']:9.4f} {'≥' if q in stopped else ' '}{ratio[q]:7.1f}"
                    for q in sorted(asked, key=ratio.__getitem__)
                ]
    return "\n".join(lines + tables)


def _median(engine: dict[str, Any]) -> float:
    times: list[float] = [row["cpu"] for query, row in engine.items() if query != "load"]
    return statistics.median(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--limit", type=float, default=5.0, help="seconds of processor time after which a baseline's query is stopped")
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
                 "limit": given.limit, "engines": {name: measure(name, path, asked, given.limit) for name in engines}}  # fmt: skip
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
