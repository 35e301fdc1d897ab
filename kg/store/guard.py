"""What a query may do: read the graphs that are here, and nothing else.

The engines would fetch files and addresses from a plain SELECT (SERVICE, FROM <file:…>), so a query is looked over first.
Codepoint escapes (\\u0053) are decoded, comments, strings and IRIs are set aside, what is left are the words of the query.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from kg.errors import QueryError

LONGEST = 16_384
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_TOKEN = re.compile(
    r"""
      (?P<comment>\#[^\n\r]*)
    | (?P<string>\"\"\"(?:\\.|[^\\])*?\"\"\" | \'\'\'(?:\\.|[^\\])*?\'\'\' | \"(?:\\.|[^"\\\n\r])*\" | '(?:\\.|[^'\\\n\r])*')
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<variable>[?$]\w+)
    | (?P<prefixed>[\w.-]*:[\w.%-]*)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
UPDATES = frozenset({"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"})
FORMS = frozenset({"SELECT", "ASK", "CONSTRUCT", "DESCRIBE"})


def check(sparql: str, graphs: Collection[str] = ()) -> str:
    """The form of the query (SELECT, ASK, CONSTRUCT, DESCRIBE). `graphs` are those that FROM may name.

    Raises QueryError: KG501 too long, KG502 an update, KG503 SERVICE, KG504 FROM of another graph, KG505 no query.
    """
    if len(sparql) > LONGEST:
        raise QueryError(
            "KG501", f"the query has {len(sparql)} characters, {LONGEST} are allowed", "ask in several queries"
        )
    form, after_from, dataset_clause = "", False, False
    for kind, text in _tokens(_decode(sparql)):
        upper = text.upper()
        if kind == "word":
            if upper in UPDATES and not form:
                raise QueryError(
                    "KG502",
                    f"{upper} would change the graph, which is read-only",
                    "ask with SELECT, ASK, CONSTRUCT or DESCRIBE",
                )
            if upper == "SERVICE":
                raise QueryError(
                    "KG503",
                    "SERVICE would call another server",
                    "query what is in this graph, or load the other data first",
                )
            if upper in FORMS and not form:
                form = upper
            if upper == "FROM":
                after_from = dataset_clause = True
            elif upper == "NAMED" and dataset_clause:
                after_from = True
            else:
                after_from = False
        elif after_from:
            _known_graph(text, graphs)
            after_from = False
    if not form:
        raise QueryError("KG505", "this is no query", "begin with SELECT, ASK, CONSTRUCT or DESCRIBE")
    return form


def _known_graph(text: str, graphs: Collection[str]) -> None:
    if text.strip("<>") not in graphs:
        advice = "name a graph of this store in full, as <…>, or leave FROM out"
        raise QueryError("KG504", f"FROM {text} is not a graph of this store", advice)


def _decode(sparql: str) -> str:
    def letter(match: re.Match[str]) -> str:
        code = int(match[1] or match[2], 16)
        return chr(code) if code < 0x110000 else match[0]

    return _ESCAPE.sub(letter, sparql)


def _tokens(sparql: str) -> list[tuple[str, str]]:
    """(kind, text) of what is neither comment, string nor white space."""
    found = []
    for match in _TOKEN.finditer(sparql):
        kind = match.lastgroup or "other"
        if kind not in ("comment", "string") and not match.group().isspace():
            found.append((kind, match.group()))
    return found
