"""kg extract: what the model reads out of one article."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.reader import BaseUrl, Extractor, Model, Names, chosen, tell
from kg.cli.show import problems
from kg.extract import default_pipeline, to_json
from kg.model import Extraction
from kg.settings import settings

NAME = "extract"


class Format(StrEnum):
    """How to print."""

    text = "text"
    json = "json"


def command(
    file: Annotated[Path, typer.Argument(help="An article")],
    format: Annotated[
        Format, typer.Option("--format", "-f", help="text to read, json for programs and for kg eval")
    ] = Format.text,
    published: Annotated[
        str, typer.Option(help="Publication date if the file does not say it: 2019, 2019-02 or 2019-02-17")
    ] = "",
    names: Names = "",
    extractor: Extractor = "",
    base_url: BaseUrl = "",
    model: Model = "",
) -> None:
    """Print mentions, events, relations and attributions of an article.

    Example: kg extract seeds/article.txt --format json > article.json
    """
    from dataclasses import replace

    from kg.model import PrefixDate

    reading = api.read(file)
    if not reading.articles:
        problems(reading.problems)
        raise typer.Exit(2)
    pipeline = default_pipeline(settings(**chosen(names, extractor, base_url, model)))
    for article in reading.articles:
        found = api.extract(replace(article, published=PrefixDate(published or article.published)), pipeline)
        typer.echo(json.dumps(to_json(found), ensure_ascii=False, indent=1) if format is Format.json else _text(found))
    tell(pipeline.notes())
    if problems(reading.problems):
        raise typer.Exit(1)


def _text(x: Extraction) -> str:
    words = {m.id: m.text for m in x.mentions} | {e.id: e.text for e in x.events} | {s.id: s.text for s in x.says}
    lines = [
        f"published {x.published or '?'} ({x.published_source}{': ' + x.published_why if x.published_why else ''})"
    ]
    known: dict[str, str] = {}
    for f in x.facts:
        known[f.mention] = f"{known.get(f.mention, '')}  {f.name} {f.value}"
    lines += [
        f"mention   {m.type:12} {m.text}" + (f"  = {m.value}" if m.value else "") + known.get(m.id, "") for m in x.mentions
    ]
    for e in x.events:
        roles = ", ".join(f"{r.name}={words.get(r.target, '?')}" for r in e.roles)
        lines.append(f"event     {e.type:12} {e.text}  {roles}" + (f"  [{', '.join(e.mods)}]" if e.mods else ""))
    lines += [f"relation  {r.type:12} {words.get(r.head, '?')} → {words.get(r.tail, '?')}" for r in x.relations]
    lines += [
        f"says      {s.mod:12} {words.get(s.source or '', '?')}: {s.text} → {', '.join(words.get(c, c) for c in s.content)}"
        for s in x.says
    ]
    return "\n".join(lines)
