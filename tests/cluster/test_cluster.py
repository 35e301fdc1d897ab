"""A Dask cluster of real processes makes the graph of a laptop, also when its workers die."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("distributed")

from distributed import Client, LocalCluster

from kg.building.part import Plan
from kg.cluster import on_cluster
from kg.cluster.worker import make_part
from kg.errors import ModelError, UsageError
from kg.settings import settings
from tests.building.news import BROKEN, article, articles, build, named
from tests.fakes import FACTORY


@pytest.fixture(scope="module")
def workers() -> Iterator[LocalCluster]:
    """Three worker processes."""
    with LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50
    ) as cluster:
        yield cluster


@pytest.mark.slow
def test_the_graph_is_that_of_a_build_on_this_machine(tmp_path: Path, workers: LocalCluster) -> None:
    items = [*articles(20), named(BROKEN)]
    there = build(tmp_path / "there", items, run=on_cluster(workers.scheduler_address))
    here = build(tmp_path / "here", items)
    assert there.digest == here.digest
    assert there.codes == here.codes
    assert (tmp_path / "there" / "graph.trig").read_bytes() == (tmp_path / "here" / "graph.trig").read_bytes()


@pytest.mark.slow
def test_two_of_three_workers_are_killed_and_nothing_is_lost(tmp_path: Path, workers: LocalCluster) -> None:
    killed: list[int] = []

    def kill() -> None:
        with Client(workers.scheduler_address, set_as_default=False) as client:
            for address, pid in list(client.run(os.getpid).items())[:2]:
                time.sleep(0.7)
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                assert address

    killer = threading.Thread(target=kill)
    killer.start()
    there = build(
        tmp_path / "there", articles(60), "tests.fakes:slow_pipeline", run=on_cluster(workers.scheduler_address)
    )
    killer.join()
    assert len(killed) == 2
    assert there.problems == ()
    assert there.digest == build(tmp_path / "here", articles(60)).digest


def test_a_worker_with_other_versions_refuses() -> None:
    with pytest.raises(ModelError, match="KG304"):
        make_part(Plan(settings(), "none", FACTORY), "another", article(1), False)


@pytest.mark.parametrize("address", ["", "local", "local:", "http://host", "tcp://"])
def test_what_is_no_address_is_said(address: str) -> None:
    with pytest.raises(UsageError, match="KG630"):
        on_cluster(address)
