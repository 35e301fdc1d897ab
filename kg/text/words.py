"""Words, numbers and single signs as spans. The model is trained on exactly these."""

from __future__ import annotations

import re

from kg.model import Span

# Numbers keep their separators (Arabic decimal U+066B and thousands U+066C too); a letter run keeps its diacritics.
_WORD = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*|(?:[^\W\d]|[\u064b-\u0652\u0670])+|[^\w\s]")


def words(text: str, start: int = 0, end: int | None = None) -> tuple[Span, ...]:
    """The words of `text[start:end]`, as offsets into `text`."""
    stop = len(text) if end is None else end
    return tuple(Span(*m.span()) for m in _WORD.finditer(text, start, stop))
