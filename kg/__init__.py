"""Khabar: Arabic news articles in, a knowledge graph that keeps who said what out.

import kg
graph = kg.build("seeds").graph
graph.entity("أبو بكر البغدادي")
graph.query("tellings").df()
graph.view("explorer.html")
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.api import Build, Graph, build, extract, open, read

__version__ = "0.1.0"
__all__ = ["Build", "Graph", "build", "extract", "open", "read"]


class _Package(ModuleType):
    """`kg.read` and `kg.extract` are the public functions; the folders of these names don't take their place once imported."""

    def __setattr__(self, name: str, value: object) -> None:
        if not (name in __all__ and isinstance(value, ModuleType)):
            super().__setattr__(name, value)


sys.modules[__name__].__class__ = _Package


def __getattr__(name: str) -> Any:
    """Public names are imported when first used, so that `import kg` is instant."""
    if name in __all__:
        from kg import api

        return getattr(api, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
