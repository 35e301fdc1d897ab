"""Names from a list of one's own: a TSV of name and type, found in any spelling and with particles glued to it.

القوات الخاصة<TAB>ORG.ARM
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.inventory import MENTIONS
from kg.model import Document, Span
from kg.text.clitics import proclitic_length
from kg.text.fold import fold_key
from kg.text.morph import Morphology

MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Named:
    """A stretch of text that a list knows, and its mention type."""

    span: Span
    type: str


def read_gazetteer(path: Path) -> dict[str, str]:
    """{folded name: type}. Raises ReadError KG130 for a line that is not name TAB type, KG131 for an unknown type."""
    if not path.is_file():
        raise ReadError("KG130", f"no gazetteer at {path}", "check the setting gazetteer")
    names = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        name, tab, kind = line.partition("\t")
        if not tab:
            raise ReadError("KG130", f"{path.name}:{number} is not name TAB type: {line}", "write القاهرة<TAB>GPE.CITY")
        kind = kind.split("\t")[0].strip()
        if kind not in MENTIONS:
            raise ReadError(
                "KG131", f"{path.name}:{number} has the unknown type {kind!r}", f"use one of {', '.join(MENTIONS)}"
            )
        names[fold_key(name)] = kind
    return names


class Gazetteer:
    """A Component that gives "gazetteer_spans": the longest listed name at each word, none inside another."""

    name = "gazetteer"
    version = "1"
    needs: frozenset[str] = frozenset()
    gives = frozenset({"gazetteer_spans"})

    def __init__(self, names: Mapping[str, str], morph: Morphology | None = None) -> None:
        self._names, self._morph = names, morph
        self._firsts = {key.split()[0] for key in names if key}

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """The spans, in order."""
        found: list[Named] = []
        at = 0
        while at < len(doc.words):
            named, used = self._longest(doc, at)
            if named:
                found.append(named)
            at += max(1, used)
        return {"gazetteer_spans": tuple(found)}

    def _longest(self, doc: Document, at: int) -> tuple[Named | None, int]:
        text, first = doc.article.text, doc.words[at]
        surface = first.of(text)
        for cut in sorted({0, proclitic_length(surface, self._morph)}):
            if fold_key(surface[cut:]) not in self._firsts:
                continue
            for count in range(min(MOST_WORDS, len(doc.words) - at), 0, -1):
                span = Span(first.start + cut, doc.words[at + count - 1].end)
                kind = self._names.get(fold_key(span.of(text)))
                if kind:
                    return Named(span, kind), count
        return None, 0
