"""Claims: every role, relation and telling of an article, with who says it, how sure, and in which words.

The same fact told twice is two claims (each with its own words); told once under two chains of speakers, two as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Claim, Event, Evidence, Extraction, Maker, Mention, Relation, Says, Span
from kg.resolve.entities import Cast
from kg.resolve.factuality import factuality
from kg.resolve.ids import content_id
from kg.resolve.speakers import Chain, chains

TELLING = "type"
HOLDS = "role"


@dataclass(frozen=True, slots=True)
class Scene:
    """What claims are made from: the extraction, its cast, and which happening each event tells of."""

    extraction: Extraction
    cast: Cast
    happening_of: Mapping[str, str]

    def mention(self, name: str) -> Mention | None:
        """The mention of that id."""
        return next((m for m in self.extraction.mentions if m.id == name), None)


def claims(scene: Scene) -> tuple[Claim, ...]:
    """All claims, in the order of their words, none twice."""
    found: dict[str, Claim] = {}
    for claim in (*_events(scene), *_relations(scene), *_roles(scene)):
        found.setdefault(claim.id, claim)
    return tuple(sorted(found.values(), key=lambda c: (c.evidence[0].span, c.predicate, c.id)))


def _events(scene: Scene) -> Iterable[Claim]:
    mentions = {m.id: m for m in scene.extraction.mentions}
    events = {e.id: e for e in scene.extraction.events}
    for event in scene.extraction.events:
        subject = scene.happening_of[event.id]
        for chain in chains(event.id, scene.extraction.says, scene.cast.of_mention):
            yield _claim(
                scene,
                chain,
                event.mods,
                subject,
                TELLING,
                event.type,
                event.span,
                event.span,
                None,
                event.score,
                event.maker,
            )
            for role in event.roles:
                filler: Mention | Event | None = mentions.get(role.target) or events.get(role.target)
                target = scene.cast.of_mention.get(role.target) or scene.happening_of.get(role.target)
                if filler is None or target is None or target == subject:
                    continue
                yield _claim(
                    scene, chain, event.mods, subject, role.name, target, event.span, event.span, filler.span,
                    event.score * role.score, event.maker,
                )  # fmt: skip


def _relations(scene: Scene) -> Iterable[Claim]:
    mentions = {m.id: m for m in scene.extraction.mentions}
    for relation in scene.extraction.relations:
        head, tail = mentions.get(relation.head), mentions.get(relation.tail)
        if head is None or tail is None:
            continue
        subject, target = _subject(scene, relation, head), scene.cast.of_mention[tail.id]
        if subject == target:
            continue
        for chain in chains(relation.id, scene.extraction.says, scene.cast.of_mention):
            yield _claim(
                scene,
                chain,
                (),
                subject,
                relation.type,
                target,
                head.span,
                None,
                tail.span,
                relation.score,
                relation.maker,
                head.span,
            )


def _subject(scene: Scene, relation: Relation, head: Mention) -> str:
    """`of` belongs to the role («زعيم» of «داعش»), every other relation to the person who holds it."""
    if relation.type == "of" and head.id in scene.cast.of_role:
        return scene.cast.of_role[head.id]
    return scene.cast.of_mention[head.id]


def _roles(scene: Scene) -> Iterable[Claim]:
    """Who holds a role: the ROLE mention itself is the evidence."""
    for m in scene.extraction.mentions:
        if m.id in scene.cast.of_role:
            yield _claim(
                scene, Chain((), (), ()), (), scene.cast.of_mention[m.id], HOLDS, scene.cast.of_role[m.id], m.span, None, m.span,
                m.score, m.maker,
            )  # fmt: skip


def _claim(
    scene: Scene, chain: Chain, mods: Iterable[str], subject: str, predicate: str, target: str, at: Span,
    trigger: Span | None, object_: Span | None, score: float, maker: Maker, subject_span: Span | None = None,
) -> Claim:  # fmt: skip
    text, article = scene.extraction.article.text, scene.extraction.article.id
    sure, qualifiers = factuality(mods, chain.mods)
    sentence = _sentence(scene.extraction, at)
    reach = [s for s in (at, object_) if s is not None and sentence.covers(s)] or [at]
    span = Span(min(s.start for s in reach), max(s.end for s in reach))
    confidence = round(_with_sayings(score, chain.says), 4)
    evidence = Evidence(article, span, span.of(text), sentence, subject_span, object_, trigger, maker, round(score, 4))
    name = content_id(article, subject, predicate, target, sure, *chain.speakers, span.start, span.end)
    return Claim(name, article, subject, predicate, target, sure, (evidence,), chain.speakers, qualifiers, confidence)


def _with_sayings(score: float, says: Iterable[Says]) -> float:
    for saying in says:
        score *= saying.score
    return score


def _sentence(extraction: Extraction, at: Span) -> Span:
    """The sentence that holds `at` (stretched to it should it cross a border)."""
    for sentence in extraction.sentences:
        if sentence.covers(at):
            return sentence
    touching = [s for s in extraction.sentences if s.overlaps(at)] or [at]
    return Span(min(at.start, touching[0].start), max(at.end, touching[-1].end))
