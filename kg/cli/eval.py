"""kg eval: scores against annotated articles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.reader import BaseUrl, Extractor, Model, Names, chosen, tell
from kg.cli.show import progress
from kg.errors import UsageError
from kg.evaluate import Results, evaluate, identity, predict_all, report_text, write_report
from kg.evaluate.ann import Dates
from kg.evaluate.conll import DEFAULT_MAP
from kg.extract import default_pipeline, extract
from kg.settings import Settings, settings

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
        Dates, typer.Option(help="Publication dates to tell the model: none, those given with the articles, or those the annotator knew")
    ] = Dates.NONE,
    without: Annotated[
        list[str] | None,
        typer.Option(help="Say what a component brings (or 'morphology'): scores and time with and without it"),
    ] = None,
    conll: Annotated[
        Path | None, typer.Option(help="A CoNLL file (token and IOB label a line): score names as seqeval does")
    ] = None,
    mapping: Annotated[
        str, typer.Option("--map", help="Labels of the CoNLL file: LABEL=TYPE+TYPE,…; others are left out")
    ] = DEFAULT_MAP,
    bare: Annotated[
        bool,
        typer.Option("--bare/--whole", help="Names without generic nouns, as in ANERcorp, or as Khabar marks them"),
    ] = True,
    names: Names = "",
    extractor: Extractor = "",
    base_url: BaseUrl = "",
    model: Model = "",
) -> None:
    """Score the model: mentions, dates, events, roles, relations, attributions, coreference.

    A folder with names.tsv and places.tsv scores identity instead: how rightly names are merged and places linked.

    Examples: kg eval annotation/news/batch10 --html report.html · kg eval gold --pred other/json ·
    kg eval gold --without values · kg eval --conll test.txt --map "PERS=PER,LOC=GPE+LOC,ORG=ORG"
    """
    values = settings(**chosen(names, extractor, base_url, model))
    if conll:
        _names(conll, mapping, bare, values)
    elif not gold:
        raise UsageError("KG640", "nothing to score against", "kg eval FOLDER, where NAME.txt stands with NAME.ann")
    elif all((folder / identity.NAMES).is_file() for folder in gold):
        for folder in gold:
            typer.echo(identity.identity_report(folder), nl=False)
    elif without:
        _ablation(gold, without, values)
    else:
        results = _results(gold, predictions, save, dates, values)
        typer.echo(report_text(results, types), nl=False)
        if report:
            write_report(report, results)
        if html:
            from kg.evaluate.page import write_page

            write_page(html, results)
            typer.echo(f"  {html}")


def _results(gold: list[Path], predictions: Path | None, save: Path | None, dates: Dates, values: Settings) -> Results:
    if predictions:
        return evaluate(gold, predictions)
    pipeline = default_pipeline(values)
    with progress("reading articles") as told:
        results = predict_all(gold, save, dates=dates, progress=told, pipeline=pipeline)
    tell(pipeline.notes())
    return results


def _ablation(gold: list[Path], names: list[str], values: Settings) -> None:
    from kg.evaluate.ablation import ablate
    from kg.evaluate.tables import ablation_text

    with progress("reading articles") as told:
        whole, found = ablate(gold, names, values, told)
    typer.echo(ablation_text(whole, found), nl=False)


def _names(file: Path, mapping: str, bare: bool, values: Settings) -> None:
    from kg.evaluate.bare import BareNames
    from kg.evaluate.conll import names_text, read_map, score_conll
    from kg.text.morph import morphology

    table, pipeline = read_map(mapping), default_pipeline(values)
    with progress("reading sentences") as told:
        found = score_conll(
            file, table, lambda a: extract(a, pipeline), BareNames(morphology()) if bare else None, told
        )
    typer.echo(names_text(found), nl=False)
