"""Options of the commands that read articles: who reads, who finds names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any

import typer

Names = Annotated[
    str, typer.Option("--names", help="Who finds names: model, camel (camel-tools' recogniser, if you have it) or both")
]
Extractor = Annotated[
    str, typer.Option("--extractor", help="What reads articles: joint (offline) or llm (sends them to --base-url)")
]
BaseUrl = Annotated[str, typer.Option("--base-url", help="OpenAI-compatible endpoint of the llm extractor")]
Model = Annotated[str, typer.Option("--model", help="Model of the extractor: of the endpoint, or a model folder")]


def chosen(names: str, extractor: str, base_url: str, model: str) -> dict[str, Any]:
    """The settings that options name; an option left out names none."""
    setting = "llm_model" if extractor == "llm" or base_url else "model"
    given = {"names": names, "extractor": extractor, "llm_base_url": base_url, setting: model}
    return {name: value for name, value in given.items() if value}


def tell(notes: Iterable[str]) -> None:
    """What components have to say after a run, on standard error."""
    for line in notes:
        typer.echo(line, err=True)
