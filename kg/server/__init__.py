"""A graph on the web: SPARQL 1.1 protocol, pages, a JSON door. Read-only, bounded, offline."""

from __future__ import annotations

from kg.server.options import Options

__all__ = ["Options"]
