"""kg export: the graph for other programs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api

NAME = "export"


def command(
    output: Annotated[
        Path, typer.Argument(help="The file; its suffix chooses: .graphml .gexf .csv .jsonld .nq .nt .rdf .ttl .trig")
    ],
    graph: Annotated[Path, typer.Option("--graph", "-g", help="A folder that kg build wrote, or a graph file")] = Path(
        "output"
    ),
) -> None:
    """Write the graph for Gephi, networkx, spreadsheets or other RDF tools.

    Example: kg export network.gexf -g output
    """
    typer.echo(str(api.open(graph).export(output)))
