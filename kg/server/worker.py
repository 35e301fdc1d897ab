"""A worker: a process that answers jobs over a socket until it is killed."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Callable, Mapping
from typing import Any

from kg.errors import KhabarError
from kg.server.confine import confine
from kg.server.frames import pack, receive

Work = Callable[[Mapping[str, Any], bytes], tuple[Mapping[str, Any], bytes]]
"""(head, body) of a job → (head, body) of the reply; a KhabarError becomes a reply too."""


def serve(address: str, work: Work, *, memory_mb: int, cpu_seconds: int) -> None:
    """Connects to the socket at `address`, gives up what it may not have, says hello, and answers until the end."""
    connection = socket.socket(socket.AF_UNIX)
    connection.connect(address)
    held = confine(memory_mb, cpu_seconds)
    # plain reads and writes: the calls that sockets have of their own are among what was given up
    handle = connection.detach()
    with os.fdopen(handle, "rb") as jobs, os.fdopen(os.dup(handle), "wb") as replies:
        replies.write(pack({"pid": os.getpid(), "held": held}))
        replies.flush()
        while (frame := receive(jobs)) is not None:
            # should nobody be left to kill this process, the system does
            signal.setitimer(signal.ITIMER_REAL, float(frame[0].get("seconds", 0)) + 2)
            replies.write(pack(*_reply(work, *frame)))
            signal.setitimer(signal.ITIMER_REAL, 0)
            replies.flush()


def _reply(work: Work, head: Mapping[str, Any], body: bytes) -> tuple[Mapping[str, Any], bytes]:
    try:
        return work(head, body)
    except KhabarError as error:
        return {"error": [error.code, error.message, error.advice]}, b""
