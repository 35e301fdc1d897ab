"""What happened when: one row for each time told of an event."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kg.cards.lines import Words
from kg.listing import Listing


@dataclass(frozen=True, slots=True)
class Dated:
    """An event at a time that somebody tells. `earliest` and `latest` are ISO days, '' when unbounded."""

    earliest: str
    latest: str
    event: str
    kind: str
    told: str
    factuality: str
    speakers: str
    outlet: str
    iri: str
    claim: str


class Timeline(Listing[Dated]):
    """Events by time; shows a picture of them in a notebook."""

    COLUMNS = ("earliest", "latest", "event", "kind", "told", "factuality", "speakers", "outlet", "iri", "claim")

    def __init__(self, items: Iterable[Dated]) -> None:
        super().__init__(items, self.COLUMNS, lambda d: tuple(getattr(d, c) for c in self.COLUMNS), self.COLUMNS[:8])

    def _like(self, items: Iterable[Dated]) -> Timeline:
        return Timeline(items)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        from kg.notebook.charts import lanes
        from kg.notebook.pictures import bundle

        shown = super()._repr_mimebundle_()
        picture = lanes([(d.earliest, d.latest, f"{d.event} — {d.told}", d.kind) for d in self])
        return bundle(shown["text/plain"], picture, before="", after=shown["text/html"]) if len(self) else shown


def timeline(words: Words, about: frozenset[str] = frozenset(), kind: str = "") -> Timeline:
    """Times told of events, earliest first; only of events that have one of `about` in any role, or are of `kind`."""
    facts = words.facts
    involved = {c.subject for c in facts.claims if c.object in about or c.subject in about}
    found = []
    for c in facts.claims:
        when, event = words.nodes.get(c.object), words.nodes.get(c.subject)
        if c.predicate != "time" or not when or not event or not (when.earliest or when.latest):
            continue
        if (about and c.subject not in involved) or (kind and event.kind.lower() != kind.lower()):
            continue
        found.append(
            Dated(
                when.earliest, when.latest, event.label, event.kind, when.label, c.factuality, words.speakers(c),
                words.articles[c.article].outlet, event.iri, c.iri,
            )
        )  # fmt: skip
    return Timeline(sorted(found, key=lambda d: (d.earliest or d.latest, d.latest, d.event, d.claim)))
