"""One article's share of the graph, made anywhere: in this process, in a worker beside it, on another machine.

A Plan says how to make parts and can be sent to a worker; a PartMaker makes them. The same article under the same plan
gives the same part, wherever and in whatever order it is made: that is what makes a build resumable.
"""

from __future__ import annotations

import hashlib
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import Literal

import pyoxigraph as ox

from kg.building.memory import article_quads, problem_of
from kg.model import Article, Problem
from kg.pipeline import Pipeline
from kg.rdf import nquads
from kg.rdf.iris import Iris
from kg.settings import Settings
from kg.text.morph import Morphology, morphology

Check = Literal["sample", "all", "none"]
FACTORY = "kg.extract:default_pipeline"


@dataclass(frozen=True, slots=True)
class Plan:
    """How parts are made. `factory` is "module:function", called with (settings, morphology), giving a Pipeline.

    `check` says which articles are validated against every shape: all, none, or a sample (kg.building.sampling); the
    constraints that keep hearsay from becoming fact are checked for every article unless it is none.
    """

    settings: Settings
    check: Check = "sample"
    factory: str = FACTORY


def single_threaded(plan: Plan) -> Plan:
    """The plan for a worker that has one core to itself."""
    return replace(plan, settings=replace(plan.settings, threads=1))


@dataclass(frozen=True, slots=True)
class Part:
    """The named graph of one article, packed: sorted N-Quads lines, compressed, with their SHA-256; or the problem."""

    article: str
    path: str
    graph: str = ""
    digest: bytes = b""
    body: bytes = b""
    quads: int = 0
    words: int = 0
    issued: str = ""
    counts: tuple[int, int, int] = (0, 0, 0)
    """Entities, events, claims."""
    cpu: float = 0.0
    """Seconds of processor time."""
    violations: tuple[Problem, ...] = ()
    checked: bool = False
    problem: Problem | None = None


def unpack(body: bytes) -> bytes:
    """The N-Quads lines of a part."""
    return zlib.decompress(body)


def part_quads(body: bytes) -> list[ox.Quad]:
    """The quads of a part."""
    return list(ox.parse(unpack(body), ox.RdfFormat.N_QUADS))


@dataclass(slots=True)
class PartMaker:
    """Makes parts. Models are loaded with the first article."""

    plan: Plan
    pipeline: Pipeline | None = None
    morph: Morphology | None = field(default=None)
    ready: bool = False

    def __call__(self, article: Article, full: bool = False) -> Part:
        """The part of `article`, validated against every shape if `full`. Whatever goes wrong with it becomes its problem;
        a model that cannot be loaded is an error of its own (PipelineError, ModelError, UsageError)."""
        self.load()
        began = time.process_time()
        where = article.path or article.id
        try:
            assert self.pipeline is not None
            story, quads = article_quads(article, self.pipeline, self.plan.settings.base_iri, self.morph)
            text = nquads(quads).encode("utf-8", "surrogatepass")
            violations, checked = self._violations(article, quads, full)
        except Exception as error:  # whatever it is, the other articles go on and this one is named
            return Part(article.id, where, cpu=time.process_time() - began, problem=problem_of(where, error))
        return Part(
            article=article.id,
            path=where,
            graph=Iris(self.plan.settings.base_iri).graph(article.id).value,
            digest=hashlib.sha256(text).digest(),
            body=zlib.compress(text, 6),
            quads=len(quads),
            words=len(article.text.split()),
            issued=article.published or story.extraction.published,
            counts=(len(story.entities), len(story.happenings), len(story.claims)),
            cpu=time.process_time() - began,
            violations=violations,
            checked=checked,
        )

    def load(self) -> None:
        """Loads the pipeline and the morphology, once."""
        if self.pipeline is None:
            self.morph = morphology()
            module, _, name = self.plan.factory.partition(":")
            factory: Callable[[Settings, Morphology | None], Pipeline] = getattr(import_module(module), name)
            self.pipeline = factory(self.plan.settings, self.morph)
        elif not self.ready:
            self.morph = self.morph or morphology()
        self.ready = True

    def _violations(self, article: Article, quads: list[ox.Quad], full: bool) -> tuple[tuple[Problem, ...], bool]:
        if self.plan.check == "none":
            return (), False
        from kg.rdf.contract import broken
        from kg.rdf.shapes import validate

        where = article.path or article.id
        found = validate(quads).violations if full else broken(quads)
        return tuple(Problem(where, "KG406", v.message, v.words) for v in found), full
