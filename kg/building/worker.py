"""Processes that make parts: `python -m kg.building.worker`, the nursery, loads what all of them need (the morphology, 400 MB)
and forks a worker for each socket that it is handed on standard input, so that they share that memory.

A worker ends when its socket closes, the nursery when its standard input does: none outlives the builder, however it ends.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket

from kg.building.part import PartMaker, Plan
from kg.building.wire import receive, send
from kg.errors import KhabarError, PipelineError
from kg.text.morph import morphology


def main() -> None:
    """Forks a worker for each file descriptor that comes in, until no more can come; then ends them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the builder, which then lets go of us
    door = socket.socket(fileno=0)
    morphology()
    gc.collect()
    gc.freeze()  # what is loaded stays where it is, and stays shared
    workers: set[int] = set()
    while handles := socket.recv_fds(door, 1, 1)[1]:
        pid = os.fork()
        if pid == 0:
            door.close()
            serve(handles[0])
            os._exit(0)
        os.close(handles[0])
        workers = {worker for worker in workers if os.waitpid(worker, os.WNOHANG)[0] == 0} | {pid}
    for worker in workers:
        with contextlib.suppress(ProcessLookupError):
            os.kill(worker, signal.SIGKILL)
        os.waitpid(worker, 0)


def serve(handle: int) -> None:
    """Plan first, then (article, full) → part, until the other side closes."""
    with (
        contextlib.suppress(EOFError, OSError),
        socket.socket(fileno=handle) as connection,
        connection.makefile("rb") as incoming,
        connection.makefile("wb") as outgoing,
    ):
        plan: Plan = receive(incoming)
        make = PartMaker(plan)
        try:
            make.load()
        except Exception as error:  # no article can be read then: the builder says so and stops
            send(outgoing, error if isinstance(error, KhabarError) else _unforeseen(error))
            return
        while True:
            article, full = receive(incoming)
            send(outgoing, make(article, full))


def _unforeseen(error: Exception) -> PipelineError:
    return PipelineError(
        "KG207", f"the reader cannot be loaded: {type(error).__name__}: {error}", "see kg doctor, or report it"
    )


if __name__ == "__main__":
    main()
