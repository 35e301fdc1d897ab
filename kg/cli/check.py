"""kg check: validate a graph against the shapes."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api

NAME = "check"


def command(
    graph: Annotated[Path, typer.Argument(help="A folder that kg build wrote, or a graph file")] = Path("output"),
    lang: Annotated[str, typer.Option(help="Language of the messages: en, ar or fr")] = "en",
) -> None:
    """Validate a graph (SHACL). Violations are printed with the words they are about; exit code 1 if there is one.

    Example: kg check output
    """
    from kg.building import by_graph
    from kg.rdf.shapes import Report, validate

    report = Report()
    for quads in by_graph(api.open(graph).store.quads()):
        report += validate(quads, lang)
    for warning in report.warnings:
        typer.echo(f"warning: {warning}")
    for violation in report.violations:
        typer.echo(f"violation: {violation}")
    typer.echo(f"{len(report.violations)} violations, {len(report.warnings)} warnings")
    if not report.conforms:
        raise typer.Exit(1)
