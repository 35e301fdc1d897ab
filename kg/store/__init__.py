"""Quads at rest, and safe questions to them."""

from __future__ import annotations

from kg.store.base import Store, Term
from kg.store.disk import DiskStore, is_store
from kg.store.find import Names
from kg.store.guard import check
from kg.store.named import NamedQuery, named_queries, named_query
from kg.store.oxigraph import OxigraphStore
from kg.store.run import Answer, ask
from kg.store.table import Table

__all__ = [
    "Answer",
    "DiskStore",
    "NamedQuery",
    "Names",
    "OxigraphStore",
    "Store",
    "Table",
    "Term",
    "ask",
    "check",
    "is_store",
    "named_queries",
    "named_query",
]
