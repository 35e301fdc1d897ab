"""What is wrong with a graph, in words."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """What is wrong with one node: its IRI, the message, the words of the article that it is about, and the article."""

    article: str
    focus: str
    message: str
    words: str = ""

    def __str__(self) -> str:
        words = f" «{self.words}»" if self.words else ""
        return f"{self.message}{words}  {self.focus}" + (f"  in {self.article}" if self.article else "")


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a validation: `violations` break the graph, `warnings` are words that were probably misread."""

    violations: tuple[Violation, ...] = ()
    warnings: tuple[Violation, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is broken; warnings are allowed."""
        return not self.violations

    def __add__(self, other: Report) -> Report:
        return Report(self.violations + other.violations, self.warnings + other.warnings)
