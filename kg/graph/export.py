"""Networks for other programs: GraphML, GEXF, CSV."""

from __future__ import annotations

import csv
from pathlib import Path

import networkx as nx

from kg.errors import GraphError

FORMATS = ("graphml", "gexf", "csv")


def export(graph: nx.MultiDiGraph[str], path: Path) -> None:
    """Writes by suffix: .graphml, .gexf, or .csv (edges; nodes go beside it as NAME.nodes.csv)."""
    kind = path.suffix.lower().removeprefix(".")
    if kind == "graphml":
        nx.write_graphml(graph, path)
    elif kind == "gexf":
        nx.write_gexf(graph, path)
    elif kind == "csv":
        _write(path, ["subject", "object", "claim", "relation", "factuality", "speakers", "confidence", "article"],
               [[a, b, k, *(d[c] for c in ("relation", "factuality", "speakers", "confidence", "article"))]
                for a, b, k, d in graph.edges(keys=True, data=True)])  # fmt: skip
        columns = ["label", "kind", "event", "mentions", "latin"]
        _write(
            path.with_suffix(".nodes.csv"),
            ["iri", *columns],
            [[n, *(d[c] for c in columns)] for n, d in graph.nodes(data=True)],
        )
    else:
        raise GraphError(
            "KG421", f"no export as {path.suffix or 'a file without suffix'}", f"use .{', .'.join(FORMATS)}"
        )


def _write(path: Path, columns: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(rows)
