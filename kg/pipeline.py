"""Components and the pipeline that runs them: what one needs, another must give, checked before the run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, runtime_checkable

from kg.errors import KhabarError, PipelineError
from kg.model import Document, Problem

GIVEN = frozenset({"sentences", "words"})
"""Layers that every document has from the start."""


@runtime_checkable
class Component(Protocol):
    """Reads layers of a document and gives new ones. It returns annotations and changes nothing.

    `needs` and `gives` name layers. `find` returns {layer name: its items} for exactly the layers it gives.
    """

    name: str
    version: str
    needs: frozenset[str]
    gives: frozenset[str]

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """The layers that this component adds to `doc`."""
        ...


class Pipeline:
    """Components in order. Raises PipelineError KG201 at construction when one needs a layer nobody gives."""

    def __init__(self, components: Sequence[Component]) -> None:
        have = set(GIVEN)
        for component in components:
            missing = sorted(component.needs - have)
            if missing:
                givers = sorted(c.name for c in components if set(missing) & c.gives)
                advice = (
                    f"put {', '.join(givers)} before it" if givers else f"add a component that gives {missing[0]!r}"
                )
                raise PipelineError("KG201", f"{component.name} needs the layer {', '.join(missing)}", advice)
            have |= component.gives
        self.components = tuple(components)

    def run(self, doc: Document) -> Document:
        """`doc` with all layers. A failing component raises PipelineError KG202 that names it."""
        for component in self.components:
            try:
                found = component.find(doc)
            except KhabarError:
                raise
            except Exception as error:
                where = doc.article.path or doc.article.id
                raise PipelineError(
                    "KG202",
                    f"{component.name} failed on {where}: {type(error).__name__}: {error}",
                    "report it with the article; the other articles are not touched",
                ) from error
            wrong = set(found) ^ component.gives
            if wrong:
                raise PipelineError(
                    "KG203", f"{component.name} says it gives {sorted(component.gives)} but gave {sorted(found)}"
                )
            for name in sorted(found):
                doc = doc.with_layer(name, tuple(found[name]))
        return doc

    def notes(self) -> tuple[str, ...]:
        """What components have to say after a run (what a language model cost …), from their `notes()` if they have one."""
        told = (getattr(c, "notes", None) for c in self.components)
        return tuple(line for notes in told if callable(notes) for line in notes())

    def run_all(self, docs: Iterable[Document]) -> Iterator[Document | Problem]:
        """Each document with its layers, or the Problem that stopped it; the others go on."""
        for doc in docs:
            try:
                yield self.run(doc)
            except KhabarError as error:
                yield Problem(doc.article.path or doc.article.id, error.code, error.message, error.advice)
