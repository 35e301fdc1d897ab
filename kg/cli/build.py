"""kg build: articles to graph and explorer."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.reader import BaseUrl, Extractor, Model, Names, chosen, tell
from kg.cli.show import problems, progress

NAME = "build"


def command(
    sources: Annotated[list[Path], typer.Argument(help="Files and folders: .txt .md .html .jsonl .json .csv")],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for graph.trig, graph.ttl and explorer.html")
    ] = Path("output"),
    check: Annotated[bool, typer.Option(help="Validate each article's graph against the shapes")] = True,
    names: Names = "",
    extractor: Extractor = "",
    base_url: BaseUrl = "",
    model: Model = "",
) -> None:
    """Build the graph of articles.

    Whatever cannot be read is named and left out; the rest is built. Exit code 1 if anything was left out.

    Examples: kg build seeds -o output · kg build news.jsonl more/ -o output --no-check ·
    kg build seeds --names camel
    """
    reading = api.read(*sources)
    with progress("reading articles") as report:
        made = api.build(reading, output, progress=report, check=check, **chosen(names, extractor, base_url, model))
    tell(made.notes)
    lost = problems([*made.problems, *made.violations])
    typer.echo(repr(made.graph).strip("<>").removeprefix("kg.Graph: "))
    if check and made.graph.articles:
        typer.echo(f"shapes: {len(made.violations)} violations" if made.violations else "shapes: the graph conforms")
    for name in ("graph.trig", "graph.ttl", "explorer.html"):
        typer.echo(f"  {output / name}")
    if lost:
        typer.echo(f"{lost} problems are named above; everything else was built", err=True)
        raise typer.Exit(1)
