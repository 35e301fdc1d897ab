"""Completion in %%sparql cells: prefixed names of the ontology, prefixes, variables of the cell, keywords, options."""

from __future__ import annotations

import re
from functools import cache

from IPython.core.completer import CompletionContext, SimpleCompletion, SimpleMatcherResult, context_matcher

from kg.rdf.ontology import NAMESPACE, ontology_quads
from kg.rdf.terms import STANDARD_PREFIXES

KEYWORDS = (
    "SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "OPTIONAL", "FILTER", "UNION", "VALUES", "BIND", "GRAPH", "GROUP BY",
    "ORDER BY", "HAVING", "LIMIT", "OFFSET", "DISTINCT", "COUNT", "SAMPLE", "GROUP_CONCAT", "MIN", "MAX", "EXISTS", "NOT EXISTS",
    "STRSTARTS", "CONTAINS", "REGEX", "LANG", "STR", "IF", "COALESCE", "DESC", "PREFIX",
)  # fmt: skip
COMMON = {
    "rdf": ("type", "subject", "predicate", "object"), "rdfs": ("label", "comment", "subClassOf"),
    "skos": ("altLabel", "notation"), "oa": ("exact", "start", "end"), "dcterms": ("title", "issued"),
    "prov": ("wasDerivedFrom", "wasGeneratedBy"), "owl": ("sameAs",),
}  # fmt: skip
OPTIONS = ("--graph", "--into", "--view", "--limit", "--timeout")
_LAST = re.compile(r"(?:[?$]\w*|[A-Za-z][\w-]*:[\w-]*|[A-Za-z_]\w*|--\w*|--?)$")


@cache
def terms() -> tuple[str, ...]:
    """kh:… of every term of the ontology, and what is used most of other vocabularies."""
    own = {str(q.subject.value) for q in ontology_quads() if hasattr(q.subject, "value")}
    found = [f"kh:{iri.removeprefix(NAMESPACE)}" for iri in sorted(own) if iri.startswith(NAMESPACE)]
    return (*found, *(f"{p}:{n}" for p, names in COMMON.items() if p in STANDARD_PREFIXES for n in names))


def candidates(cell: str, before: str) -> tuple[str, list[str]]:
    """(the piece being written, what it may become), for a cell and the text before the cursor."""
    match = _LAST.search(before)
    piece = match.group() if match else ""
    if "\n" not in before:
        return piece, [o for o in OPTIONS if o.startswith(piece)]
    if piece[:1] in ("?", "$"):
        known = sorted(set(re.findall(r"[?$]\w+", cell)) - {piece})
        return piece, [v for v in known if v.startswith(piece)]
    if ":" in piece:
        return piece, [t for t in terms() if t.lower().startswith(piece.lower())]
    names = [f"{p}:" for p in STANDARD_PREFIXES] + list(KEYWORDS)
    return piece, [n for n in names if piece and n.lower().startswith(piece.lower())]


@context_matcher()
def complete(context: CompletionContext) -> SimpleMatcherResult:
    """The matcher for IPython; it is silent outside of %%sparql cells."""
    if not context.full_text.lstrip().startswith("%%sparql"):
        return {"completions": []}
    lines = context.full_text.split("\n")
    before = "\n".join([*lines[: context.cursor_line], lines[context.cursor_line][: context.cursor_position]])
    piece, found = candidates(context.full_text, before)
    return {
        "completions": [SimpleCompletion(text=t, type="sparql") for t in found], "matched_fragment": piece, "suppress": True,
    }  # fmt: skip
