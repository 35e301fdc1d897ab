"""kg resolve: decide which things are one."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.show import printable
from kg.errors import UsageError
from kg.identity import deciding
from kg.resolve.across import Judgement

NAME = "resolve"


def command(
    graph: Annotated[Path, typer.Argument(help="A folder that kg build wrote")] = Path("output"),
    list_: Annotated[bool, typer.Option("--list", help="Only list the pairs that are not decided")] = False,
    merge: Annotated[
        tuple[str, str] | None, typer.Option(help="Hold two things for one: IRIs (or their ends), or labels with one bearer")
    ] = None,
    split: Annotated[
        tuple[str, str] | None, typer.Option(help="Hold two things for different; a member and an identity: takes it out of it")
    ] = None,
    why: Annotated[str, typer.Option(help="The reason, for the log")] = "",
    by: Annotated[str, typer.Option(help="Who decides (default: your user name)")] = "",
    limit: Annotated[int, typer.Option(help="Pairs at most, the surest first")] = 50,
    page: Annotated[Path | None, typer.Option(help="Write the undecided pairs as a page there")] = None,
) -> None:
    """List pairs of things that may be one, and decide: y same, n different, s skip, q stop.

    Every decision is added to judgements.jsonl in the folder; no claim is rewritten, and decisions hold when the graph is built again.

    Examples: kg resolve output · kg resolve output --split MEMBER IDENTITY --why "two people" · kg resolve output --merge IRI IRI
    """
    if not graph.is_dir():
        raise UsageError("KG623", f"{graph} is no folder that kg build wrote", "kg build seeds -o output, then kg resolve output")
    who = deciding.Who(by or getpass.getuser(), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"))
    found = deciding.Desk(api.open(graph), graph)
    if merge or split:
        made = found.merge(*merge, who, why) if merge else found.split(*(split or ("", "")), who, why)
        _done(found, made)
        return
    pairs = found.undecided(limit)
    if page:
        page.write_text(deciding.page(pairs, found), encoding="utf-8")
        typer.echo(f"{len(pairs)} pairs  {page}")
        return
    if not pairs:
        typer.echo("no pair is undecided")
        return
    _ask(found, pairs, who, list_)


def _ask(found: deciding.Desk, pairs: list[deciding.Question], who: deciding.Who, only_list: bool) -> None:
    made = []
    for number, pair in enumerate(pairs, 1):
        typer.echo(f"{number}/{len(pairs)}  {pair.score:.2f}")
        for line in found.lines(pair):
            typer.echo(f"  {printable(line)}")
        if only_list:
            continue
        answer = typer.prompt("  same? y/n/s/q", default="s", show_default=False).strip().lower()[:1]
        if answer == "q":
            break
        if answer in ("y", "n"):
            made.append(found.decide(pair, answer == "y", who))
    if made:
        _done(found, made)


def _done(found: deciding.Desk, made: list[Judgement]) -> None:
    found.apply(made)
    for judgement in made:
        typer.echo(f"{judgement.verdict}: {printable(judgement.one.label)} | {printable(judgement.other.label)}")
    typer.echo(f"{len(made)} judgements added to {found.log_path}; the graph holds them now")
