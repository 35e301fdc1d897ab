"""The command `kg`: one file a command. Exit codes: 0 done, 1 done with problems (each is named), 2 not done."""

from __future__ import annotations

import sys

import typer

from kg.cli import (
    build,
    check,
    conflicts,
    doctor,
    eval,
    explain,
    export,
    extract,
    push,
    query,
    resolve,
    serve,
    setup,
    time,
    view,
)
from kg.errors import KhabarError

app = typer.Typer(
    name="kg",
    help="Khabar: Arabic news articles in, a knowledge graph that keeps who said what out. Start with: kg setup, kg build seeds -o output",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
for module in (setup, build, extract, query, conflicts, resolve, view, serve, push, check, explain, export, eval, time, doctor):
    app.command(module.NAME)(module.command)


def main() -> None:
    """Runs the command; an error becomes its code, what happened and a next step, never a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app()
    except KhabarError as error:
        typer.echo(str(error), err=True)
        sys.exit(2)
    except BrokenPipeError:  # the reader (head, less) has had enough
        sys.stderr.close()
        sys.exit(0)
