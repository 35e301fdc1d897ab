"""The words that a claim rests on: the least stretch of a sentence that has trigger and filler, and the sentence around it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Article, Evidence, Maker, Span


class Sentences:
    """The sentences of an article, found by offset."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = sorted(spans)
        self._starts = [s.start for s in self._spans]

    def around(self, at: Span) -> Span:
        """The sentence that holds `at`; where it crosses a border, from the first sentence it touches to the last."""
        first = max(bisect_right(self._starts, at.start) - 1, 0)
        touched = [
            s for s in self._spans[first : bisect_right(self._starts, max(at.end - 1, at.start))] if s.overlaps(at)
        ]
        return Span(min([at.start, *(s.start for s in touched)]), max([at.end, *(s.end for s in touched)]))


@dataclass(frozen=True, slots=True)
class Told:
    """Where something is told: the words at its centre (`at`), and those of subject, object and trigger."""

    at: Span
    score: float
    maker: Maker
    subject: Span | None = None
    object: Span | None = None
    trigger: Span | None = None

    def evidence(self, article: Article, sentences: Sentences) -> Evidence:
        """From `at` to the object; the whole sentence of `at` when the object stands in another one."""
        sentence = sentences.around(self.at)
        far = self.object is not None and not sentence.covers(self.object)
        reach = [self.at] if self.object is None else [self.at, self.object]
        span = sentence if far else Span(min(s.start for s in reach), max(s.end for s in reach))
        return Evidence(
            article.id, span, span.of(article.text), sentence,
            self.subject, self.object, self.trigger, self.maker, round(self.score, 4),
        )  # fmt: skip
