"""The store as a network: facts for views, networkx, positions, exports."""

from __future__ import annotations

from kg.graph.around import around
from kg.graph.export import export
from kg.graph.facts import ArticleFact, ClaimFact, Facts, NodeFact, facts
from kg.graph.joined import joined, parted
from kg.graph.layout import communities, layout
from kg.graph.project import folded, network, project

__all__ = [
    "ArticleFact",
    "ClaimFact",
    "Facts",
    "NodeFact",
    "around",
    "communities",
    "export",
    "facts",
    "folded",
    "joined",
    "layout",
    "network",
    "parted",
    "project",
]
