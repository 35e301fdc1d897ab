"""kg build: articles to graph and explorer."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.building.part import Check
from kg.building.report import Outcome, report
from kg.cli.push import send
from kg.cli.reader import BaseUrl, Extractor, Model, Names, chosen, tell
from kg.cli.show import building, problems
from kg.store.remote import Remote

NAME = "build"


def command(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="Files, folders, globs and addresses: .txt .md .html .jsonl .json .csv .parquet .warc .rss .atom .xml, "
            "packed (.gz .zst .bz2 .xz) or in .zip and .tar"
        ),
    ],
    output: Annotated[
        Path, typer.Option("--output", "-o", help="Folder for the graph, its files and the explorer")
    ] = Path("output"),
    check: Annotated[
        bool, typer.Option(help="Validate against the shapes: the first 20 articles, then one in 32")
    ] = True,
    check_all: Annotated[bool, typer.Option("--check-all", help="Validate every article (twice the time)")] = False,
    jobs: Annotated[int, typer.Option("--jobs", "-j", help="Processes that read (0: one a core)", min=0)] = 0,
    cluster: Annotated[str, typer.Option(help="Read on a Dask cluster: tcp://HOST:PORT, or local:N")] = "",
    files: Annotated[
        bool | None,
        typer.Option("--files/--no-files", help="graph.trig and graph.ttl (if not said: up to 1,000 articles)"),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with 3 if anything was left out or a shape is broken")
    ] = False,
    log: Annotated[Path | None, typer.Option(help="Append what happens to this file, a JSON object a line")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the report (report.json) instead of the summary")
    ] = False,
    store: Annotated[
        str, typer.Option(help="Send it to a SPARQL server too: sparql+http://HOST/sparql, #KIND at its end (see kg push)")
    ] = "",
    user: Annotated[str, typer.Option(help="Who writes to that server (password: KHABAR_PASSWORD)")] = "",
    names: Names = "",
    extractor: Extractor = "",
    base_url: BaseUrl = "",
    model: Model = "",
) -> None:
    """Build the graph of articles.

    Whatever cannot be read is named and left out; the rest is built. Articles that are in the folder already and have not
    changed are not read again; those no longer given are withdrawn. A build that was stopped, however, goes on when it is
    started again. Exit code 1 if anything was left out (3 with --strict).

    Examples: kg build seeds -o output · kg build news.jsonl.gz more/ -o output · kg build 's3://press/2025/*.warc.gz' -j 8
    """
    remote = Remote.parse(store, user, os.environ.get("KHABAR_PASSWORD", "")) if store else None
    checked: bool | Check = "all" if check_all else check
    with building() as watch:
        made = api.build(
            sources, output, check=checked, jobs=jobs, cluster=cluster, files=files, log=log, watch=watch,
            **chosen(names, extractor, base_url, model),
        )  # fmt: skip
    tell(made.notes)
    outcome = made.outcome
    assert outcome is not None
    lost = problems([*outcome.problems, *outcome.violations])
    hidden = sum(outcome.codes.values()) - len(outcome.problems)
    if hidden:
        typer.echo(f"… and {hidden:,} more problems: build with --log FILE to have them all", err=True)
    if as_json:
        typer.echo(json.dumps(report(outcome), ensure_ascii=False, indent=2))
    else:
        _summary(outcome, output, check or check_all)
    if remote:
        send(remote, output, prune=True)
    if lost:
        typer.echo(f"{lost + hidden} problems are named above; everything else was built", err=True)
        raise typer.Exit(3 if strict else 1)


def _summary(outcome: Outcome, output: Path, checked: bool) -> None:
    all_ = outcome.totals
    typer.echo(
        f"{all_.articles:,} articles, {all_.entities:,} entities, {all_.events:,} events, {all_.claims:,} claims"
    )
    if not all_.articles:
        typer.echo("  Try: a folder with articles as .txt, .md, .html, .jsonl, .json or .csv", err=True)
    if outcome.kept or outcome.withdrawn:
        typer.echo(f"{outcome.made:,} read now, {outcome.kept:,} unchanged, {outcome.withdrawn:,} withdrawn")
    if checked and all_.articles:
        share = "" if all_.checked == all_.articles else f" ({all_.checked:,} articles checked in full)"
        found = f"{len(outcome.violations)} violations" if outcome.violations else "the graph conforms"
        typer.echo(f"shapes: {found}{share}")
    for path in (*outcome.files, output / "store", output / "explorer.html", output / "report.json"):
        typer.echo(f"  {path}")
