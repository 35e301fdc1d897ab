"""Dates and amounts: DATE spans found by rule, and the values of DATE, NUM and MON mentions."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Document
from kg.temporal import find_times, parse_money, parse_number, resolve_times

VERSION = "1"


class DateFinder:
    """Gives "date_spans": stretches that are surely dates, for the reader to join with its own."""

    name = "date-rules"
    version = VERSION
    needs: frozenset[str] = frozenset()
    gives = frozenset({"date_spans"})

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """The spans."""
        return {"date_spans": find_times(doc.article.text)}


class Values:
    """Needs the mentions; gives "valued_mentions" (all of them, with values), "times" and "publication" (one Calendar)."""

    name = "values"
    version = VERSION
    needs = frozenset({"mentions"})
    gives = frozenset({"valued_mentions", "times", "publication"})

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """Each DATE, NUM and MON with its value."""
        mentions = doc.layers["mentions"]
        dates = [m for m in mentions if m.type == "DATE"]
        article = doc.article
        calendar = resolve_times(article.text, [m.span for m in dates], article.published, article.url, article.path)
        values = {m.id: t.value or None for m, t in zip(dates, calendar.times, strict=True)}
        for m in mentions:
            if m.type == "NUM":
                values[m.id] = parse_number(m.text)
            elif m.type == "MON":
                values[m.id] = parse_money(m.text)
        valued = tuple(replace(m, value=values[m.id]) if m.id in values else m for m in mentions)
        return {"valued_mentions": valued, "times": calendar.times, "publication": (calendar,)}
