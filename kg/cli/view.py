"""kg view: the explorer of a graph."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from kg import api

NAME = "view"


def command(
    graph: Annotated[Path, typer.Argument(help="A folder that kg build wrote, or a graph file")] = Path("output"),
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="Where to write the page (default: explorer.html beside the graph)"),
    ] = None,
    lang: Annotated[str, typer.Option(help="Language of the interface: ar, en or fr")] = "ar",
    title: Annotated[str, typer.Option(help="Heading of the page")] = "",
    with_sparql: Annotated[
        bool, typer.Option("--with-sparql", help="Put Oxigraph inside, to ask SPARQL without a server (2 MB more)")
    ] = False,
    like: Annotated[
        Path | None, typer.Option(help="An explorer made before: what it shows stays where it stands there")
    ] = None,
    show: Annotated[bool, typer.Option("--open", help="Open it in the browser")] = False,
) -> None:
    """Write the explorer: one HTML file that works offline.

    Example: kg view output --lang en --open
    """
    place = output or (graph if graph.is_dir() else graph.parent) / "explorer.html"
    path = api.open(graph, language=lang).view(place, title, lang, sparql=with_sparql, like=like)
    typer.echo(str(path))
    if show:
        webbrowser.open(Path(path).resolve().as_uri())
