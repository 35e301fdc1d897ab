"""What claims are made from: the extraction, its cast, its happenings and its speakers, looked up by id."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import Event, Extraction, Mention
from kg.resolve.accusations import with_accusations
from kg.resolve.entities import Cast
from kg.resolve.speakers import Speakers
from kg.resolve.words import Sentences


class Scene:
    """An extraction with its cast. `happening_of` gives the happening that each event tells of."""

    def __init__(self, extraction: Extraction, cast: Cast, happening_of: Mapping[str, str]) -> None:
        self.extraction, self.cast, self.happening_of = extraction, cast, happening_of
        self.mentions = {m.id: m for m in extraction.mentions}
        self.events = {e.id: e for e in extraction.events}
        self.speakers = Speakers(with_accusations(extraction), cast.of_mention)
        self.sentences = Sentences(extraction.sentences)

    def filler(self, name: str) -> tuple[Mention | Event | None, str]:
        """The mention or event of that id, and the entity or happening it stands for; (None, '') for a dangling id."""
        if name in self.mentions:
            return self.mentions[name], self.cast.of_mention[name]
        if name in self.events:
            return self.events[name], self.happening_of[name]
        return None, ""
