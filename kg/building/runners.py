"""Where parts are made: in this process, in processes beside it, or on a cluster (kg.cluster)."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from kg.building.nursery import can_fork
from kg.building.part import Part, PartMaker, Plan, single_threaded
from kg.building.workers import Task, work
from kg.pipeline import Pipeline
from kg.text.morph import morphology

WORTH_WORKERS = 6
"""Starting workers takes a few seconds each; for fewer articles it does not pay."""


class Here:
    """A runner on this machine: `jobs` processes (0: one for each core that this process may use); a few articles, and all
    with a `pipeline` of the caller's own or an extractor that counts what it asks of others, are read in this process."""

    def __init__(self, jobs: int = 0, pipeline: Pipeline | None = None) -> None:
        self._jobs, self._pipeline = jobs, pipeline

    def notes(self) -> tuple[str, ...]:
        """What components that ran in this process have to say after the run."""
        return self._pipeline.notes() if self._pipeline else ()

    def __call__(self, plan: Plan, tasks: Iterable[Task]) -> Iterator[Part]:
        """The parts of `tasks`."""
        source = iter(tasks)
        jobs = self._jobs or cores()
        alone = jobs == 1 or self._pipeline is not None or plan.settings.extractor != "joint" or not can_fork()
        first = [] if alone else list(islice(source, WORTH_WORKERS))
        if len(first) == WORTH_WORKERS:
            yield from work(single_threaded(plan), chain(first, source), jobs)
            return
        make = PartMaker(plan, self._pipeline, morphology() if self._pipeline else None)
        for article, full in chain(first, source):
            yield make(article, full)
            self._pipeline = make.pipeline


def cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
