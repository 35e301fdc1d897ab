"""Processes beside this one, one a core, each with the model loaded once: articles in, parts out, in the order they are done.

At most two articles a worker are on their way, so memory does not grow with the corpus. A worker that dies (memory, a fault
of a library) is started again and its article tried once more; then the article is a problem and the build goes on.
"""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
from collections.abc import Iterable, Iterator
from typing import IO

from kg.building.nursery import Nursery
from kg.building.part import Part, Plan
from kg.building.wire import receive, send
from kg.errors import KhabarError
from kg.model import Article, Problem

TRIES = 2
Task = tuple[Article, bool]


def work(plan: Plan, tasks: Iterable[Task], jobs: int) -> Iterator[Part]:
    """The parts of `tasks` by `jobs` processes, in no order."""
    waiting: queue.Queue[Task | None] = queue.Queue()
    done: queue.Queue[Part | BaseException] = queue.Queue()
    nursery = Nursery()
    hands = [_Hand(plan, waiting, done, nursery) for _ in range(jobs)]
    source, under_way, more = iter(tasks), 0, True
    try:
        while more or under_way:
            while more and under_way < 2 * jobs:
                task = next(source, None)
                if task is None:
                    more = False
                else:
                    waiting.put(task)
                    under_way += 1
            if under_way:
                part = done.get()
                if isinstance(part, BaseException):
                    raise part
                under_way -= 1
                yield part
    finally:
        for hand in hands:
            hand.stop()
        nursery.close()


class _Hand:
    """A thread of ours that talks to one worker and gets another when it dies."""

    def __init__(
        self, plan: Plan, waiting: queue.Queue[Task | None], done: queue.Queue[Part | BaseException], nursery: Nursery
    ) -> None:
        self._plan, self._waiting, self._done, self._nursery = plan, waiting, done, nursery
        self._line: socket.socket | None = None
        self._pipes: tuple[IO[bytes], IO[bytes]] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Lets go of the worker at once; what it was doing is lost and will be done by the next build."""
        self._stopped = True
        self._waiting.put(None)
        line = self._line
        if line is not None:
            with contextlib.suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
        self._thread.join(timeout=10)

    def _run(self) -> None:
        try:
            while not self._stopped and (task := self._waiting.get()) is not None:
                self._done.put(self._part(task))
        except BaseException as error:  # the builder must hear of it, or it would wait for ever
            self._done.put(error)
        finally:
            self._hang_up()

    def _part(self, task: Task) -> Part:
        article, _ = task
        for _ in range(TRIES):
            try:
                incoming, outgoing = self._pipes or self._call()
                send(outgoing, task)
                answer: Part | KhabarError = receive(incoming)
                if isinstance(answer, KhabarError):
                    raise answer
                return answer
            except (EOFError, OSError):
                self._hang_up()
                if self._stopped:
                    break
        where = article.path or article.id
        advice = "see whether memory ran out (fewer --jobs need less); report it with the article if not"
        return Part(
            article.id, where, problem=Problem(where, "KG204", f"the process that read it died {TRIES} times", advice)
        )

    def _call(self) -> tuple[IO[bytes], IO[bytes]]:
        self._line = self._nursery.worker()
        self._pipes = self._line.makefile("rb"), self._line.makefile("wb")
        send(self._pipes[1], self._plan)
        return self._pipes

    def _hang_up(self) -> None:
        line, pipes, self._line, self._pipes = self._line, self._pipes, None, None
        for thing in (*(pipes or ()), line):
            with contextlib.suppress(OSError):
                if thing is not None:
                    thing.close()
