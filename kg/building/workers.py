"""Processes beside this one, one a core, each with the model loaded once: articles in, parts out, in the order they are done.

At most two articles a worker are on their way, so memory does not grow with the corpus. A worker that dies (memory, a fault
of a library) is started again and its article tried once more; then the article is a problem and the build goes on.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator

from kg.building.part import Part, Plan
from kg.building.wire import ONE_THREAD, receive, send
from kg.model import Article, Problem

TRIES = 2
Task = tuple[Article, bool]


def work(plan: Plan, tasks: Iterable[Task], jobs: int) -> Iterator[Part]:
    """The parts of `tasks` by `jobs` processes, in no order."""
    waiting: queue.Queue[Task | None] = queue.Queue()
    done: queue.Queue[Part | BaseException] = queue.Queue()
    hands = [_Hand(plan, waiting, done) for _ in range(jobs)]
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


class _Hand:
    """A thread of ours that talks to one worker process and starts it again when it dies."""

    def __init__(self, plan: Plan, waiting: queue.Queue[Task | None], done: queue.Queue[Part | BaseException]) -> None:
        self._plan, self._waiting, self._done = plan, waiting, done
        self._process: subprocess.Popen[bytes] | None = None
        self._stopped = False
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the process at once; what it was doing is lost and will be done by the next build."""
        self._stopped = True
        self._waiting.put(None)
        self._end()
        self._thread.join(timeout=10)
        self._end()

    def _run(self) -> None:
        while not self._stopped and (task := self._waiting.get()) is not None:
            try:
                self._done.put(self._part(task))
            except BaseException as error:  # the builder must hear of it, or it would wait for ever
                self._done.put(error)

    def _part(self, task: Task) -> Part:
        article, _ = task
        for _ in range(TRIES):
            try:
                process = self._ready()
                assert process.stdin is not None
                assert process.stdout is not None
                send(process.stdin, task)
                part: Part = receive(process.stdout)
                return part
            except (EOFError, OSError):
                self._end()
                if self._stopped:
                    break
        where = article.path or article.id
        advice = "see whether memory ran out (fewer --jobs need less); report it with the article if not"
        return Part(
            article.id, where, problem=Problem(where, "KG204", f"the process that read it died {TRIES} times", advice)
        )

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # The folder may hold the package (a checkout): -m looks there first, as this process did.
            path = os.pathsep.join(p for p in sys.path if p)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kg.building.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, **ONE_THREAD, "PYTHONPATH": path},
            )
            assert self._process.stdin is not None
            send(self._process.stdin, self._plan)
        return self._process

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                with contextlib.suppress(OSError):
                    if pipe is not None:
                        pipe.close()
