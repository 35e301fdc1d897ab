"""Quads as files: the same quads always give the same bytes, in whatever order they come."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg.rdf.prefixes import Shortener, prefix_lines
from kg.rdf.turtle import TurtleWriter


def nquads(quads: Iterable[Quad]) -> str:
    """N-Quads, one line each, sorted, without repeats."""
    return "".join(f"{line} .\n" for line in sorted({str(quad) for quad in quads}))


def turtle(quads: Iterable[Quad], base_iri: str) -> Iterator[str]:
    """Turtle of the graphs one after the other, without their names, in pieces: what each article tells, for people."""
    yield prefix_lines(base_iri)
    for listed in _by_graph(quads):
        yield from TurtleWriter(base_iri).blocks(quad.triple for quad in listed)


def trig(quads: Iterable[Quad], base_iri: str) -> Iterator[str]:
    """TriG in pieces: the default graph, then the named graphs in the order of their names."""
    yield prefix_lines(base_iri)
    for listed in _by_graph(quads):
        yield from trig_graph(listed, base_iri)


def _by_graph(quads: Iterable[Quad]) -> Iterator[list[Quad]]:
    """The default graph, then the named graphs in the order of their names."""
    graphs: dict[NamedNode | DefaultGraph, list[Quad]] = defaultdict(list)
    for quad in quads:
        assert isinstance(quad.graph_name, (NamedNode, DefaultGraph))
        graphs[quad.graph_name].append(quad)
    for name in sorted(graphs, key=lambda g: "" if isinstance(g, DefaultGraph) else g.value):
        yield graphs[name]


def trig_graph(quads: Iterable[Quad], base_iri: str) -> Iterator[str]:
    """The quads of one graph as TriG without prefixes: for writing a large corpus article by article.

    Write `prefix_lines(base_iri)` first, then the graphs in the order of their names; the bytes are those of `trig`.
    """
    listed = list(quads)
    if not listed:
        return
    name = listed[0].graph_name
    blocks = TurtleWriter(base_iri).blocks(quad.triple for quad in listed)
    if isinstance(name, NamedNode):
        yield f"\n{Shortener(base_iri).short(name)} {{\n"
        yield from blocks
        yield "}\n"
    else:
        yield from blocks
