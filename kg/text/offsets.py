"""Maps between a changed text and the original it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from kg.model import Span


@dataclass(frozen=True, slots=True)
class OffsetMap:
    """`starts[i]` is the original offset of changed character i; `size` is the original's length.

    `starts` never falls. None stands for the identity (nothing was added or taken away).
    """

    size: int
    starts: tuple[int, ...] | None = None

    def original_span(self, span: Span) -> Span:
        """The original stretch of a changed span: it takes in what was dropped inside, not what was dropped around."""
        if self.starts is None:
            return span
        if not len(span):
            at = self.starts[span.start] if span.start < len(self.starts) else self.size
            return Span(at, at)
        return Span(self.starts[span.start], self.starts[span.end - 1] + 1)

    def folded_span(self, span: Span) -> Span:
        """The changed stretch that came from an original span."""
        if self.starts is None:
            return span
        return Span(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def compose(self, earlier: OffsetMap) -> OffsetMap:
        """The map of a text changed twice: `earlier` first, then this one."""
        if self.starts is None:
            return earlier
        if earlier.starts is None:
            return OffsetMap(earlier.size, self.starts)
        return OffsetMap(earlier.size, tuple(earlier.starts[s] for s in self.starts))

    def original_offset(self, offset: int) -> int:
        """The original offset of changed character `offset` (the original's end for the end)."""
        if self.starts is None:
            return offset
        return self.starts[offset] if offset < len(self.starts) else self.size

    def folded_offset(self, offset: int) -> int:
        """The changed offset at or before original `offset`."""
        if self.starts is None:
            return offset
        return max(0, bisect_right(self.starts, offset) - 1)
