"""camel-tools' named entity recogniser as a finder of names. Imported (with torch and transformers) on first use alone."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from kg.errors import ModelError
from kg.extract.names import NameSpan
from kg.model import Document, Span
from kg.text.camel_data import catalogue_dir
from kg.text.morph import Morphology

BATCH = 32
MOST_PIECES = 200
"""Longer sentences are cut: the recogniser's own cutting at 256 pieces can fail."""
TYPES = {"PERS": ("PER",), "PER": ("PER",), "LOC": ("GPE", "LOC", "FAC"), "ORG": ("ORG",)}
"""Mention types that a label stands for, the likeliest first. MISC is too mixed to stand for any."""


def find_checkpoint(name: str = "") -> Path:
    """The folder of the model: `name` if it is one, else that of the user's CAMeL data (`name` or its only one).

    Raises ModelError KG320 when there is none.
    """
    if name and (Path(name) / "config.json").is_file():
        return Path(name)
    roots = [Path(p) for p in (os.environ.get("CAMELTOOLS_DATA"), Path.home() / ".camel_tools") if p]
    known = sorted(p.parent for root in roots for p in (root / "data" / "ner").glob("*/config.json"))
    found = [p for p in known if p.name == name] if name else known
    if not found:
        wanted = f"no camel-tools NER model {name!r}" if name else "no camel-tools NER model on this machine"
        raise ModelError("KG320", wanted, "camel_data -i ner-arabert, or set camel_ner to the folder of a checkpoint")
    return found[0]


class CamelNames:
    """A Component that gives "camel_names": names with the mention types that their labels allow.

    `checkpoint` is a folder that BertForTokenClassification reads. Loaded with the first article.
    """

    name = "camel-names"
    version = "1"
    needs: frozenset[str] = frozenset()
    gives = frozenset({"camel_names"})

    def __init__(self, checkpoint: Path, morph: Morphology | None = None, batch: int = BATCH) -> None:
        self._checkpoint, self._morph, self._batch = checkpoint, morph, batch

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """The names, in order."""
        rows = [piece for sentence in doc.sentences for piece in self._pieces(doc, sentence)]
        text = doc.article.text
        labels = self._recogniser.predict([[w.of(text) for w in row] for row in rows], self._batch) if rows else []
        found = [name for row, marks in zip(rows, labels, strict=True) for name in named(row, marks)]
        return {"camel_names": tuple(found)}

    def _pieces(self, doc: Document, sentence: Span) -> Iterator[list[Span]]:
        """The words of a sentence in runs that the recogniser can take; words that its tokenizer cannot see are left out."""
        row: list[Span] = []
        size = 0
        for word in doc.words:
            if not sentence.covers(word):
                continue
            count = len(self._recogniser.tokenizer.tokenize(word.of(doc.article.text)))
            if count == 0 or count > MOST_PIECES:
                continue
            if size + count > MOST_PIECES:
                yield row
                row, size = [], 0
            row.append(word)
            size += count
        if row:
            yield row

    @cached_property
    def _recogniser(self) -> Any:
        """Raises ModelError KG321 when the checkpoint cannot be read."""
        os.environ.setdefault("CAMELTOOLS_DATA", str(catalogue_dir()))  # else importing camel-tools asks the network
        from camel_tools.ner import NERecognizer

        try:
            return NERecognizer(str(self._checkpoint))
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                "KG321", f"{self._checkpoint} is no NER model: {error}", "camel_data -i ner-arabert, or another folder"
            ) from error


def named(words: Sequence[Span], labels: Sequence[str]) -> Iterator[NameSpan]:
    """The names that IOB labels mark: one for each run of a label."""
    start, kind = 0, ""
    for at, label in enumerate([*labels, "O"]):
        mark, _, here = label.partition("-")
        if kind and (mark != "I" or here != kind):
            if kind in TYPES:
                yield NameSpan(Span(words[start].start, words[at - 1].end), TYPES[kind])
            kind = ""
        if mark != "O" and not kind:
            start, kind = at, here
