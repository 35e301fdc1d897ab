"""kg explain: the chain from a triple to the words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import api
from kg.cli.show import printable
from kg.errors import UsageError
from kg.explaining import article_lines, claim_lines, find_article
from kg.identity.explaining import identity_lines

NAME = "explain"


def command(
    article: Annotated[str, typer.Argument(help="A file, or the IRI or title of an article in the graph")] = "",
    at: Annotated[int, typer.Option(help="Offset in the article's text, in characters")] = -1,
    claim: Annotated[str, typer.Option(help="IRI of a claim, or the end of it")] = "",
    identity: Annotated[
        str, typer.Option(help="A name, or the IRI of an entity, an event, an identity or a reference entry")
    ] = "",
    graph: Annotated[Path, typer.Option("--graph", "-g", help="A folder that kg build wrote, or a graph file")] = Path(
        "output"
    ),
) -> None:
    """Show what was made of the words at a place, which words a claim rests on, or why things are held for one.

    Examples: kg explain seeds/article.txt --at 120 · kg explain --claim https://w3id.org/khabar/claim/… ·
    kg explain --identity "كريم الحسيني"
    """
    found = api.open(graph)
    facts = found.facts
    if identity:
        lines = identity_lines(facts, found.versions, identity)
    elif claim:
        lines = claim_lines(facts, claim)
    elif at >= 0:
        name = article
        if _is_file(article):
            reading = api.read(article)
            name = reading.articles[0].text if reading.articles else article
        lines = article_lines(facts, find_article(facts, name), at)
    else:
        raise UsageError(
            "KG618", "say which words or which claim", "kg explain ARTICLE --at N, kg explain --claim IRI, or kg explain --identity NAME"
        )
    for line in lines:
        typer.echo(printable(line))


def _is_file(text: str) -> bool:
    """Whether `text` names a file; a whole article does not."""
    try:
        return bool(text) and Path(text).is_file()
    except OSError:
        return False
