"""kg time: read a time expression."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.read.fields import prefix_date
from kg.temporal import parse

NAME = "time"


def command(
    text: Annotated[str, typer.Argument(help="A time expression in Arabic")],
    reference: Annotated[
        str, typer.Option("--reference", "-r", help="The date it is told on: 2019, 2019-02 or 2019-02-17")
    ] = "",
) -> None:
    """Read an Arabic time expression: value, EDTF, first and last day, and why.

    Example: kg time "منتصف شهر شتنبر من سنة 2018" --reference 2019-02-20
    """
    if reference and not prefix_date(reference):
        typer.echo(f"KG602 {reference!r} is not a date\n  Try: 2019, 2019-02 or 2019-02-17", err=True)
        raise typer.Exit(2)
    time = parse(text, prefix_date(reference))
    if time is None:
        typer.echo("no time was found in it", err=True)
        raise typer.Exit(1)
    for name in ("value", "edtf", "earliest", "latest", "why"):
        if getattr(time, name):
            typer.echo(f"{name:9} {getattr(time, name)}")
