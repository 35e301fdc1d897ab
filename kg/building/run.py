"""A build into a folder: articles stream in, parts go to the ledger, the store and the files are made from the ledger.

It can be stopped at any moment, by any means, and started again: what the ledger holds is not read again, and the graph is
the one that an undisturbed build makes, to the byte.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from kg.building.files import write_files
from kg.building.fingerprint import made_by, made_from, versions
from kg.building.journal import Journal
from kg.building.ledger import Ledger
from kg.building.lock import locked
from kg.building.part import Part, Plan
from kg.building.passes import MOST_ARTICLES, within
from kg.building.report import Outcome, write_report
from kg.building.sampling import tasks
from kg.building.shelve import shelve
from kg.building.workers import Task
from kg.model import Article, Problem

Runner = Callable[[Plan, Iterable[Task]], Iterator[Part]]
"""Makes the parts of tasks, in any order."""

BATCH = 64
MOST_PROBLEMS = 1000
"""So many problems are kept in memory; the journal has them all."""


@dataclass(slots=True)
class Tally:
    """How a build stands, for whoever watches it. `share` is how much of the input has been read, from 0 to 1."""

    made: int = 0
    kept: int = 0
    failed: int = 0
    problems: int = 0
    words: int = 0
    quads: int = 0
    share: float = 0.0
    began: float = field(default_factory=time.perf_counter)
    doing: str = "reading articles"
    now: str = ""

    @property
    def seconds(self) -> float:
        """Since the build began."""
        return time.perf_counter() - self.began


Watch = Callable[[Tally], None]


def build_into(
    folder: Path,
    items: Iterable[Article | Problem],
    plan: Plan,
    runner: Runner,
    *,
    watch: Watch | None = None,
    files: bool | None = None,
    journal: Path | None = None,
) -> Outcome:
    """Builds the graph of `items` in `folder`. `files` says whether graph.trig and graph.ttl are written (None: for a graph
    of up to files.MOST_ARTICLES articles). Raises GraphError KG414 to KG418 for a folder that cannot be built in."""
    with locked(folder), Ledger(folder) as ledger, Journal(journal) as log:
        return _Run(folder, ledger, plan, runner, watch, log).go(items, files)


class _Run:
    def __init__(
        self, folder: Path, ledger: Ledger, plan: Plan, runner: Runner, watch: Watch | None, log: Journal
    ) -> None:
        self.folder, self.ledger, self.plan, self.runner, self.log = folder, ledger, plan, runner, log
        self.watch = watch or (lambda _: None)
        self.tally = Tally()
        self.problems: list[Problem] = []
        self.codes: Counter[str] = Counter()
        self.components = versions(plan)
        self.made_by = made_by(self.components)
        self.waiting: dict[str, bytes] = {}

    def go(self, items: Iterable[Article | Problem], files: bool | None) -> Outcome:
        ledger, tally = self.ledger, self.tally
        ledger.begin()
        self.log.note("begin", folder=str(self.folder), run=ledger.run, components=self.components)
        batch: list[tuple[Part, bytes]] = []
        written = time.perf_counter()
        try:
            for part in self.runner(self.plan, tasks(self._fresh(items), self.plan.check)):
                self._take(part, batch)
                if len(batch) >= BATCH or (batch and time.perf_counter() - written > 1):
                    ledger.keep(batch)
                    batch, written = [], time.perf_counter()
                tally.share = getattr(items, "share", 0.0)
                self.watch(tally)
        finally:
            # Also when a build is stopped by hand: what has been read is kept.
            if batch:
                ledger.keep(batch)
        seconds = {"reading": tally.seconds}
        withdrawn = ledger.sweep()
        tally.doing, tally.now, tally.share = "storing", "", 0.0
        self.watch(tally)
        digest = shelve(ledger, self.folder, self.plan.settings.base_iri)
        if not within(ledger):
            message = f"who is who across articles was not settled: in a build that is done for up to {MOST_ARTICLES:,} articles"
            self._problem(
                Problem(
                    str(self.folder), "KG419", message, "kg.identity.settle does it for any graph that fits in memory"
                )
            )
        seconds["storing"] = tally.seconds - sum(seconds.values())
        tally.doing = "writing files"
        self.watch(tally)
        paths = write_files(self.folder, ledger, self.plan.settings, files)
        seconds["writing"] = tally.seconds - sum(seconds.values())
        outcome = Outcome(
            ledger.totals(), tally.made, tally.kept, withdrawn, tuple(self.problems), dict(sorted(self.codes.items())),
            ledger.violations(), paths, seconds, tally.words, digest, self.components,
        )  # fmt: skip
        write_report(self.folder, outcome)
        self.log.note(
            "end", made=tally.made, kept=tally.kept, withdrawn=withdrawn, problems=outcome.codes, digest=digest
        )
        return outcome

    def _fresh(self, items: Iterable[Article | Problem]) -> Iterator[Article]:
        """The articles that have to be read; problems and known articles are dealt with."""
        source = iter(items)
        # Small batches at first: the workers wait.
        size = 1
        while batch := list(islice(source, size)):
            size = min(BATCH, size * 2)
            fresh = []
            with self.ledger.changing():
                for item in batch:
                    if isinstance(item, Problem):
                        self._problem(item)
                        continue
                    key = made_from(item, self.made_by)
                    seen = self.ledger.see(item.id, key)
                    if seen == "twice":
                        where = item.path or item.id
                        self._problem(
                            Problem(where, "KG110", "the same article as one before it", "nothing: it is read once")
                        )
                    elif seen == "kept":
                        self.tally.kept += 1
                    else:
                        self.waiting[item.id] = key
                        fresh.append(item)
            yield from fresh

    def _take(self, part: Part, batch: list[tuple[Part, bytes]]) -> None:
        key = self.waiting.pop(part.article)
        self.tally.now = part.path
        if part.problem:
            self.tally.failed += 1
            self._problem(part.problem)
            return
        self.tally.made += 1
        self.tally.words += part.words
        self.tally.quads += part.quads
        batch.append((part, key))
        self.log.note(
            "article",
            id=part.article,
            path=part.path,
            words=part.words,
            quads=part.quads,
            cpu=round(part.cpu, 4),
        )

    def _problem(self, problem: Problem) -> None:
        self.codes[problem.code] += 1
        self.tally.problems += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(problem)
        self.log.note("problem", where=problem.where, code=problem.code, message=problem.message, advice=problem.advice)
