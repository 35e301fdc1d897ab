"""Every error that Khabar raises, with a code to search for and a next step.

KhabarError
├── ReadError        KG1xx  a file cannot become an article
├── PipelineError    KG2xx  components do not fit together, or one failed
├── ModelError       KG3xx  weights or language data are missing or damaged
├── GraphError       KG4xx  quads, shapes, store
├── QueryError       KG5xx  a query is refused, wrong, or too slow
└── UsageError       KG6xx  what was asked for does not exist
"""

from __future__ import annotations


class KhabarError(Exception):
    """An error with a `code` ("KG101"), what happened, and what to try next."""

    def __init__(self, code: str, message: str, advice: str = "") -> None:
        self.code = code
        self.message = message
        self.advice = advice
        super().__init__(f"{code} {message}" + (f"\n  Try: {advice}" if advice else ""))

    def __reduce__(self) -> tuple[type[KhabarError], tuple[str, str, str]]:
        """So that it can be sent from one process to another."""
        return type(self), (self.code, self.message, self.advice)


class ReadError(KhabarError):
    """A file cannot become an article."""


class PipelineError(KhabarError):
    """Components do not fit together, or one of them failed on an article."""


class ModelError(KhabarError):
    """Weights or language data are missing or damaged."""


class GraphError(KhabarError):
    """Something is wrong with the graph, its shapes or its store."""


class QueryError(KhabarError):
    """A query is refused, is not SPARQL, or took too long."""


class UsageError(KhabarError):
    """What was asked for does not exist (a name, an entity, a named query)."""
