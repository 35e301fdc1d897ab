"""Rows of a query: to read, to count, to hand on."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.listing import frame
from kg.store.base import Term

if TYPE_CHECKING:
    import pandas as pd

_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGERS = frozenset(_XSD + n for n in ("integer", "int", "long", "nonNegativeInteger"))
_NUMBERS = frozenset(_XSD + n for n in ("decimal", "double", "float"))


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name and rows of RDF terms (None where unbound). `truncated` says that there were more rows.

    `labels` gives a label for IRIs that have one; `prefixes` shorten the others.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    truncated: bool = False
    labels: Mapping[str, str] = field(default_factory=dict)
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for row in self.rows:
            yield dict(zip(self.columns, map(python_value, row), strict=True))

    def text(self, term: Term | None) -> str:
        """A term as people read it: label, prefixed name, or value."""
        if term is None:
            return ""
        if isinstance(term, ox.NamedNode):
            if term.value in self.labels:
                return self.labels[term.value]
            for prefix, iri in self.prefixes.items():
                if term.value.startswith(iri) and term.value != iri:
                    return f"{prefix}:{term.value[len(iri) :]}"
            return term.value
        return term.value if isinstance(term, ox.Literal) else str(term)

    def texts(self) -> list[list[str]]:
        """All rows as text."""
        return [[self.text(term) for term in row] for row in self.rows]

    def df(self) -> pd.DataFrame:
        """A pandas frame: IRIs by label, numbers as numbers. Raises UsageError KG611 without pandas."""
        cells = [[self.text(t) if isinstance(t, ox.NamedNode) else python_value(t) for t in row] for row in self.rows]
        return frame(self.columns, cells)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.store.display import table_display

        return table_display(self)

    def to_csv(self) -> str:
        """CSV (RFC 4180) with full IRIs."""
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow(self.columns)
        writer.writerows(
            ["" if t is None else t.value if isinstance(t, (ox.NamedNode, ox.Literal)) else str(t) for t in row]
            for row in self.rows
        )
        return out.getvalue()

    def to_json(self) -> str:
        """SPARQL 1.1 Query Results JSON Format."""
        bindings = [{c: _json(t) for c, t in zip(self.columns, row, strict=True) if t is not None} for row in self.rows]
        return json.dumps(
            {"head": {"vars": list(self.columns)}, "results": {"bindings": bindings}}, ensure_ascii=False, indent=1
        )

    def to_markdown(self) -> str:
        """A Markdown table, labels for IRIs."""

        def cell(text: str) -> str:
            return " ".join(text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;").split())

        lines = ["| " + " | ".join(self.columns) + " |", "|" + " --- |" * len(self.columns)]
        lines += ["| " + " | ".join(map(cell, row)) + " |" for row in self.texts()]
        return "\n".join(lines) + "\n"


def python_value(term: Term | None) -> Any:
    """An int, float, bool or str for a literal, the IRI for a node, None for nothing."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        kind = term.datatype.value
        if kind in _INTEGERS:
            return int(term.value)
        if kind in _NUMBERS:
            return float(term.value)
        return term.value == "true" if kind == _XSD + "boolean" else term.value
    return term.value if isinstance(term, ox.NamedNode) else str(term)


def _json(term: Term) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.Literal):
        found = {"type": "literal", "value": term.value}
        if term.language:
            found["xml:lang"] = term.language
        elif term.datatype.value != _XSD + "string":
            found["datatype"] = term.datatype.value
        return found
    return {"type": "bnode", "value": str(term)}
