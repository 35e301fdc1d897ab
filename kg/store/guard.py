"""What a query may do: read the graphs that are here, and nothing else.

The engines would fetch files and addresses from a plain SELECT (SERVICE, FROM <file:…>), so a query is looked over first.
Comments, strings and IRIs are set aside; what is left are the words of the query. Two things make that harder than it sounds:

* `\\u0053` may be decoded before the text is cut into words (as the standard has it, and rdflib) or after (as Oxigraph), and
  either way can hide a word from whoever does the other: the query is looked over as it stands and decoded;
* Oxigraph lets a keyword touch what stands beside it (`SERVICEx:y {…}`, `trueSERVICE<…>`), so a word that contains SERVICE is
  refused, and so is a name with such a prefix where a group follows.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from kg.errors import QueryError

LONGEST = 16_384
DEEPEST = 32
"""Brackets inside brackets: parsers recurse, and run out of stack at some thousands."""
MOST_CLOSURES = 12
"""Property paths with * or +: each may walk the whole graph from every node."""
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\" | \'\'\'(?:\\.|[^\\])*?\'\'\' | \"(?:\\.|[^"\\\n\r])*\" | '(?:\\.|[^'\\\n\r])*')
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<variable>[?$]\w+)
    | (?P<prefixed>(?:[\w-][\w.-]{0,100}+)?:(?>(?:[\w:]|%[0-9A-Fa-f]{2}|\\.)(?:\.*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\.))*)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CLOSURE = re.compile(r"[)>\w][*+]|[)>\w]\s+[*+]\s*[?$<\w:(]")
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


@dataclass(frozen=True, slots=True)
class Checked:
    """A query that may run: its form, and whether it names its own dataset (FROM)."""

    form: str
    dataset: bool = False


def check(sparql: str, graphs: Collection[str] = ()) -> str:
    """The form of the query (SELECT, ASK, CONSTRUCT, DESCRIBE): see `inspect`."""
    return inspect(sparql, graphs).form


def inspect(sparql: str, graphs: Collection[str] = ()) -> Checked:
    """Looks a query over. `graphs` are those that FROM may name.

    Raises QueryError: KG501 too long, KG502 an update, KG503 SERVICE, KG504 FROM of another graph, KG505 no query, KG511 too
    deep.
    """
    if len(sparql) > LONGEST:
        raise QueryError(
            "KG501", f"the query has {len(sparql)} characters, {LONGEST} are allowed", "ask in several queries"
        )
    decoded = _decode(sparql)
    if decoded != sparql:
        _look(decoded, graphs)
    return _look(sparql, graphs)


def _look(sparql: str, graphs: Collection[str]) -> Checked:
    form, after_from, dataset, before = "", False, False, ("", "")
    depth = 0
    for kind, text in _tokens(sparql):
        upper = text.upper()
        if kind == "word":
            form = _word(upper, form)
            if upper in ("FROM", "FROMNAMED"):
                after_from = dataset = True
            else:
                after_from = after_from and upper == "NAMED"
        elif after_from:
            _known_graph(text, graphs)
            after_from = False
        if text == "{" and before[0] == "prefixed" and "SERVICE" in before[1].partition(":")[0].upper():
            raise _service()
        depth += (text in "{([") - (text in "})]") if kind == "other" else 0
        if depth > DEEPEST:
            raise QueryError("KG511", f"the query nests brackets more than {DEEPEST} deep", "ask in several queries")
        before = kind, text
    if not form:
        raise QueryError("KG505", "this is no query", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    _paths(sparql)
    return Checked(form, dataset)


def _word(upper: str, form: str) -> str:
    """The form of the query after this word of it."""
    if upper in UPDATES and not form:
        raise QueryError(
            "KG502",
            f"{upper} would change the graph, which is read-only",
            "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
        )
    if "SERVICE" in upper:
        raise _service()
    return form or (upper if upper in FORMS else "")


def _service() -> QueryError:
    return QueryError(
        "KG503", "SERVICE would call another server", "query what is in this graph, or load the other data first"
    )


def _known_graph(text: str, graphs: Collection[str]) -> None:
    if text.strip("<>") not in graphs:
        advice = "name a graph of this store in full, as <…>, or leave FROM out"
        raise QueryError("KG504", f"FROM {text} is not a graph of this store", advice)


def _paths(sparql: str) -> None:
    """Refuses a query with more unbounded paths than anybody writes by hand."""
    bare = "".join(f"<> {text[-1]}" if kind == "iri" else text for kind, text in _tokens(sparql, spaces=True))
    if len(_CLOSURE.findall(bare)) > MOST_CLOSURES:
        advice = "walk fewer paths in one query"
        raise QueryError("KG511", f"the query has more than {MOST_CLOSURES} paths with * or +", advice)


def _decode(sparql: str) -> str:
    def letter(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _ESCAPE.sub(letter, sparql)


def _tokens(sparql: str, *, spaces: bool = False) -> Iterator[tuple[str, str]]:
    """(kind, text) of what is neither comment, string nor (unless asked for) white space."""
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or "other"
        if kind not in ("comment", "string") and (spaces or not match.group().isspace()):
            yield kind, match.group()
