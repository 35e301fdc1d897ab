"""kg conflicts: what sources tell of an event, side by side."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as RichTable

from kg import api
from kg.cli.show import printable
from kg.identity import Board, conflict_rows
from kg.view.bidi import isolate

NAME = "conflicts"


class Format(StrEnum):
    """How to print."""

    table = "table"
    markdown = "markdown"
    json = "json"


def command(
    event: Annotated[
        str, typer.Argument(help="An event: its word, its kind or its IRI; empty lists the contested ones")
    ] = "",
    graph: Annotated[Path, typer.Option("--graph", "-g", help="A folder that kg build wrote, or a graph file")] = Path(
        "output"
    ),
    sentences: Annotated[bool, typer.Option(help="Print the sentence behind each cell")] = False,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
) -> None:
    """Show where sources agree and where they contradict each other on an event.

    Rows are slots (place, time, killed …), columns sources. Copies of one agency count as one source.

    Examples: kg conflicts · kg conflicts attack · kg conflicts --sentences استقالة
    """
    found = api.open(graph)
    if not event:
        _list(found)
        return
    made = found.conflicts(event)
    assert isinstance(made, Board)
    if format is Format.json:
        typer.echo(made.to_json())
        return
    sources = f"{len(made.columns)} sources, {made.independent} independent"
    typer.echo(f"{printable(made.label)} ({made.kind}): {sources}  {made.event}")
    if format is Format.markdown:
        typer.echo(made.to_markdown(), nl=False)
    else:
        head, body = made.table()
        _print(head, body)
    for row in made.rows:
        for why in row.why:
            typer.echo(f"{row.slot}: {printable(why)}")
    if sentences:
        _sentences(made)


def _list(found: api.Graph) -> None:
    rows = list(conflict_rows(found.facts, found.versions))
    if not rows:
        typer.echo("no two sources contradict each other on an event here")
        return
    head = ["what", "kind", "sources", "independent", "contradicted on", "event"]
    body = [[str(r[k]) for k in ("what", "kind", "sources", "independent")] for r in rows]
    for line, r in zip(body, rows, strict=True):
        line += [", ".join(r["contradicted"]), r["event"].rsplit("/", 1)[-1]]
    _print(head, body)
    typer.echo("one of them in full: kg conflicts EVENT")


def _print(head: list[str], body: list[list[str]]) -> None:
    console = Console(width=None if Console().is_terminal else 200)
    shown = RichTable(show_lines=True)
    for name in head:
        shown.add_column(isolate(printable(name)) if console.is_terminal else printable(name), overflow="fold")
    for row in body:
        shown.add_row(*(isolate(printable(cell)) if console.is_terminal else printable(cell) for cell in row))
    with console.capture() as capture:
        console.print(shown, markup=False)
    typer.echo(capture.get(), nl=False)


def _sentences(made: Board) -> None:
    for row in made.rows:
        for column, cells in zip(made.columns, row.cells, strict=True):
            for cell in cells:
                words = " ".join(printable(cell.sentence).split())
                typer.echo(
                    f"{row.slot}  {printable(column.outlet or column.title)}  {printable(str(cell))}\n    {words}\n    {cell.claim}"
                )
