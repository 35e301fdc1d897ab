"""Running a query: guarded, with a deadline and a row limit, errors with the place they point at."""

from __future__ import annotations

import multiprocessing
import pickle
import re
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.base import QueryDataset, Store, Term
from kg.store.guard import inspect

_CLASSES = re.compile(r"\[(?:'[^']*'|[^'\]])*\](?:, )?")
"""How the engine writes classes of letters: of no use to anybody who reads the message."""
_WHERE = re.compile(r"(?:at|line)\s*(\d+):?\s*(?:column\s*)?(\d+)")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave: rows with columns, a yes or no, or triples."""

    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()
    truncated: bool = False
    yes: bool | None = None
    triples: tuple[ox.Triple, ...] = ()


def ask(
    store: Store, sparql: str, *, seconds: float | None = None, rows: int = 10_000,
    substitutions: Mapping[str, Term] | None = None, graphs: frozenset[str] = frozenset(),
) -> Answer:  # fmt: skip
    """The answer to a read-only query, at most `rows` rows or triples.

    With `seconds`, the query runs in a process of its own that is ended at the deadline (QueryError KG507); where the
    system cannot fork it runs here without a deadline. Raises QueryError KG501 to KG505 (the guard), KG506 (not SPARQL).
    """
    dataset = QueryDataset(union=not inspect(sparql, graphs).dataset)
    if seconds is None or "fork" not in multiprocessing.get_all_start_methods():
        return _run(store, sparql, rows, substitutions, dataset)
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(theirs, store, sparql, rows, substitutions, dataset), daemon=True)
    worker.start()
    theirs.close()
    try:
        if not ours.poll(seconds):
            raise QueryError(
                "KG507",
                f"the query was stopped after {seconds:g} seconds",
                "ask for less: name a type, a person, a LIMIT",
            )
        outcome = pickle.loads(ours.recv_bytes())
    except EOFError as error:
        raise QueryError("KG508", "the query ended without an answer", "ask for less, or report the query") from error
    finally:
        worker.kill()
        worker.join()
        ours.close()
    if isinstance(outcome, tuple):
        raise QueryError(*outcome)
    answer: Answer = outcome
    return answer


def _work(
    pipe: Connection, store: Store, sparql: str, rows: int, substitutions: Mapping[str, Term] | None, dataset: QueryDataset
) -> None:
    """In the worker: an Answer, or the parts of the QueryError, through the pipe."""
    outcome: Answer | tuple[str, str, str]
    try:
        outcome = _run(store, sparql, rows, substitutions, dataset)
    except QueryError as error:
        outcome = error.code, error.message, error.advice
    pipe.send_bytes(pickle.dumps(outcome))


def _run(
    store: Store, sparql: str, rows: int, substitutions: Mapping[str, Term] | None, dataset: QueryDataset
) -> Answer:
    try:
        found = store.run(sparql, substitutions, dataset)
        if isinstance(found, ox.QueryBoolean):
            return Answer(yes=bool(found))
        if isinstance(found, ox.QueryTriples):
            triples = [t for t, _ in zip(found, range(rows + 1), strict=False)]
            return Answer(triples=tuple(triples[:rows]), truncated=len(triples) > rows)
        columns = tuple(v.value for v in found.variables)
        kept: list[tuple[Term | None, ...]] = []
        for solution in found:
            if len(kept) == rows:
                return Answer(columns, tuple(kept), truncated=True)
            kept.append(tuple(solution))
        return Answer(columns, tuple(kept))
    except (SyntaxError, OSError, ValueError, RuntimeError) as error:
        raise failure(sparql, error) from error


def failure(sparql: str, error: Exception) -> QueryError:
    """An error of the engine as a QueryError: KG506 with the place and a caret, or KG508."""
    if isinstance(error, SyntaxError):
        return QueryError("KG506", _caret(sparql, str(error)), "see https://www.w3.org/TR/sparql11-query/")
    what = "it needs more memory than a query may take" if isinstance(error, MemoryError) else str(error)
    return QueryError("KG508", f"the query failed: {what}", "simplify it, or report it")


def place(message: str) -> tuple[int, int] | None:
    """(line, column) that an error message of the engine names, both from 1."""
    found = _WHERE.search(message)
    return (int(found[1]), int(found[2])) if found else None


def _caret(sparql: str, message: str) -> str:
    """The engine's message with the line it means and a caret under the place."""
    where = place(message)
    message = " ".join(_CLASSES.sub("", message).split()).rstrip(", ")
    lines = sparql.splitlines()
    if not where or not lines:
        return f"not SPARQL: {message}"
    row, column = where if where[0] <= len(lines) else (len(lines), len(lines[-1]) + 1)  # past the end: something is missing
    return f"not SPARQL, line {row} column {column}: {message}\n  {lines[row - 1]}\n  {' ' * (column - 1)}^"
