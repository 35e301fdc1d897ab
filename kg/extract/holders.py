"""Who holds a role, and where: what stands side by side or inside a name, where annotators agree on what that means.

The counts are of the training articles (216): how often the rule is right there.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.inventory import coarse
from kg.model import Mention, Relation
from kg.text.fold import folded

NATIONAL = frozenset({"ORG.ARM", "ORG.COM", "ORG.EDU", "ORG.GOV", "ORG.MED", "ORG.SPO"})
"""Kinds of organisations of which a nationality in the name is theirs («الجيش السوداني»: 153 of 163)."""
BETWEEN = frozenset({"NORP"})
"""What may stand between a role and its holder («الرئيس المصري عبد الفتاح …»: 97 of 98)."""
# First words of posts that are held in a state, folded: «وزير الخارجية المصري» is `of` (33 of 42), others are `nat` (63 of 68).
POSTS = frozenset((
    "\u0648\u0632\u064a\u0631", "\u0648\u0632\u064a\u0631\u0647", "\u0631\u064a\u064a\u0633", "\u0627\u0644\u0631\u064a\u064a\u0633",
    "\u0646\u0627\u064a\u0628", "\u0645\u0644\u0643", "\u0627\u0645\u064a\u0631", "\u0627\u0644\u0648\u0632\u064a\u0631\u0647",
    "\u0627\u0644\u0648\u0632\u064a\u0631", "\u0627\u0644\u0645\u0633\u062a\u0634\u0627\u0631\u0647",
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """A relation that position tells: type, head, tail (mention ids), and how often the rule is right."""

    type: str
    head: str
    tail: str
    score: float


def same(mentions: Sequence[Mention], text: str) -> Iterator[tuple[Mention, Mention]]:
    """(role, person) that stand for one: «الرئيس [المصري] فلان» (301 of 305), «فلان رئيس …» (80 of 81)."""
    top = outer(mentions)
    for at, role in enumerate(top):
        if role.type == "ROLE":
            last = role
            for following in top[at + 1 :]:
                if not beside(last, following, text):
                    break
                if following.type == "PER":
                    yield role, following
                    break
                if coarse(following.type) not in BETWEEN:
                    break
                last = following
        elif role.type == "PER" and at + 1 < len(top) and top[at + 1].type == "ROLE" and beside(role, top[at + 1], text):
            yield top[at + 1], role


def relations(mentions: Sequence[Mention], text: str) -> Iterator[Told]:
    """What stands beside a role or a group, and inside an organisation's name."""
    top = outer(mentions)
    for a, b in itertools.pairwise(top):
        if not beside(a, b, text):
            continue
        kinds = a.type, coarse(b.type)
        if kinds in (("ROLE", "ORG"), ("ROLE", "GPE")):
            yield Told("of", a.id, b.id, 0.98)
        elif kinds == ("ROLE", "NORP"):
            post = folded(a.text).split(" ")[0] in POSTS
            yield Told("of", a.id, b.id, 0.8) if post else Told("nat", a.id, b.id, 0.9)
        elif kinds == ("GRP", "NORP"):
            yield Told("nat", a.id, b.id, 0.95)
    for a in mentions:
        if coarse(a.type) == "ORG":
            for b in mentions:
                if b is not a and a.span.covers(b.span) and a.span != b.span and b.type == "NORP" and a.type in NATIONAL:
                    yield Told("nat", a.id, b.id, 0.94)


def outer(mentions: Sequence[Mention]) -> list[Mention]:
    """Mentions that stand inside no other, in order."""
    found: list[Mention] = []
    for m in sorted(mentions, key=lambda m: (m.span.start, -m.span.end)):
        if not found or not found[-1].span.covers(m.span):
            found.append(m)
    return found


def beside(a: Mention, b: Mention, text: str) -> bool:
    """Whether `b` follows `a` with nothing but a space between, in one sentence."""
    return a.sentence == b.sentence and a.span.end <= b.span.start and text[a.span.end : b.span.start].strip(" ") == ""


def joined(mentions: Sequence[Mention], pairs: Iterator[tuple[Mention, Mention]]) -> tuple[Mention, ...]:
    """The mentions, each role in the cluster of its holder, unless its cluster has a person already."""
    cluster = {m.id: m.cluster or m.id for m in mentions}
    for role, person in pairs:
        a, b = cluster[role.id], cluster[person.id]
        if a != b and not any(m.type == "PER" and cluster[m.id] == a for m in mentions):
            cluster[role.id] = b
    return tuple(_in_cluster(m, cluster) for m in mentions)


def _in_cluster(mention: Mention, cluster: Mapping[str, str]) -> Mention:
    mine = cluster[mention.id]
    if mine == (mention.cluster or mention.id):
        shared = mine == mention.id and any(c == mine and name != mention.id for name, c in cluster.items())
        return replace(mention, cluster=mine) if shared else mention
    return replace(mention, cluster=mine)


def missing(told: Iterator[Told], relations: Sequence[Relation], mentions: Sequence[Mention]) -> list[Told]:
    """What `relations` do not say in any way of the two things: the model's word counts before a rule's."""
    thing = {m.id: m.cluster or m.id for m in mentions}
    known = {(thing.get(r.head), thing.get(r.tail)) for r in relations}
    found = []
    for t in told:
        pair = thing[t.head], thing[t.tail]
        if pair not in known and pair[0] != pair[1]:
            known.add(pair)
            found.append(t)
    return found
