"""Pushing a graph to a server, article by article: what is there already is left, everything is verified by count and hash.

The hash is of the canonical form of a graph's triples: N-Triples lines, sorted, with blank nodes named by RDFC-1.0, languages in
lower case and numbers in their canonical spelling, because servers are free to change these and do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg.store.oxigraph import OxigraphStore
from kg.store.remote import Remote

_XSD = "http://www.w3.org/2001/XMLSchema#"
_WHOLE = frozenset(_XSD + n for n in ("integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger"))


@dataclass(frozen=True, slots=True)
class Pushed:
    """One graph: 'same' (it was there already), 'sent', 'removed', or 'differs' (the server does not give back what was sent)."""

    graph: str
    state: str
    triples: int = 0
    there: int = 0
    digest: str = ""


def push(store: OxigraphStore, remote: Remote, *, gone: Iterable[str] = (), dry: bool = False) -> Iterator[Pushed]:
    """Makes the server hold the graphs of `store`, and not those of `gone`. Stop it at any time and run it again.

    Raises GraphError KG431, KG432 when the server refuses or cannot be reached; what was verified before stays.
    """
    for name in sorted(store.graphs()):
        triples = [q.triple for q in store.graph(name)]
        wanted = digest(remote.sent(t) for t in triples)
        there = remote.count(name)
        if there and digest(remote.triples(name)) == wanted:
            yield Pushed(name, "same", len(triples), there, wanted)
            continue
        if dry:
            yield Pushed(name, "differs", len(triples), there, wanted)
            continue
        remote.replace(name, triples)
        found = remote.triples(name)
        yield Pushed(name, "sent" if digest(found) == wanted else "differs", len(triples), len(found), wanted)
    for name in sorted(set(gone)):
        if not dry:
            remote.remove(name)
        yield Pushed(name, "removed")


def digest(triples: Iterable[ox.Triple]) -> str:
    """SHA-256 of the canonical form, in hex."""
    known = [ox.Quad(t.subject, t.predicate, _canonical(t.object)) for t in triples]
    if any(isinstance(term, ox.BlankNode) for q in known for term in (q.subject, q.object)):
        dataset = ox.Dataset(known)
        dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
        known = list(dataset)
    return hashlib.sha256("".join(sorted({f"{q.triple} .\n" for q in known})).encode("utf-8")).hexdigest()


def _canonical(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple:
    if not isinstance(term, ox.Literal):
        return term
    if term.language:
        return ox.Literal(term.value, language=term.language.lower())
    kind = term.datatype.value
    try:
        if kind in _WHOLE:
            return ox.Literal(str(int(term.value)), datatype=term.datatype)
        if kind == _XSD + "decimal":
            number = format(Decimal(term.value).normalize(), "f")
            return ox.Literal("0" if number == "-0" else number, datatype=term.datatype)
        if kind in (_XSD + "double", _XSD + "float"):
            return ox.Literal(repr(float(term.value)), datatype=term.datatype)
    except (ValueError, InvalidOperation):
        return term
    return term
