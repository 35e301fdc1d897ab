"""kg eval: scores against annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import progress
from kg.evaluate import evaluate, predict_all, report_text, write_report

NAME = "eval"


def command(
    gold: Annotated[
        list[Path], typer.Argument(help="Folders of annotated articles: NAME.txt with NAME.ann or NAME.json")
    ],
    predictions: Annotated[
        Path | None, typer.Option("--pred", help="A folder of NAME.json instead of running the model")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the predictions there, as NAME.json")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the scores there, as JSON")] = None,
    dates: Annotated[
        bool, typer.Option(help="Tell the model the publication dates that were given with the articles")
    ] = False,
) -> None:
    """Score the model: mentions, dates, events, roles, relations, attributions, coreference.

    Example: kg eval annotation/news/batch10 annotation/news/batch11
    """
    found = predictions
    with progress("reading articles") as told:
        results = evaluate(gold, found) if found else predict_all(gold, save, given_dates=dates, progress=told)
    typer.echo(report_text(results), nl=False)
    if report:
        write_report(report, results)
