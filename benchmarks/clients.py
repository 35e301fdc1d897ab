"""Many clients at once: what a server answers, how fast, and whether it leaks. Loopback only.

    kg serve output --port 7878 &
    python benchmarks/clients.py http://127.0.0.1:7878/ --clients 200 --seconds 60 --pid $!

Every client asks one of a few questions, waits for the answer, and asks again; some are endless, some leave before the answer.
Reported: answers by status, latency of answers with 200, and the server's processes, memory and open files before and after.
"""

from __future__ import annotations

import argparse
import asyncio
import collections
import contextlib
import random
import statistics
import time

import httpx
import psutil

ASKED = [
    "ASK { ?s a kh:Claim }",
    "SELECT ?p ?n WHERE { ?p a kh:Person ; rdfs:label ?n } LIMIT 50",
    "SELECT ?k (COUNT(*) AS ?n) WHERE { ?e kh:eventKind ?k } GROUP BY ?k",
    "SELECT * WHERE { ?s ?p ?o } LIMIT 100",
    "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s rdfs:label ?l } LIMIT 50",
]
ENDLESS = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


async def client(web: httpx.AsyncClient, end: float, seen: collections.Counter[str], times: list[float], seed: int) -> None:
    rng = random.Random(seed)
    while time.monotonic() < end:
        endless, leaves = rng.random() < 0.01, rng.random() < 0.02
        query, begun = ENDLESS if endless else rng.choice(ASKED), time.monotonic()
        try:
            answer = await web.post("sparql", data={"query": query}, timeout=0.2 if leaves else 60)
            seen[str(answer.status_code)] += 1
            if answer.status_code == 200:
                times.append(time.monotonic() - begun)
            elif answer.status_code == 503:
                await asyncio.sleep(rng.random() * 2 * float(answer.headers["retry-after"]))
        except httpx.TimeoutException:
            seen["left" if leaves else "no answer"] += 1
        except httpx.HTTPError as error:
            seen[type(error).__name__] += 1


def state(pid: int) -> str:
    count = zombies = memory = 0
    for process in (psutil.Process(pid), *psutil.Process(pid).children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):  # a worker that was just replaced
            count += 1
            if process.status() == psutil.STATUS_ZOMBIE:
                zombies += 1
            else:
                memory += process.memory_full_info().pss
    return f"{count} processes ({zombies} zombies), {memory / 1e6:.0f} MB, {psutil.Process(pid).num_fds()} open files"


async def run(root: str, clients: int, seconds: float) -> None:
    seen: collections.Counter[str] = collections.Counter()
    times: list[float] = []
    limits = httpx.Limits(max_connections=clients)
    async with httpx.AsyncClient(base_url=root, limits=limits, trust_env=False) as web:
        end = time.monotonic() + seconds
        await asyncio.gather(*(client(web, end, seen, times, n) for n in range(clients)))
    times.sort()
    print(f"{clients} clients, {seconds:g} s: {dict(seen.most_common())}")
    if times:
        print(f"answers: {len(times) / seconds:.0f}/s, median {statistics.median(times):.3f} s, 95 % {times[int(len(times) * 0.95)]:.3f} s")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("root")
    parser.add_argument("--clients", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--pid", type=int, required=True)
    given = parser.parse_args()
    asyncio.run(run(given.root, 5, 3))  # warm
    time.sleep(12)
    before = state(given.pid)
    asyncio.run(run(given.root, given.clients, given.seconds))
    time.sleep(15)  # endless queries run into their deadline
    print(f"before: {before}\nafter:  {state(given.pid)}")


if __name__ == "__main__":
    main()
