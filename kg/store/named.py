"""Named queries: SPARQL files with a title in three languages, a description and parameters.

A header of comments, then the query:

    # title: Who is said to be behind an event
    # title@ar: …
    # param: event (event kinds) = coup
    # param: person (entity)

A parameter's values go where the query has the comment `#{event}`, as a VALUES block over the variable ?event. They are
written as RDF terms, never pasted as text, so nothing in them can be read as SPARQL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.rdf.ontology import term_labels
from kg.rdf.vocab import EVENT_CLASS, FACTUALITY
from kg.settings import suggestion
from kg.text.fold import fold_key

_TITLE = re.compile(r"# title(?:@(\w+))?: (.+)")
_ABOUT = re.compile(r"# about: (.+)")
_PARAM = re.compile(r"# param: (\w+) \(([^)]+)\)(?: = (.+))?")
_PLACE = re.compile(r"#\{(\w+)\}")
_BETWEEN = re.compile("[,\u060c]")
EVERYWHERE = "kg query without a name lists them all; a server lists them at /queries"
Find = Callable[[str], tuple[str, ...]]
"""Text → the IRIs of the nodes it names."""


@dataclass(frozen=True, slots=True)
class Param:
    """A parameter: its kind is 'entity', 'event kinds', 'factuality' or 'text'; without a default it may be left out."""

    name: str
    kind: str
    default: str | None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of kg/store/queries."""

    name: str
    titles: Mapping[str, str]
    about: str
    params: tuple[Param, ...]
    sparql: str

    def bind(self, given: Mapping[str, str], find: Find) -> str:
        """The SPARQL text with values in place.

        Raises UsageError KG612 for an unknown parameter, KG613 when a name is in no article, QueryError KG509 for a value
        that its kind does not have.
        """
        known = {p.name: p for p in self.params}
        for name in given:
            if name not in known:
                advice = suggestion(name, known) or "this query takes no parameters"
                raise UsageError("KG612", f"the query {self.name!r} has no parameter {name!r}", advice)

        def values(match: re.Match[str]) -> str:
            param = known[match[1]]
            value = given.get(param.name, param.default)
            if value is None or not value.strip():
                return ""
            terms = " ".join(str(t) for t in _terms(param, value, find))
            return f"VALUES ?{param.name} {{ {terms} }}"

        return _PLACE.sub(values, self.sparql)


def named_queries() -> Mapping[str, NamedQuery]:
    """All queries that ship, by name."""
    return _load()


def named_query(name: str) -> NamedQuery:
    """One query. Raises UsageError KG614 when there is none of that name."""
    found = _load().get(name)
    if found is None:
        raise UsageError("KG614", f"no named query {name!r}", suggestion(name, _load()) or EVERYWHERE)
    return found


@cache
def _load() -> dict[str, NamedQuery]:
    folder = files("kg.store").joinpath("queries")
    texts = {
        f.name.removesuffix(".rq"): f.read_text(encoding="utf-8") for f in folder.iterdir() if f.name.endswith(".rq")
    }
    return {name: read(name, text) for name, text in sorted(texts.items())}


def read(name: str, text: str) -> NamedQuery:
    """A query from the text of its file."""
    titles, about, params = {}, "", []
    for line in text.splitlines():
        if title := _TITLE.fullmatch(line):
            titles[title[1] or "en"] = title[2]
        elif described := _ABOUT.fullmatch(line):
            about = described[1]
        elif param := _PARAM.fullmatch(line):
            params.append(Param(param[1], param[2], param[3]))
    places = set(_PLACE.findall(text))
    if places != {p.name for p in params} or "en" not in titles:
        raise QueryError(
            "KG510", f"the query {name!r} names its parameters {sorted(places)} but declares {[p.name for p in params]}"
        )
    return NamedQuery(name, titles, about, tuple(params), text)


@cache
def _called(kind: str) -> dict[str, ox.NamedNode]:
    """{name, folded: term} of the kinds of events or degrees of factuality: the codes, and the ontology's labels in each language."""
    table: Mapping[str, ox.NamedNode] = EVENT_CLASS if kind == "event kinds" else FACTUALITY
    labels = [term_labels(language) for language in ("ar", "en", "fr")]
    found = {fold_key(known[node.value]): node for known in labels for node in table.values() if node.value in known}
    return found | {fold_key(code): node for code, node in table.items()}


def _terms(param: Param, value: str, find: Find) -> Iterable[ox.NamedNode | ox.Literal]:
    parts = [part.strip() for part in (value.split(",") if param.kind == "text" else _BETWEEN.split(value)) if part.strip()]
    if param.kind == "entity":
        for part in parts:
            nodes = find(part)
            if not nodes:
                raise UsageError(
                    "KG613", f"nothing here is called {part!r}", "see kg query entities, or search in the explorer"
                )
            yield from (ox.NamedNode(node) for node in nodes)
    elif param.kind in ("event kinds", "factuality"):
        table: Mapping[str, ox.NamedNode] = EVENT_CLASS if param.kind == "event kinds" else FACTUALITY
        called = _called(param.kind)
        for part in parts:
            if fold_key(part) not in called:
                raise QueryError(
                    "KG509",
                    f"{param.name}: no {param.kind} {part!r}",
                    suggestion(part, table) or f"one of {', '.join(sorted(table))}",
                )
            yield called[fold_key(part)]
    else:
        yield from (ox.Literal(part) for part in parts)
