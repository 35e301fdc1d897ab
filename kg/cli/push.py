"""kg push: a graph to a SPARQL server."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.show import progress

NAME = "push"


def command(
    url: Annotated[str, typer.Argument(help="The server's address: its query endpoint, or its root for --kind oxigraph, fuseki")],
    graph: Annotated[Path, typer.Argument(help="A folder that kg build wrote, or a graph file")] = Path("output"),
    kind: Annotated[str, typer.Option(help="standard, oxigraph, fuseki, rdf4j (GraphDB too) or virtuoso")] = "standard",
    user: Annotated[str, typer.Option(help="Who writes there")] = "",
    password: Annotated[str, typer.Option(envvar="KHABAR_PASSWORD", help="Better given as KHABAR_PASSWORD")] = "",
    update: Annotated[str, typer.Option(help="Address for updates, where it is another one")] = "",
    graphs: Annotated[str, typer.Option(help="Address of the Graph Store protocol, where it is another one")] = "",
    dry_run: Annotated[bool, typer.Option(help="Only compare; write nothing")] = False,
) -> None:
    """Send a graph to any SPARQL 1.1 server, article by article, each verified by count and canonical hash.

    What is there already is not sent again, so it may be stopped and run again. Exit code 1 when the server holds something else.

    Example: kg push http://localhost:8890/sparql output --kind virtuoso --user dba
    """
    from kg.store.push import push
    from kg.store.remote import KINDS, Remote

    remote = Remote(url, kind, user, password, update, graphs)
    if KINDS[kind].loses:
        names = ", ".join(sorted(d.rsplit("#", 1)[-1] for d in KINDS[kind].loses))
        typer.echo(f"{kind} loses literals of {names}: they are sent as plain strings", err=True)
    store = api.store_at(graph)
    total, states, wrong = len(store.graphs()), Counter[str](), []
    with progress("sending graphs") as report:
        for number, item in enumerate(push(store, remote, dry=dry_run), 1):
            if report:
                report(number, total, item.graph)
            states[item.state] += 1
            if item.state == "differs":
                wrong.append(item)
    typer.echo(", ".join(f"{n} {state}" for state, n in sorted(states.items())) or "no graphs")
    for item in wrong[:20]:
        typer.echo(f"differs: {item.graph}: {item.triples} triples here, {item.there} there", err=True)
    if wrong:
        raise typer.Exit(1)
