"""The process that workers are forked from (kg.building.worker), seen from the builder."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading

from kg.errors import PipelineError

ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS", "MALLOC_ARENA_MAX"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}
"""The environment of workers: there is one for each core, so none starts threads of its own."""


def can_fork() -> bool:
    """Whether this system has what a nursery needs (Windows has not: everything is read in one process there)."""
    return hasattr(os, "fork") and hasattr(socket, "send_fds")


class Nursery:
    """Gives workers. Started with the first one, and again should it have died."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._door: socket.socket | None = None

    def worker(self) -> socket.socket:
        """A connection to a fresh worker. Raises PipelineError KG206 when none can be started."""
        with self._turn:
            for _ in range(2):
                ours, theirs = socket.socketpair()
                try:
                    socket.send_fds(self._open(), [b"w"], [theirs.fileno()])
                    return ours
                except OSError:
                    ours.close()
                    self._shut()
                finally:
                    theirs.close()
        raise PipelineError("KG206", "no process can be started to read articles", "build with --jobs 1")

    def close(self) -> None:
        """Ends it; its workers end when their connections close."""
        with self._turn:
            self._shut()

    def _open(self) -> socket.socket:
        if self._door is None:
            self._door, inside = socket.socketpair()
            # -m looks for the package where this process found it: beside a checkout, or among what is installed.
            path = os.pathsep.join(p for p in sys.path if p)
            with inside:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "kg.building.worker"],
                    stdin=inside.fileno(), stdout=2, env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
                )  # fmt: skip
        return self._door

    def _shut(self) -> None:
        if self._door is not None:
            self._door.close()
        if self._process is not None:
            self._process.wait()
        self._door = self._process = None
