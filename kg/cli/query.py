"""kg query: ask a graph, by name or in SPARQL."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table as RichTable

from kg import api
from kg.cli.show import printable
from kg.errors import UsageError
from kg.store import Table, named_queries
from kg.store.named import Param
from kg.view.bidi import isolate

NAME = "query"


class Format(StrEnum):
    """How to print."""

    table = "table"
    csv = "csv"
    json = "json"
    markdown = "markdown"


def command(
    query: Annotated[
        str, typer.Argument(help="The name of a query, SPARQL text, or a file with SPARQL; empty lists the names")
    ] = "",
    graph: Annotated[Path, typer.Option("--graph", "-g", help="A folder that kg build wrote, or a graph file")] = Path(
        "output"
    ),
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="name=value of a named query; may be repeated")
    ] = None,
    format: Annotated[Format, typer.Option("--format", "-f")] = Format.table,
    limit: Annotated[int, typer.Option(help="Rows at most (0: the setting query_rows)")] = 0,
    seconds: Annotated[float, typer.Option(help="Seconds at most (0: the setting query_seconds)")] = 0.0,
) -> None:
    """Ask a graph. Read-only, with a deadline and a row limit.

    Examples: kg query · kg query tellings -p event=coup · kg query mastermind -f csv · kg query "SELECT * WHERE { ?s ?p ?o } LIMIT 5"
    """
    if not query:
        width = max(map(len, named_queries()))
        for name, found in named_queries().items():
            params = " ".join(f"{p.name}={p.default or '…'}" for p in found.params)
            typer.echo(f"{name:{width}} {found.titles['en']}" + (f"  ({params})" if params else ""))
        return
    text = Path(query).read_text(encoding="utf-8") if query.endswith(".rq") and Path(query).is_file() else query
    table = api.open(graph).query(text, rows=limit or None, seconds=seconds or None, **_pairs(param or []))
    typer.echo(_shown(table, format), nl=False)
    given = _pairs(param or [])
    defaults = [f"{p.name}={p.default}" for p in _params(query) if p.default and p.name not in given]
    if not len(table) and defaults:
        typer.echo(f"asked with {' '.join(defaults)}: -p {defaults[0].partition('=')[0]}= takes everything", err=True)
    if table.truncated:
        typer.echo(f"only the first {len(table)} rows are shown: use --limit for more", err=True)


def _params(query: str) -> tuple[Param, ...]:
    found = named_queries().get(query)
    return found.params if found else ()


def _pairs(texts: list[str]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise UsageError("KG612", f"a parameter is written name=value, not {text!r}", f"-p {text}=…")
        pairs[name.strip()] = value.strip()
    return pairs


def _shown(table: Table, format: Format) -> str:
    if format is Format.csv:
        return table.to_csv()
    if format is Format.json:
        return table.to_json() + "\n"
    if format is Format.markdown:
        return table.to_markdown()
    console = Console(width=None if Console().is_terminal else 200)
    shown = RichTable(show_lines=False)
    for column in table.columns:
        shown.add_column(column, overflow="fold")
    for row in table.texts():
        shown.add_row(*(isolate(printable(cell)) if console.is_terminal else printable(cell) for cell in row))
    with console.capture() as capture:
        console.print(shown, markup=False)
        console.print(f"{len(table)} rows", markup=False)
    return capture.get()
