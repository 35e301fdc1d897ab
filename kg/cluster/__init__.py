"""Reading on many machines: the workers of a Dask cluster make the parts, this process keeps them.

`on_cluster("tcp://scheduler:8786")` or `on_cluster("local:4")` gives a runner for kg.building. A part depends on its article
and the plan alone, so a build on a cluster gives the same graph as one on a laptop, and a worker that dies costs the few
articles it was reading, which others read again. docs/scaling.md tells how to start a cluster.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from kg.building.fingerprint import made_by, versions
from kg.building.part import Part, Plan, single_threaded
from kg.building.run import Runner
from kg.building.workers import Task
from kg.cluster.worker import make_part
from kg.errors import KhabarError, UsageError
from kg.model import Problem

__all__ = ["on_cluster"]

_LOCAL = re.compile(r"local:(\d{1,4})")
_ADDRESS = re.compile(r"(tcp|tls|ucx|ws|wss|inproc)://\S+")
AHEAD = 4
"""Articles on their way for each thread of the cluster: enough that none waits, few enough to hold."""
RETRIES = 2
START_SECONDS = 60


def on_cluster(address: str) -> Runner:
    """A runner on the Dask cluster at `address`. Raises UsageError KG630 for no address, KG631 without Dask, KG632 when
    nobody answers; the runner raises ModelError KG304 when a worker has another version of anything that makes parts."""
    if not (_LOCAL.fullmatch(address) or _ADDRESS.fullmatch(address)):
        raise UsageError(
            "KG630", f"no address of a cluster: {address!r}", "tcp://HOST:8786, or local:4 for 4 processes"
        )
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise UsageError("KG631", "a cluster needs Dask", "pip install 'khabar[cluster]'") from error

    def run(plan: Plan, tasks: Iterable[Task]) -> Iterator[Part]:
        wanted = made_by(versions(plan))
        with _client(address) as client:
            yield from _work(client, single_threaded(plan), wanted, iter(tasks))

    return run


@contextlib.contextmanager
def _client(address: str) -> Iterator[Any]:
    import dask
    from distributed import Client, LocalCluster

    local = _LOCAL.fullmatch(address)
    # Workers come and go: what they were doing is done again elsewhere, at once.
    with dask.config.set({"distributed.comm.timeouts.connect": f"{START_SECONDS}s"}), contextlib.ExitStack() as stack:
        try:
            if local:
                cluster = LocalCluster(
                    n_workers=max(1, int(local[1])), threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=40
                )  # fmt: skip
                stack.callback(cluster.close)
                client = stack.enter_context(Client(cluster, set_as_default=False))
            else:
                client = stack.enter_context(Client(address, timeout=START_SECONDS, set_as_default=False))
            client.wait_for_workers(1, timeout=START_SECONDS)
        except (OSError, TimeoutError) as error:
            advice = "start it: dask scheduler, and dask worker on each machine (docs/scaling.md)"
            raise UsageError("KG632", f"no cluster answers at {address}: {error}", advice) from error
        yield client


def _work(client: Any, plan: Plan, wanted: str, tasks: Iterator[Task]) -> Iterator[Part]:
    """A sliding window of tasks: as many articles are on their way as the cluster has use for."""
    from distributed import as_completed

    where: dict[str, tuple[str, str]] = {}
    running = as_completed([], loop=client.loop, with_results=True, raise_errors=False)
    under_way, more = 0, True
    while more or under_way:
        room = AHEAD * max(1, sum(client.nthreads().values()))
        while more and under_way < room:
            task = next(tasks, None)
            if task is None:
                more = False
                break
            article, full = task
            future = client.submit(make_part, plan, wanted, article, full, pure=False, retries=RETRIES)
            where[future.key] = (article.id, article.path or article.id)
            running.add(future)
            under_way += 1
        if under_way:
            future, result = next(running)
            under_way -= 1
            article_id, path = where.pop(future.key)
            yield _part(future, result, article_id, path)
            future.release()


def _part(future: Any, result: Any, article: str, path: str) -> Part:
    if future.status == "finished":
        part: Part = result
        return part
    error = result[1] if isinstance(result, tuple) else result
    if isinstance(error, KhabarError):  # a worker of another version: its graph would not be ours
        raise error
    advice = "see the logs of the workers: they die of this article, or too little memory"
    return Part(article, path, problem=Problem(path, "KG204", f"the workers that read it died: {error}", advice))
