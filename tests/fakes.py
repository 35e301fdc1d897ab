"""Stand-ins for the model, so that tests need no weights."""

from __future__ import annotations

import itertools
import os
import time
from typing import Any

from kg.errors import ModelError
from kg.extract.times import Values
from kg.model import Document, Event, Maker, Mention, Role, Says, Span
from kg.pipeline import Pipeline
from kg.settings import Settings
from kg.text.morph import Morphology

MAKER = Maker("fake", "1")
SPEAKS = "قال"
TRAVELS = "سافر"


class FakeReader:
    """Finds every «قال NAME» and every «سافر NAME»; the next word is the name. Fails on articles that hold «انفجر»."""

    name, version = "fake", "1"
    needs: frozenset[str] = frozenset()
    gives = frozenset({"mentions", "events", "relations", "says"})
    breaks_on = "انفجر"

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        text = doc.article.text
        if self.breaks_on in text:
            raise RuntimeError("broken on purpose")
        mentions: list[Mention] = []
        events: list[Event] = []
        says: list[Says] = []
        words = [(w, w.of(text)) for w in doc.words]
        for (span, word), (following, name) in itertools.pairwise(words):
            number = len(mentions) + 1
            if word in (SPEAKS, TRAVELS):
                sentence = doc.sentence_at(span.start) + 1
                mentions.append(Mention(f"m{number}", following, "PER", name, sentence, name, maker=MAKER))
                if word == TRAVELS:
                    role = Role("agent", f"m{number}")
                    events.append(Event(f"e{number}", span, "travel", word, sentence, (role,), maker=MAKER))
                else:
                    says.append(Says(f"a{number}", span, word, sentence, f"m{number}", maker=MAKER))
        content = tuple(e.id for e in events)
        said = tuple(Says(s.id, s.span, s.text, s.sentence, s.source, content, s.mod, s.score, s.maker) for s in says)
        return {"mentions": tuple(mentions), "events": tuple(events), "relations": (), "says": said}


def fake_pipeline() -> Pipeline:
    """The fake reader and the rules for values."""
    return Pipeline([FakeReader(), Values()])


FACTORY = "tests.fakes:planned_pipeline"
"""For a Plan: what workers make their reader with."""


def planned_pipeline(chosen: Settings, morph: Morphology | None) -> Pipeline:
    """The fake pipeline, as a factory; settings and morphology are not used."""
    return fake_pipeline()


def deadly_pipeline(chosen: Settings, morph: Morphology | None) -> Pipeline:
    """A reader that an article with «انتحر» takes the whole process with."""
    return Pipeline([DeadlyReader(), Values()])


class DeadlyReader(FakeReader):
    """Like a library that crashes: no exception, the process is gone."""

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        if "انتحر" in doc.article.text:
            os._exit(9)
        return super().find(doc)


def slow_pipeline(chosen: Settings, morph: Morphology | None) -> Pipeline:
    """The fake reader, taking its time, so that a worker can be killed in the middle of an article."""
    return Pipeline([SlowReader(), Values()])


class SlowReader(FakeReader):
    """A tenth of a second an article."""

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        time.sleep(0.1)
        return super().find(doc)


def unloadable_pipeline(chosen: Settings, morph: Morphology | None) -> Pipeline:
    """A reader whose model is not there."""
    raise ModelError("KG301", f"no model {chosen.model!r}", "known models: none")


def span_of(text: str, words: str) -> Span:
    """Where `words` stand first in `text`."""
    at = text.index(words)
    return Span(at, at + len(words))
