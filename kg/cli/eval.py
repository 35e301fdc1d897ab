"""kg eval: scores against annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.show import progress
from kg.errors import UsageError
from kg.evaluate import evaluate, predict_all, report_text, write_report

NAME = "eval"


def command(
    gold: Annotated[
        list[Path] | None, typer.Argument(help="Folders of annotated articles: NAME.txt with NAME.ann or NAME.json")
    ] = None,
    predictions: Annotated[
        Path | None, typer.Option("--pred", help="A folder of NAME.json instead of running the model")
    ] = None,
    save: Annotated[Path | None, typer.Option(help="Write the predictions there, as NAME.json")] = None,
    report: Annotated[Path | None, typer.Option(help="Write the scores there, as JSON")] = None,
    html: Annotated[
        Path | None, typer.Option(help="Write a page there: confusion tables, calibration, the worst errors in context")
    ] = None,
    types: Annotated[bool, typer.Option(help="Print the scores of every type")] = False,
    dates: Annotated[
        bool, typer.Option(help="Tell the model the publication dates that were given with the articles")
    ] = False,
) -> None:
    """Score the model: mentions, dates, events, roles, relations, attributions, coreference.

    Examples: kg eval annotation/news/batch10 --html report.html · kg eval gold --pred other/json
    """
    if not gold:
        raise UsageError("KG620", "nothing to score against", "kg eval FOLDER, where NAME.txt stands with NAME.ann")
    with progress("reading articles") as told:
        results = (
            evaluate(gold, predictions)
            if predictions
            else predict_all(gold, save, given_dates=dates, progress=told)
        )  # fmt: skip
    typer.echo(report_text(results, types), nl=False)
    if report:
        write_report(report, results)
    if html:
        from kg.evaluate.page import write_page

        write_page(html, results)
        typer.echo(f"  {html}")
