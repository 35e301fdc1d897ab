"""Formats of answers and graphs, and which of them a client asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

ROWS: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/trig": "trig",
    "application/n-quads": "nq",
    "application/json": "jsonld",
    "text/plain": "nt",
    "application/xml": "rdf",
    "text/xml": "rdf",
}
"""Media types by preference: the first of each is what `*/*` gets."""
SHORT = {
    "json": "application/sparql-results+json",
    "xml": "application/sparql-results+xml",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "ttl": "text/turtle",
    "turtle": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
    "trig": "application/trig",
    "nq": "application/n-quads",
}
"""Values of the parameter `format`, for links."""
HTML = "text/html"


def accepted(header: str) -> list[tuple[str, float]]:
    """(media range, quality) of an Accept header, best first; nothing means everything. What cannot be read is left out."""
    found = []
    for part in (header or "*/*").split(","):
        name, *parameters = (p.strip().lower() for p in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            if parameter.startswith("q="):
                try:
                    quality = min(max(float(parameter[2:]), 0.0), 1.0)
                except ValueError:
                    quality = 0.0
        if name.count("/") == 1:
            found.append((name, quality))
    return sorted(found, key=lambda pair: -pair[1])


def choose(header: str, offered: Iterable[str]) -> str | None:
    """The best of `offered` (media types by our preference) for an Accept header, None when nothing will do."""
    ranges = accepted(header)
    best, best_rank = None, (0.0, 0)
    for media in offered:
        quality, narrow = _quality(media, ranges)
        if quality > 0 and (quality, narrow) > best_rank:
            best, best_rank = media, (quality, narrow)
    return best


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> tuple[float, int]:
    """(quality, how narrow the range is) by the narrowest range that covers `media`: 2 the type itself, 1 text/*, 0 */*."""
    found = (0.0, -1)
    for name, quality in ranges:
        narrow = 2 if name == media else 1 if name == media.split("/")[0] + "/*" else 0 if name == "*/*" else -1
        if narrow > found[1]:
            found = (quality, narrow)
    return found[0], max(found[1], 0)
