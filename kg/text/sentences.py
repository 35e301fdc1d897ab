"""Sentence spans of Arabic news. The model is trained on exactly these."""

from __future__ import annotations

import re

from kg.model import Span

# A boundary: a stop or question mark and white space; a line end; a full stop glued to the next sentence
# (but not a decimal, an initial, or an abbreviation such as ق.م); an Arabic semicolon and white space.
_BOUNDARY = re.compile(r"(?<=[.!?؟])\s+|\n+|(?<=[^\s.]{3}\.)(?=[^\s\d.])|(?<=؛)\s+")


def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of `text`, in order, trimmed of white space, none empty."""
    spans, at = [], 0
    cuts = [m.span() for m in _BOUNDARY.finditer(text)]
    for start, end in [*cuts, (len(text), len(text))]:
        piece = text[at:start]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            spans.append(Span(at + lead, at + len(piece.rstrip())))
        at = end
    return tuple(spans)
