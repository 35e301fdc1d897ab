"""Jupyter: displays that survive saving, the explorer in a cell, %%sparql. Load with `%load_ext kg.notebook`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.notebook.frame import Frame

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

__all__ = ["Frame", "load_ipython_extension"]


def load_ipython_extension(shell: InteractiveShell) -> None:
    """What `%load_ext kg.notebook` does: the magic, its completion, short errors."""
    from kg.notebook.magic import install

    install(shell)
