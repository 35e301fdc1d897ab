"""Ways to start workers: copies of a template process, or processes of their own."""

from __future__ import annotations

import asyncio
import contextlib
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from typing import Protocol

from kg.errors import GraphError


class Spawner(Protocol):
    """Starts and kills the processes of a pool."""

    async def start(self, address: str) -> None:
        """Gets ready to start workers that connect to the socket at `address`."""
        ...

    async def spawn(self) -> None:
        """Starts one."""
        ...

    async def kill(self, pid: int) -> None:
        """Ends one that this spawner started."""
        ...

    async def died(self) -> None:
        """Ends when no worker will come up any more."""
        ...

    async def stop(self) -> None:
        """Ends all."""
        ...


class Copies:
    """Copies of kg.server.template, which has opened the graph: a new worker in milliseconds."""

    def __init__(self, graph: str, memory_mb: int, base_iri: str) -> None:
        self._arguments = graph, str(memory_mb), base_iri
        self._template: Process | None = None
        self._address = ""

    async def start(self, address: str) -> None:
        """Raises GraphError KG426 when the graph cannot be opened (its own message is on standard error)."""
        self._address = address
        command = (sys.executable, "-m", "kg.server.template", address, *self._arguments)
        self._template = await asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE)
        assert self._template.stdout is not None
        if await self._template.stdout.readline() != b"ready\n":
            raise GraphError("KG426", f"the workers cannot open {self._arguments[0]}", "kg check tells what is wrong")

    async def spawn(self) -> None:
        """One more copy; the template is started again should it be gone."""
        if self._template is None or self._template.returncode is not None:
            await self.start(self._address)
        await self._tell("fork")

    async def kill(self, pid: int) -> None:
        """The template does it: only the parent knows that a process number is still that process."""
        await self._tell(f"kill {pid}")

    async def died(self) -> None:
        """When the template has ended."""
        assert self._template is not None
        await self._template.wait()

    async def stop(self) -> None:
        """The end of its input ends the template, and its copies with it."""
        if self._template is not None and self._template.stdin is not None:
            self._template.stdin.close()
            await _end(self._template)

    async def _tell(self, line: str) -> None:
        assert self._template is not None
        assert self._template.stdin is not None
        with contextlib.suppress(ConnectionError):
            self._template.stdin.write(f"{line}\n".encode())
            await self._template.stdin.drain()


class Processes:
    """`python -m MODULE SOCKET ARGUMENTS`, one process a worker."""

    def __init__(self, module: str, arguments: Sequence[str]) -> None:
        self._module, self._arguments = module, tuple(arguments)
        self._processes: dict[int, Process] = {}
        self._address = ""

    async def start(self, address: str) -> None:
        """Nothing to prepare."""
        self._address = address

    async def spawn(self) -> None:
        """One more process."""
        command = (sys.executable, "-m", self._module, self._address, *self._arguments)
        process = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=DEVNULL)
        self._processes[process.pid] = process

    async def kill(self, pid: int) -> None:
        """Ends it and waits until it is gone."""
        process = self._processes.pop(pid, None)
        if process is not None and process.returncode is None:
            process.kill()
            await process.wait()

    async def died(self) -> None:
        """When one has ended by itself."""
        tasks = [asyncio.ensure_future(p.wait()) for p in self._processes.values()]
        _, others = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in others:
            task.cancel()

    async def stop(self) -> None:
        """Ends all."""
        for pid in list(self._processes):
            await self.kill(pid)


async def _end(process: Process) -> None:
    try:
        await asyncio.wait_for(process.wait(), 5)
    except TimeoutError:
        process.kill()
        await process.wait()
