"""kg time: read a time expression."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.model import Time
from kg.read.fields import prefix_date
from kg.temporal import find_times, parse, resolve_times

NAME = "time"


def command(
    text: Annotated[str, typer.Argument(help="A time expression in Arabic, or with --find any Arabic text")],
    reference: Annotated[
        str, typer.Option("--reference", "-r", help="The date it is told on: 2019, 2019-02 or 2019-02-17")
    ] = "",
    find: Annotated[bool, typer.Option("--find", help="Find every time in the text")] = False,
    future: Annotated[
        bool, typer.Option("--future", help="Take «الخميس» or «في مارس» to come, not to have been")
    ] = False,
) -> None:
    """Read an Arabic time expression: value, EDTF, first and last day, and why.

    Example: kg time "منتصف شهر شتنبر من سنة 2018" --reference 2019-02-20
    """
    if reference and not prefix_date(reference):
        typer.echo(f"KG602 {reference!r} is not a date\n  Try: 2019, 2019-02 or 2019-02-17", err=True)
        raise typer.Exit(2)
    told = prefix_date(reference)
    alone = None if find else parse(text, told, future=future)
    times = resolve_times(text, find_times(text), told).times if find else (alone,) if alone else ()
    if not times:
        typer.echo("no time was found in it" + ("" if find else "\n  Try: --find, if it is a longer text"), err=True)
        raise typer.Exit(1)
    for number, time in enumerate(times):
        if find:
            typer.echo(("\n" if number else "") + f"text      {time.text}")
        _show(time)
    if not reference and any(not t.earliest for t in times):
        typer.echo("  Try: --reference 2019-02-17, the day it is told on", err=True)


def _show(time: Time) -> None:
    for name in ("value", "edtf", "earliest", "latest", "why"):
        if getattr(time, name):
            typer.echo(f"{name:9} {getattr(time, name)}")
