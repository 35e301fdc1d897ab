"""kg setup: fetch the morphology data once."""

from __future__ import annotations

import typer

from kg.text.camel_data import set_up

NAME = "setup"


def command() -> None:
    """Fetch the morphology data of camel-tools (9 MB, once) through pip and check it.

    Without it everything works, but particles glued to names are split by rule alone.

    Example: kg setup
    """
    path, fresh = set_up()
    typer.echo(f"morphology data {'made' if fresh else 'already here'}: {path}")
