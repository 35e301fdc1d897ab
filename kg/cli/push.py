"""kg push: a graph to a SPARQL server."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import api
from kg.cli.show import progress

if TYPE_CHECKING:
    from kg.store.remote import Remote

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
    prune: Annotated[bool, typer.Option(help="Remove graphs there that are of this base IRI and no longer here")] = False,
) -> None:
    """Send a graph to any SPARQL 1.1 server, article by article, each verified by count and canonical hash.

    What is there already is not sent again, so it may be stopped and run again. Exit code 1 when the server holds something else.

    Example: kg push http://localhost:8890/sparql output --kind virtuoso --user dba
    """
    from kg.store.remote import Remote

    send(Remote(url, kind, user, password, update, graphs), graph, dry=dry_run, prune=prune)


def send(remote: Remote, graph: Path, *, dry: bool = False, prune: bool = False) -> None:
    """Pushes and tells how it went. Raises typer.Exit(1) when the server does not hold what was sent."""
    from kg.settings import settings
    from kg.store.push import push
    from kg.store.remote import KINDS

    if KINDS[remote.kind].loses:
        names = ", ".join(sorted(d.rsplit("#", 1)[-1] for d in KINDS[remote.kind].loses))
        typer.echo(f"{remote.kind} loses literals of {names}: they are sent as plain strings", err=True)
    store = api.store_at(graph)
    here = store.graphs()
    gone = set(remote.names(f"{settings().base_iri}graph/")) - here if prune else set()
    states, wrong = Counter[str](), []
    with progress("sending graphs") as report:
        for number, item in enumerate(push(store, remote, gone=gone, dry=dry), 1):
            if report:
                report(number, len(here) + len(gone), item.graph)
            states[item.state] += 1
            if item.state == "differs":
                wrong.append(item)
    typer.echo(", ".join(f"{n} {state}" for state, n in sorted(states.items())) or "no graphs")
    for item in wrong[:20]:
        typer.echo(f"differs: {item.graph}: {item.triples} triples here, {item.there} there", err=True)
    if wrong:
        raise typer.Exit(1)
