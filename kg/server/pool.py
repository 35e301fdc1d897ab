"""A few workers, a short queue, and a deadline after which a worker is killed and another one started."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import GraphError, QueryError
from kg.server.frames import LONGEST_HEAD, pack, receive_async
from kg.server.spawn import Spawner

STARTING = 60.0
"""Seconds until the first worker must have said hello."""


class Busy(Exception):
    """All workers are at work and the queue is full."""


class Gone(Exception):
    """Whoever asked has left."""


@dataclass(eq=False, slots=True)
class Worker:
    """One process and the stream to it."""

    pid: int
    held: tuple[str, ...]
    reader: asyncio.StreamReader = field(repr=False)
    writer: asyncio.StreamWriter = field(repr=False)


class Pool:
    """Workers of one kind. `queue` jobs may wait; a job is given up after its seconds, waiting included twice over."""

    def __init__(self, spawner: Spawner, *, workers: int, queue: int) -> None:
        self._spawner, self._size, self._queue = spawner, workers, queue
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._folder = tempfile.TemporaryDirectory(prefix="khabar-")  # only its owner may enter
        self._server: asyncio.Server | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._open: set[asyncio.StreamWriter] = set()
        self.held: tuple[str, ...] = ()
        """What the workers gave up: see kg.server.confine."""
        self.killed = 0
        """How many were killed or died so far."""

    async def start(self) -> None:
        """Starts the workers and waits for the first. Raises GraphError KG426 when none comes."""
        address = str(Path(self._folder.name) / "workers")
        self._server = await asyncio.start_unix_server(self._hello, address, limit=LONGEST_HEAD)
        try:
            await self._spawner.start(address)
            for _ in range(self._size):
                await self._spawner.spawn()
            worker = await _first(self._idle.get(), asyncio.ensure_future(self._spawner.died()), STARTING)
        except (Gone, TimeoutError) as error:
            await self.stop()
            raise GraphError("KG426", "no worker came up", "the lines above on standard error say why") from error
        except BaseException:
            await self.stop()
            raise
        self.held = worker.held
        self._idle.put_nowait(worker)

    async def stop(self) -> None:
        """Ends everything."""
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._spawner.stop()
        if self._server is not None:
            self._server.close()
        await asyncio.sleep(0.02)  # whoever was about to connect when it was ended
        for writer in self._open:
            writer.close()
        await asyncio.gather(*(writer.wait_closed() for writer in self._open), return_exceptions=True)
        self._folder.cleanup()

    async def ask(
        self, job: Mapping[str, Any], body: bytes = b"", *, seconds: float, leaving: Awaitable[None] | None = None
    ) -> tuple[dict[str, Any], bytes]:
        """The reply to a job. `leaving` ends when whoever asks is gone: the worker is then killed.

        Raises Busy, Gone, QueryError KG507 at the deadline, KG508 when the worker died, or what the reply says.
        """
        gone = asyncio.ensure_future(leaving) if leaving is not None else None
        try:
            worker = await self._get(seconds, gone)
            return await self._done(worker, pack({**job, "seconds": seconds}, body), seconds, gone)
        finally:
            if gone is not None:
                gone.cancel()

    async def _get(self, seconds: float, gone: asyncio.Future[None] | None) -> Worker:
        if self._idle.empty() and self._waiting >= self._queue:
            raise Busy
        self._waiting += 1
        try:
            while True:
                worker: Worker = await _first(self._idle.get(), gone, seconds)
                if not worker.reader.at_eof():
                    return worker
                self._later(self._replace(worker))  # it died while it had nothing to do
        except TimeoutError as error:
            raise Busy from error
        finally:
            self._waiting -= 1

    async def _done(
        self, worker: Worker, frame: bytes, seconds: float, gone: asyncio.Future[None] | None
    ) -> tuple[dict[str, Any], bytes]:
        whole = gone is not None and gone.done()
        try:
            if whole:
                raise Gone
            head, answer = await _first(self._exchange(worker, frame), gone, seconds)
            whole = True
        except TimeoutError as error:
            advice = "ask for less: name a type, a person, a LIMIT"
            raise QueryError("KG507", f"the query was stopped after {seconds:g} seconds", advice) from error
        except (EOFError, ConnectionError, ValueError, asyncio.LimitOverrunError) as error:
            advice = "it may have asked for more memory than it may have: ask for less"
            raise QueryError("KG508", "the query ended without an answer", advice) from error
        finally:
            if whole:
                self._idle.put_nowait(worker)
            else:
                self._later(self._replace(worker))
        if "error" in head:
            raise QueryError(*head["error"])
        return head, answer

    async def _exchange(self, worker: Worker, frame: bytes) -> tuple[dict[str, Any], bytes]:
        worker.writer.write(frame)
        await worker.writer.drain()
        return await receive_async(worker.reader)

    async def _replace(self, worker: Worker) -> None:
        self.killed += 1
        worker.writer.close()
        self._open.discard(worker.writer)
        await self._spawner.kill(worker.pid)
        await self._spawner.spawn()

    async def _hello(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._open.add(writer)
        try:
            head, _ = await receive_async(reader)
        except (EOFError, ConnectionError, ValueError):
            writer.close()
            return
        self._idle.put_nowait(Worker(head["pid"], tuple(head["held"]), reader, writer))

    def _later(self, work: Any) -> None:
        task = asyncio.ensure_future(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


async def _first(work: Any, gone: asyncio.Future[None] | None, seconds: float) -> Any:
    """The outcome of `work`, unless `gone` or the deadline comes first (Gone, TimeoutError)."""
    task = asyncio.ensure_future(work)
    others = [gone] if gone is not None else []
    try:
        done, _ = await asyncio.wait([task, *others], timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    except asyncio.CancelledError:
        task.cancel()
        raise
    if task in done:
        return task.result()
    task.cancel()
    raise Gone if done else TimeoutError
