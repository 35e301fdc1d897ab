"""Rows as SPARQL 1.1 results: JSON, XML, CSV, TSV, one piece a row, so that writing can stop at a limit."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.store import Term

Row = Sequence[Term | None]
_STRING = "http://www.w3.org/2001/XMLSchema#string"
_XML = "http://www.w3.org/2005/sparql-results#"
_NOT_XML = {c: "\ufffd" for c in range(32) if c not in (9, 10, 13)} | {0xFFFE: "\ufffd", 0xFFFF: "\ufffd"}


class Writer:
    """Head, rows and foot of a result in one format ('json', 'xml', 'csv', 'tsv')."""

    def __init__(self, kind: str, columns: Sequence[str]) -> None:
        self.kind, self.columns, self._first = kind, columns, True

    def head(self) -> str:
        """What comes before the rows."""
        if self.kind == "json":
            return f'{{"head":{json.dumps({"vars": list(self.columns)})},"results":{{"bindings":['
        if self.kind == "xml":
            names = "".join(f"<variable name={quoteattr(c)}/>" for c in self.columns)
            return f'<?xml version="1.0"?><sparql xmlns="{_XML}"><head>{names}</head><results>'
        if self.kind == "csv":
            return ",".join(self.columns) + "\r\n"
        return "\t".join("?" + c for c in self.columns) + "\n"

    def row(self, row: Row) -> str:
        """One row."""
        text: Callable[[Sequence[str], Row], str] = {"json": _json, "xml": _xml, "csv": _csv, "tsv": _tsv}[self.kind]
        comma = "" if self._first or self.kind != "json" else ","
        self._first = False
        return comma + text(self.columns, row)

    def foot(self) -> str:
        """What comes after them."""
        return {"json": "]}}", "xml": "</results></sparql>"}.get(self.kind, "")


def boolean(kind: str, yes: bool) -> str:
    """The answer to an ASK."""
    word = "true" if yes else "false"
    if kind == "json":
        return f'{{"head":{{}},"boolean":{word}}}'
    if kind == "xml":
        return f'<?xml version="1.0"?><sparql xmlns="{_XML}"><head/><boolean>{word}</boolean></sparql>'
    return word


def _json(columns: Sequence[str], row: Row) -> str:
    cells = {c: _cell(t) for c, t in zip(columns, row, strict=True) if t is not None}
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def _cell(term: Term) -> dict[str, object]:
    match term:
        case ox.NamedNode():
            return {"type": "uri", "value": term.value}
        case ox.BlankNode():
            return {"type": "bnode", "value": term.value}
        case ox.Literal():
            cell: dict[str, object] = {"type": "literal", "value": term.value}
            if term.language:
                cell["xml:lang"] = term.language
            elif term.datatype.value != _STRING:
                cell["datatype"] = term.datatype.value
            return cell
    parts = {"subject": term.subject, "predicate": term.predicate, "object": term.object}
    return {"type": "triple", "value": {name: _cell(part) for name, part in parts.items()}}


def _xml(columns: Sequence[str], row: Row) -> str:
    cells = (
        f"<binding name={quoteattr(c)}>{_element(t)}</binding>"
        for c, t in zip(columns, row, strict=True)
        if t is not None
    )
    return f"<result>{''.join(cells)}</result>"


def _element(term: Term) -> str:
    match term:
        case ox.NamedNode():
            return f"<uri>{escape(term.value)}</uri>"
        case ox.BlankNode():
            return f"<bnode>{escape(term.value)}</bnode>"
        case ox.Literal():
            kind = ""
            if term.language:
                kind = f" xml:lang={quoteattr(term.language)}"
            elif term.datatype.value != _STRING:
                kind = f" datatype={quoteattr(term.datatype.value)}"
            # XML has no way to write control characters
            return f"<literal{kind}>{escape(term.value.translate(_NOT_XML)).replace(chr(13), '&#13;')}</literal>"
    s, p, o = _element(term.subject), _element(term.predicate), _element(term.object)
    return f"<triple><subject>{s}</subject><predicate>{p}</predicate><object>{o}</object></triple>"


def _csv(columns: Sequence[str], row: Row) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(["" if t is None else _plain(t) for t in row])
    return out.getvalue()


def _plain(term: Term) -> str:
    return term.value if isinstance(term, (ox.NamedNode, ox.Literal)) else str(term)


def _tsv(columns: Sequence[str], row: Row) -> str:
    # terms as in Turtle, where a tab or line break inside a literal is an escape
    return "\t".join("" if t is None else str(t).replace("\t", "\\t") for t in row) + "\n"
