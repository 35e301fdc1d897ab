"""Names of another finder put in place of the model's, so that what the model linked to them stays linked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kg.inventory import coarse
from kg.model import Document, Event, Maker, Mention, Relation, Says, Span
from kg.text.clitics import trimmer
from kg.text.fold import fold_key
from kg.text.morph import Morphology

FINDER_SCORE = 0.8
"""Of names that a finder without scores found alone: about the F1 that such finders reach."""
REPLACED = frozenset({"PER", "ORG", "GPE", "LOC"})
"""Types of the model's names that go where the finder sees none. The others are none of its business."""
_FINE = {"GPE": "GPE.CITY", "ORG": "ORG.OTH"}


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name that a finder saw, and the coarse mention types it may be, the likeliest first."""

    span: Span
    types: tuple[str, ...]


class NameMerger:
    """A Component that joins the layer `layer` of NameSpans with the mentions.

    Where finder and model agree on a name, the wider of both spans counts and the model's subtype; where they call it
    differently, the finder's type. Names that the finder alone sees are added. With `only`, names that the model alone sees
    go, and all that hangs on them; descriptions («الرجل», «التنظيم») stay: finders of names do not look for those.
    """

    version = "1"
    needs = frozenset({"mentions", "events", "relations", "says"})
    gives = needs

    def __init__(self, layer: str, maker: str, morph: Morphology | None = None, *, only: bool = True) -> None:
        self.name, self._layer, self._maker, self._morph, self._only = f"{maker}-merge", layer, maker, morph, only
        self.needs = self.needs | {layer}

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """Mentions, events, relations and sayings, with the finder's names."""
        names: Sequence[NameSpan] = doc.layers[self._layer]
        trim = trimmer([w.of(doc.article.text) for w in doc.words], self._morph)
        mentions: list[Mention] = list(doc.layers["mentions"])
        seen: set[str] = set()
        for number, name in enumerate((_trimmed(n, doc.article.text, trim) for n in names), 1):
            place = _place(mentions, name)
            if place is None:
                mentions.append(self._new(number, name, mentions, doc))
                seen.add(mentions[-1].id)
            else:
                mentions[place] = self._joined(mentions[place], name, doc)
                seen.add(mentions[place].id)
        kept = tuple(sorted(_distinct(mentions, seen), key=lambda m: (m.span.start, -m.span.end)))
        if self._only:
            spans = [n.span for n in names]
            kept = tuple(m for m in kept if m.id in seen or not self._is_name(m) or any(s.overlaps(m.span) for s in spans))
        return prune(kept, doc.layers["events"], doc.layers["relations"], doc.layers["says"])

    def _joined(self, mention: Mention, name: NameSpan, doc: Document) -> Mention:
        agree = coarse(mention.type) in name.types
        span = _wider(mention.span, name.span, doc.article.text) if agree else name.span
        kind = mention.type if agree else _FINE.get(name.types[0], name.types[0])
        if (span, kind) == (mention.span, mention.type):
            return mention
        return replace(mention, span=span, type=kind, text=span.of(doc.article.text), maker=Maker(self._maker, self.version))

    def _new(self, number: int, name: NameSpan, mentions: Iterable[Mention], doc: Document) -> Mention:
        text = name.span.of(doc.article.text)
        key = fold_key(text)
        same = next((m for m in mentions if m.cluster and fold_key(m.text) == key and coarse(m.type) in name.types), None)
        return Mention(
            f"n{number}", name.span, same.type if same else _FINE.get(name.types[0], name.types[0]), text,
            doc.sentence_at(name.span.start) + 1, same.cluster if same else f"n{number}", None, FINDER_SCORE,
            Maker(self._maker, self.version),
        )  # fmt: skip

    def _is_name(self, mention: Mention) -> bool:
        """Whether a mention names rather than describes: the dictionary may read a word of it as a proper noun, or not at all."""
        if coarse(mention.type) not in REPLACED or self._morph is None:
            return False
        words = [w for w in mention.text.split() if w[:1].isalpha()]
        readings = [self._morph.analyse(w) for w in words]
        return any(not found or any(r.proper for r in found) for found in readings)


def _trimmed(name: NameSpan, text: str, trim: Callable[[str, str], int]) -> NameSpan:
    """The name without particles glued to its first word."""
    first, _, rest = name.span.of(text).partition(" ")
    cut = trim(first, rest.split(" ")[0])
    return replace(name, span=Span(name.span.start + cut, name.span.end)) if cut < len(first) else name


def _wider(mention: Span, name: Span, text: str) -> Span:
    """The wider of two spans; of those that only differ inside the first word, the mention's: it has no particles."""
    between = text[name.start : mention.start]
    if mention.covers(name) or (mention.end == name.end and between.isalpha()):
        return mention
    return name


def _place(mentions: Sequence[Mention], name: NameSpan) -> int | None:
    """The mention that a name is: of those of its types that it overlaps the one most alike, else one of the same span."""
    alike = [i for i, m in enumerate(mentions) if m.span.overlaps(name.span) and coarse(m.type) in name.types]
    if alike:
        return min(alike, key=lambda i: _apart(mentions[i].span, name.span))
    named = REPLACED | {"FAC", "EVT", "PROD", "WORK"}
    return next((i for i, m in enumerate(mentions) if m.span == name.span and coarse(m.type) in named), None)


def _apart(a: Span, b: Span) -> int:
    return abs(a.start - b.start) + abs(a.end - b.end)


def _distinct(mentions: Iterable[Mention], first: set[str]) -> Iterable[Mention]:
    """One mention for each span and coarse type; of two, one of `first`."""
    by_place: dict[tuple[Span, str], Mention] = {}
    for m in sorted(mentions, key=lambda m: m.id not in first):
        by_place.setdefault((m.span, coarse(m.type)), m)
    return by_place.values()


def prune(
    mentions: tuple[Mention, ...], events: Iterable[Event], relations: Iterable[Relation], says: Iterable[Says]
) -> dict[str, tuple[Any, ...]]:
    """The four layers without links to mentions, events or relations that are not there."""
    kept_events = tuple(events)
    known = {m.id for m in mentions} | {e.id for e in kept_events}
    kept_relations = tuple(r for r in relations if r.head in known and r.tail in known)
    all_says = tuple(says)
    known_content = known | {r.id for r in kept_relations} | {s.id for s in all_says}
    return {
        "mentions": mentions,
        "events": tuple(replace(e, roles=tuple(r for r in e.roles if r.target in known)) for e in kept_events),
        "relations": kept_relations,
        "says": tuple(
            replace(
                s,
                source=s.source if s.source in known else None,
                content=tuple(c for c in s.content if c in known_content),
            )
            for s in all_says
        ),
    }
