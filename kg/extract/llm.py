"""A reader behind any OpenAI-compatible endpoint, local or not. Off unless chosen: the article's text goes to that endpoint."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.extract.llm_anchor import Draft, anchored
from kg.extract.llm_client import Chat, Cut, Usage
from kg.extract.llm_schema import schema
from kg.locations import data_file
from kg.model import Document, Maker

MOST_WORDS = 450
"""Words of the sentences in one request; a sentence is never cut."""
MOST_KNOWN = 60
"""Things of earlier requests whose cluster names go along."""


class LlmReader:
    """A Component that asks a language model for the annotations of an article, window by window of whole sentences.

    Whatever is not of the inventory or does not stand in the text is dropped and counted (`usage`). A failing endpoint fails
    the article (PipelineError KG24x), not the run.
    """

    name = "llm"
    needs: frozenset[str] = frozenset()
    gives = frozenset({"mentions", "events", "relations", "says"})

    def __init__(self, chat: Chat) -> None:
        self._chat = chat
        self.version = chat.model

    @property
    def usage(self) -> Usage:
        """Requests, tokens, cost, time and what was dropped, of all articles so far."""
        return self._chat.usage

    def notes(self) -> tuple[str, ...]:
        """What a user should know after the run."""
        return (self.usage.line(),)

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """The four layers of `doc`."""
        draft = Draft(doc, Maker(f"llm-{self._chat.model}", "1"))
        for first, last in windows(doc):
            self._read(draft, first, last)
        self.usage.dropped.update(draft.dropped)
        return draft.layers()

    def _read(self, draft: Draft, first: int, last: int) -> None:
        """One window; an answer that was cut short is asked for again in two halves."""
        try:
            answer = self._chat.ask(_instructions(), _question(draft, first, last), schema())
        except Cut:
            if last - first < 2:
                raise
            middle = (first + last) // 2
            self._read(draft, first, middle)
            self._read(draft, middle, last)
            return
        anchored(draft, answer, first, last)


def windows(doc: Document) -> Iterator[tuple[int, int]]:
    """Half-open ranges of sentences of at most MOST_WORDS words each (or one longer sentence)."""
    first, size = 0, 0
    for number, sentence in enumerate(doc.sentences):
        count = len(sentence.of(doc.article.text).split())
        if number > first and size + count > MOST_WORDS:
            yield first, number
            first, size = number, 0
        size += count
    if first < len(doc.sentences):
        yield first, len(doc.sentences)


@cache
def _instructions() -> str:
    return data_file("prompts", "extract.txt").read_text(encoding="utf-8")


def _question(draft: Draft, first: int, last: int) -> str:
    doc = draft.doc
    lines = [f"[{n + 1}] {' '.join(doc.sentences[n].of(doc.article.text).split())}" for n in range(first, last)]
    known = draft.known_clusters()[:MOST_KNOWN]
    if known:
        lines += ["", "Clusters of the sentences before, to be used again: " + ", ".join(f"{c} = «{t}»" for c, t in known)]
    return "\n".join(lines)
