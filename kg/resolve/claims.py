"""Claims: every role, relation and telling of an article, with who says it, how sure, and in which words.

The same fact told twice is two claims (each with its own words); told once under two chains of speakers, two as well.
What is read twice from the same words, under the same speakers and as surely, is one claim, as sure as the surer reading.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import Claim, Event, Mention, Relation
from kg.resolve.factuality import factuality
from kg.resolve.ids import content_id
from kg.resolve.scene import Scene
from kg.resolve.speakers import NOBODY, Chain
from kg.resolve.words import Told

TELLING = "type"
HOLDS = "role"


def claims(scene: Scene) -> tuple[Claim, ...]:
    """All claims, in the order of their words, none twice."""
    best: dict[str, Claim] = {}
    for claim in (*_events(scene), *_relations(scene), *_roles(scene)):
        rival = best.get(claim.id)
        if rival is None or _preference(claim) > _preference(rival):
            best[claim.id] = claim
    return tuple(sorted(best.values(), key=lambda c: (c.evidence[0].span, c.predicate, c.id)))


def _preference(claim: Claim) -> tuple[float, str]:
    return claim.confidence, repr((claim.qualifiers, claim.evidence))


def _events(scene: Scene) -> Iterator[Claim]:
    for event in scene.extraction.events:
        for chain in scene.speakers.chains(event.id):
            told = Told(at=event.span, trigger=event.span, score=event.score, maker=event.maker)
            yield _claim(scene, chain, (scene.happening_of[event.id], TELLING, event.type), told, event.mods)
            yield from _fillers(scene, event, chain)


def _fillers(scene: Scene, event: Event, chain: Chain) -> Iterator[Claim]:
    subject = scene.happening_of[event.id]
    for role in event.roles:
        filler, target = scene.filler(role.target)
        if filler is None or target == subject:
            continue
        told = Told(event.span, event.score * role.score, event.maker, object=filler.span, trigger=event.span)
        yield _claim(scene, chain, (subject, role.name, target), told, event.mods)


def _relations(scene: Scene) -> Iterator[Claim]:
    for relation in scene.extraction.relations:
        head, tail = scene.mentions.get(relation.head), scene.mentions.get(relation.tail)
        if head is None or tail is None:
            continue
        subject, target = _subject(scene, relation, head), scene.cast.of_mention[tail.id]
        if subject == target:
            continue
        told = Told(head.span, relation.score, relation.maker, subject=head.span, object=tail.span)
        for chain in scene.speakers.chains(relation.id):
            yield _claim(scene, chain, (subject, relation.type, target), told)


def _subject(scene: Scene, relation: Relation, head: Mention) -> str:
    """`of` belongs to the role («زعيم» of «داعش»), every other relation to the person who holds it."""
    if relation.type == "of" and head.id in scene.cast.of_role:
        return scene.cast.of_role[head.id]
    return scene.cast.of_mention[head.id]


def _roles(scene: Scene) -> Iterator[Claim]:
    """Who holds a role: the ROLE mention itself is the evidence."""
    for name, role in scene.cast.of_role.items():
        m = scene.mentions[name]
        told = Told(m.span, m.score, m.maker, object=m.span)
        yield _claim(scene, NOBODY, (scene.cast.of_mention[name], HOLDS, role), told)


def _claim(scene: Scene, chain: Chain, fact: tuple[str, str, str], told: Told, mods: tuple[str, ...] = ()) -> Claim:
    """One claim. It is as weak as the weakest of the event's own modality and that of every saying around it."""
    article = scene.extraction.article
    subject, predicate, target = fact
    sure, qualifiers = factuality(mods, chain.mods)
    evidence = told.evidence(article, scene.sentences)
    confidence = told.score
    for saying in chain.says:
        confidence *= saying.score
    span = evidence.span
    name = content_id(article.id, *fact, sure, "|".join(chain.speakers), span.start, span.end)
    return Claim(
        name,
        article.id,
        subject,
        predicate,
        target,
        sure,
        (evidence,),
        chain.speakers,
        qualifiers,
        round(confidence, 4),
    )
