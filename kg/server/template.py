"""The process that workers are copies of: it opens the graph once and forks when told to.

    python -m kg.server.template SOCKET GRAPH MEMORY_MB BASE_IRI

Lines on standard input: `fork`, or `kill PID`; its end is the end of everybody. A graph in memory is shared by all copies; a
store on disk is opened by each, because its engine has threads, which a fork would lose.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from kg import api
from kg.rdf.prefixes import prefixes
from kg.server.evaluate import Evaluator, Job
from kg.server.worker import Work, serve
from kg.store import DiskStore, OxigraphStore

CPU_SECONDS = 3_600
"""A worker that has used this much is ended; another takes its place."""


def main(address: str, graph: str, memory_mb: str, base_iri: str) -> None:
    """Waits for lines on standard input."""
    place, children = Path(graph), set[int]()
    shared: OxigraphStore | None = api.store_at(place)
    if isinstance(shared, DiskStore):
        shared.close()
        shared = None
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then closes our input
    print("ready", flush=True)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the server waits for the end of our output, copies must not hold it
    for line in sys.stdin:
        children -= _gone(children)
        order, _, number = line.strip().partition(" ")
        if order == "kill" and int(number) in children:  # never a process that only has the number of one of ours
            children.discard(_end(int(number)))
        elif order == "fork":
            child = os.fork()
            if not child:
                _work(address, shared or api.store_at(place), int(memory_mb), base_iri)
            children.add(child)
    for child in children - _gone(children):
        _end(child)


def _end(child: int) -> int:
    """Ends a copy and waits until it is gone."""
    os.kill(child, signal.SIGKILL)
    return os.waitpid(child, 0)[0]


def _gone(children: set[int]) -> set[int]:
    """Those that have ended, reaped."""
    return {child for child in children if os.waitpid(child, os.WNOHANG)[0]}


def _work(address: str, store: OxigraphStore, memory_mb: int, base_iri: str) -> None:
    """In the copy. Never returns."""
    try:
        os.close(0)
        serve(address, work_of(Evaluator(store, prefixes(base_iri))), memory_mb=memory_mb, cpu_seconds=CPU_SECONDS)
    except BaseException as error:
        os.write(2, f"worker: {type(error).__name__}: {str(error)[:300]}\n".encode())
        os._exit(1)
    os._exit(0)


def work_of(evaluator: Evaluator) -> Work:
    """Jobs of frames to replies of frames."""

    def work(head: dict[str, object], body: bytes) -> tuple[dict[str, object], bytes]:
        del body
        job = Job(
            str(head["sparql"]), str(head["accept"]), int(str(head["rows"])), int(str(head["answer_bytes"])),
            *(None if head[k] is None else tuple(map(str, head[k])) for k in ("default", "named")),  # type: ignore[call-overload]
        )  # fmt: skip
        reply = evaluator.answer(job)
        return {"media": reply.media, "rows": reply.rows, "truncated": reply.truncated, "form": reply.form}, reply.body

    return work  # type: ignore[return-value]


if __name__ == "__main__":
    main(*sys.argv[1:])
