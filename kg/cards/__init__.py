"""What is shown of a graph: cards, claims in words, listings, timelines, paths."""

from __future__ import annotations

from kg.cards.card import Card, card
from kg.cards.claims import Claims
from kg.cards.lines import CardLine, Words, line
from kg.cards.paths import Path, Step, paths
from kg.cards.reading import ArticleView, article
from kg.cards.tables import articles, entities, events
from kg.cards.timeline import Dated, Timeline, timeline

__all__ = [
    "ArticleView",
    "Card",
    "CardLine",
    "Claims",
    "Dated",
    "Path",
    "Step",
    "Timeline",
    "Words",
    "article",
    "articles",
    "card",
    "entities",
    "events",
    "line",
    "paths",
    "timeline",
]
