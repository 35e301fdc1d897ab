"""Workers: killed at the deadline, when their client leaves and when they die; the queue is short."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

from kg.errors import GraphError, QueryError
from kg.server.pool import Busy, Gone, Pool
from kg.server.spawn import Copies

BASE = "https://w3id.org/khabar/"
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def job(sparql: str) -> dict[str, Any]:
    return {"sparql": sparql, "accept": "text/csv", "default": None, "named": None, "rows": 10, "answer_bytes": 10_000}


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def in_pool(graph: Path, steps: Callable[[Pool], Awaitable[None]], workers: int = 1, queue: int = 1) -> None:
    async def run() -> None:
        pool = Pool(Copies(str(graph), 200, BASE), workers=workers, queue=queue)
        await pool.start()
        try:
            await steps(pool)
        finally:
            await pool.stop()

    asyncio.run(run())


async def pid_of(pool: Pool) -> int:
    worker = await pool._idle.get()
    pool._idle.put_nowait(worker)
    return worker.pid


def test_a_worker_is_dead_after_the_deadline(graph_file: Path) -> None:
    async def steps(pool: Pool) -> None:
        pid = await pid_of(pool)
        with pytest.raises(QueryError, match="KG507"):
            await pool.ask(job(ENDLESS), seconds=0.3)
        _, body = await pool.ask(job("ASK {}"), seconds=20)
        assert body == b"true"
        assert not alive(pid)
        assert pool.killed == 1

    in_pool(graph_file, steps)


def test_a_query_ends_when_its_client_has_left(graph_file: Path) -> None:
    async def steps(pool: Pool) -> None:
        pid = await pid_of(pool)
        with pytest.raises(Gone):
            await pool.ask(job(ENDLESS), seconds=20, leaving=asyncio.sleep(0.2))
        await pool.ask(job("ASK {}"), seconds=20)
        assert not alive(pid)

    in_pool(graph_file, steps)


def test_who_comes_when_the_queue_is_full_is_told_so(graph_file: Path) -> None:
    async def steps(pool: Pool) -> None:
        asked = [asyncio.ensure_future(pool.ask(job(ENDLESS), seconds=0.5)) for _ in range(4)]
        found = await asyncio.gather(*asked, return_exceptions=True)
        assert sum(isinstance(f, Busy) for f in found) >= 2
        assert any(isinstance(f, QueryError) for f in found)
        assert (await pool.ask(job("ASK {}"), seconds=20))[1] == b"true"

    in_pool(graph_file, steps)


@pytest.mark.parametrize("idle", [True, False])
def test_a_worker_that_dies_is_replaced(graph_file: Path, idle: bool) -> None:
    async def steps(pool: Pool) -> None:
        pid = await pid_of(pool)
        if idle:
            os.kill(pid, signal.SIGKILL)
            await asyncio.sleep(0.2)
        else:
            asked = asyncio.ensure_future(pool.ask(job(ENDLESS), seconds=20))
            await asyncio.sleep(0.2)
            os.kill(pid, signal.SIGKILL)
            with pytest.raises(QueryError, match="KG508"):
                await asked
        assert (await pool.ask(job("ASK {}"), seconds=20))[1] == b"true"

    in_pool(graph_file, steps)


def test_the_template_may_die_too(graph_file: Path) -> None:
    async def steps(pool: Pool) -> None:
        os.kill(pool._spawner._template.pid, signal.SIGKILL)  # type: ignore[attr-defined]
        await asyncio.sleep(0.3)
        assert (await pool.ask(job("ASK {}"), seconds=30))[1] == b"true"

    in_pool(graph_file, steps)


def test_nobody_is_left_behind(graph_file: Path) -> None:
    pids = []

    async def steps(pool: Pool) -> None:
        pids.append(await pid_of(pool))

    in_pool(graph_file, steps, workers=2)
    assert not alive(pids[0])


def test_a_graph_that_cannot_be_opened(tmp_path: Path) -> None:
    async def steps(pool: Pool) -> None:
        raise AssertionError

    with pytest.raises(GraphError, match="KG426"):
        in_pool(tmp_path / "nothing.trig", steps)


def test_a_store_on_disk_is_opened_by_each_worker(graph_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from kg.store import DiskStore, OxigraphStore

    monkeypatch.setenv("KHABAR_IN_MEMORY_MB", "1")  # and the store is larger than that
    loaded, node = OxigraphStore(), ox.NamedNode("urn:x")
    loaded.load(graph_file)
    loaded.add([ox.Quad(node, node, ox.Literal("x" * 1_500_000), node)])
    with DiskStore(tmp_path / "store") as store:
        store.add(loaded.quads())

    async def steps(pool: Pool) -> None:
        count = job("SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }")
        for _ in range(2):
            with pytest.raises(QueryError, match="KG507"):
                await pool.ask(job(ENDLESS), seconds=0.3)
            assert (await pool.ask(count, seconds=60))[1].decode().split() == ["n", str(len(loaded))]
        with pytest.raises(GraphError, match="KG411"):
            DiskStore(tmp_path / "store")
        assert pool.held

    in_pool(tmp_path, steps)
    DiskStore(tmp_path / "store").close()
