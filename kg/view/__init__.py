"""Things to look at: the explorer and pyvis networks."""

from __future__ import annotations

from kg.view.explorer import explorer_html, write_explorer
from kg.view.network import to_pyvis

__all__ = ["explorer_html", "to_pyvis", "write_explorer"]
