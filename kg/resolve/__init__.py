"""Extraction → Story: mentions become entities, tellings become happenings, everything told becomes a claim."""

from __future__ import annotations

from kg.model import Extraction, Story
from kg.resolve.claims import claims
from kg.resolve.entities import cast
from kg.resolve.happenings import happenings
from kg.resolve.scene import Scene
from kg.text.morph import Morphology

__all__ = ["resolve"]


def resolve(extraction: Extraction, morph: Morphology | None = None) -> Story:
    """The story of one article. The same for any order of the extraction's items; dangling ids are left out."""
    found = cast(extraction, morph)
    events = happenings(extraction.article.id, extraction.events, found.of_mention, extraction.mentions)
    happening_of = {e.id: h.id for h in events for e in h.tellings}
    return Story(
        article=extraction.article,
        extraction=extraction,
        entities=found.entities,
        happenings=events,
        claims=claims(Scene(extraction, found, happening_of)),
    )
