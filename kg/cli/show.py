"""What commands share: problems on standard error, progress when somebody watches."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from kg.building import Progress as Report
from kg.building import Tally, Watch
from kg.model import Problem
from kg.view.bidi import bare

NOTICES = frozenset({"KG110", "KG419"})
"""Problems that are worth a line but lose nothing."""


def problems(found: Iterable[Problem]) -> int:
    """Prints each problem; gives how many of them lost something."""
    lost = 0
    for p in found:
        typer.echo(
            f"{p.code} {printable(p.where)}: {printable(p.message)}" + (f"\n  Try: {p.advice}" if p.advice else ""),
            err=True,
        )
        lost += p.code not in NOTICES
    return lost


def printable(text: str) -> str:
    """Text from outside for a terminal: no control characters, no direction marks."""
    return "".join(c if c.isprintable() or c == " " else "\ufffd" for c in bare(text))


@contextmanager
def progress(what: str) -> Iterator[Report | None]:
    """A progress bar on standard error, or None when nobody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None, name="")

        def report(done: int, total: int, name: str) -> None:
            bar.update(task, completed=done, total=total, name=printable(name)[:40])

        yield report


@contextmanager
def building() -> Iterator[Watch | None]:
    """A bar for a build: articles, rate, time left, problems; or None when nobody watches."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[counts]}"),
        TimeRemainingColumn(),
        TextColumn("{task.fields[name]}"),
    )
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("reading articles", total=None, counts="", name="")

        def watch(tally: Tally) -> None:
            rate = tally.words / tally.seconds if tally.seconds > 1 else 0
            counts = f"{tally.made + tally.kept:,} articles  {rate:,.0f} words/s"
            if tally.failed or tally.problems:
                counts += f"  {tally.problems:,} problems"
            share = tally.share
            bar.update(
                task, description=tally.doing, completed=share, total=1 if share else None, counts=counts,
                name=printable(tally.now)[:30],
            )  # fmt: skip

        yield watch
