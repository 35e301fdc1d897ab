"""Rows of a query as something other than a table: a network, a timeline, a map, bars."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import networkx as nx
import pyoxigraph as ox

from kg.errors import UsageError
from kg.notebook.charts import bars, lanes, points
from kg.notebook.pictures import Dot, bundle, draw
from kg.store.table import Table, python_value
from kg.view.network import COLORS

if TYPE_CHECKING:
    from kg.store.base import Term

VIEWS = ("table", "graph", "timeline", "map", "bars")
_DATE = re.compile(r"-?\d{4,}-\d\d-\d\d")
_POINT = re.compile(r"POINT\s*\(\s*(-?[\d.]+)\s+(-?[\d.]+)\s*\)", re.IGNORECASE)


class View:
    """A table shown as `kind`; the table itself stays below, folded away."""

    def __init__(self, table: Table, kind: str) -> None:
        self.table, self.kind = table, kind

    def __repr__(self) -> str:
        return self.table.to_markdown()

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        if is_answer(self.table):
            said = "Yes." if self.table.texts() == [["true"]] else "No."
            return {"text/plain": said, "text/html": f"<p><b>{said}</b></p>"}
        shown = self.table._repr_mimebundle_()
        if self.kind == "table":
            return shown
        below = f"<details><summary>{len(self.table)} rows</summary>{shown['text/html']}</details>"
        return bundle(shown["text/plain"], _PICTURES[self.kind](self.table), after=below)


def is_answer(table: Table) -> bool:
    """Whether the table is the yes or no of an ASK."""
    return table.columns == ("answer",) and table.texts() in ([["true"]], [["false"]])


def as_bars(table: Table) -> str:
    """The first column that is no number against the first that is. Raises UsageError KG632 when one is missing."""
    number = _column(table, lambda t: isinstance(python_value(t), (int, float)))
    name = _column(table, lambda t: isinstance(python_value(t), str))
    if number is None or name is None:
        raise UsageError("KG632", "bars need a column of names and one of numbers", "SELECT ?name (COUNT(*) AS ?n)")
    return bars([(table.text(row[name]), float(python_value(row[number]) or 0)) for row in table.rows])


def as_timeline(table: Table) -> str:
    """Columns of dates (a second one is the end) against the first other one. Raises UsageError KG632 without dates."""
    dates = [i for i in range(len(table.columns)) if _all(table, i, _is_date)]
    if not dates:
        raise UsageError(
            "KG632", "a timeline needs a column of dates", "select ?earliest and ?latest of kh:earliest, kh:latest"
        )
    others = [i for i in range(len(table.columns)) if i not in dates]
    kind = table.columns.index("kind") if "kind" in table.columns else -1
    names = [i for i in others if i != kind][:2]
    rows = [
        (
            table.text(row[dates[0]]), table.text(row[dates[1]]) if len(dates) > 1 else table.text(row[dates[0]]),
            " — ".join(table.text(row[i]) for i in names if row[i] is not None), table.text(row[kind]) if kind >= 0 else "",
        )
        for row in table.rows
    ]  # fmt: skip
    return lanes(rows)


def as_map(table: Table) -> str:
    """?lat and ?long (or a WKT point) against the first other column. Raises UsageError KG632 without them."""
    lower = [c.lower() for c in table.columns]
    lat = next((i for i, c in enumerate(lower) if c in ("lat", "latitude")), None)
    long = next((i for i, c in enumerate(lower) if c in ("long", "lon", "lng", "longitude")), None)
    wkt = _column(table, lambda t: isinstance(t, ox.Literal) and bool(_POINT.search(t.value)))
    used = {lat, long, wkt}
    name = next((i for i in range(len(table.columns)) if i not in used), None)
    number = _column(table, lambda t: isinstance(python_value(t), (int, float)), used)
    found = []
    for row in table.rows:
        where = _place(row, lat, long, wkt)
        if where and name is not None:
            weight = python_value(row[number]) if number is not None else 1.0
            found.append((*where, table.text(row[name]), float(weight or 0.0)))
    if not found:
        raise UsageError("KG632", "a map needs ?lat and ?long, or a WKT point", "see the named queries of places")
    return points(found)


def as_graph(table: Table) -> str:
    """Triples of a CONSTRUCT, or the first two columns of a SELECT, as a network. Raises UsageError KG632 for one column."""
    if len(table.columns) < 2:
        raise UsageError("KG632", "a network needs two columns", "SELECT ?from ?to, or CONSTRUCT")
    first, second = (0, 2) if table.columns == ("subject", "predicate", "object") else (0, 1)
    graph: nx.Graph[str] = nx.Graph()
    dots = {}
    for row in table.rows:
        ends = [row[first], row[second]]
        if None in ends:
            continue
        for term in ends:
            color = COLORS["person"] if isinstance(term, ox.NamedNode) else COLORS["thing"]
            dots[str(term)] = Dot(table.text(term), color)
        graph.add_edge(str(ends[0]), str(ends[1]))
    return draw(graph, dots)


_PICTURES: dict[str, Callable[[Table], str]] = {
    "graph": as_graph,
    "timeline": as_timeline,
    "map": as_map,
    "bars": as_bars,
}


def _is_date(term: Term | None) -> bool:
    return isinstance(term, ox.Literal) and bool(_DATE.match(term.value))


def _all(table: Table, column: int, fits: Callable[[Term | None], bool]) -> bool:
    values = [row[column] for row in table.rows if row[column] is not None]
    return bool(values) and all(fits(v) for v in values)


def _column(
    table: Table, fits: Callable[[Term | None], bool], but: Sequence[int | None] | set[int | None] = ()
) -> int | None:
    return next((i for i in range(len(table.columns)) if i not in but and _all(table, i, fits)), None)


def _place(
    row: Sequence[Term | None], lat: int | None, long: int | None, wkt: int | None
) -> tuple[float, float] | None:
    if lat is not None and long is not None:
        values = python_value(row[lat]), python_value(row[long])
        return (float(values[0]), float(values[1])) if None not in values else None
    found = _POINT.search(str(python_value(row[wkt]))) if wkt is not None and row[wkt] is not None else None
    return (float(found[2]), float(found[1])) if found else None
