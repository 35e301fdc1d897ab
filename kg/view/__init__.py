"""Things to look at: the explorer and pyvis networks."""

from __future__ import annotations

from kg.view.engine import quads_text
from kg.view.explorer import explorer_data, explorer_html, positions, write_explorer
from kg.view.network import to_pyvis

__all__ = ["explorer_data", "explorer_html", "positions", "quads_text", "to_pyvis", "write_explorer"]
