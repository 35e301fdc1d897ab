"""kg doctor: what is installed, which data and models there are, and whether a store is well."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import printable
from kg.doctor import examine

NAME = "doctor"


def command(
    graph: Annotated[Path, typer.Argument(help="A folder that kg build wrote; left out if it is not there")] = Path(
        "output"
    ),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON")] = False,
) -> None:
    """Look over the installation and a graph: versions, data, models, the store, the ledger. Nothing is changed.

    Exit code 1 if something is broken. Example: kg doctor output
    """
    findings = examine(graph)
    if as_json:
        typer.echo(json.dumps([asdict(f) for f in findings], ensure_ascii=False, indent=2))
    else:
        for finding in findings:
            typer.echo(f"{finding.state:>7}  {finding.what:24} {printable(finding.found)}")
            if finding.advice:
                typer.echo(f"         {'':24} Try: {finding.advice}")
    if any(f.state == "broken" for f in findings):
        raise typer.Exit(1)
