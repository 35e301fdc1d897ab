"""What the model reads, put right where the words deny: negated events, who denies, and what a denial denies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.extract.denial import Denial, Denying
from kg.extract.links import Link, Links
from kg.extract.spans import RULE_SCORE, Found, Words
from kg.inventory import coarse

SPEAKS = ("PER", "ROLE", "ORG", "GPE", "GRP", "NORP")
PLACES = ("GPE", "NORP")
SUBJECT_WITHIN = 3
"""Words after a verb within which its subject begins."""
GOVERNS = ("patient", "topic")
"""Roles whose fillers are denied with their event; its cause, place and time are not."""
# «أو», «ولا», «وأن», «أم» before an event deny it too, as «وال» glued to it does.
_OR, _AND_THE = ("\u0627\u0648", "\u0648\u0644\u0627", "\u0648\u0627\u0646", "\u0627\u0645"), "\u0648\u0627\u0644"


def negated(events: Found, denying: Denying) -> Found:
    """Events with `neg` where a negation falls on them, or the first of a rumour that is called false."""
    hit = {i for i, (a, b) in enumerate(events.ranges) if any(w in denying.negated for w in range(a, b))}
    for first, end in denying.called_false:
        hit |= set(sorted(_between(events, first, end), key=lambda i: events.ranges[i])[:1])
    freed = {i for i, (a, _) in enumerate(events.ranges) if a in denying.taken_back}
    mods = [(*m, "neg") if i in hit and "neg" not in m else m for i, m in enumerate(events.mods)]
    return replace(events, mods=[tuple(x for x in m if x != "neg") if i in freed else m for i, m in enumerate(mods)])


def _between(found: Found, first: int, end: int) -> list[int]:
    return [i for i, (a, _) in enumerate(found.ranges) if first <= a < end]


def denied(links: Links, words: Words, mentions: Found, events: Found, says: Found, denying: Denying) -> Links:
    """Links whose denials deny what their words govern, or what was told before, and nothing else."""
    scene = _Scene(links, words, mentions, events, says, denying)
    for i, denial in scene.denials():
        scene.deny(i, denial)
    return replace(links, sources=scene.sources, contents=scene.contents, roles=scene.roles)


class _Scene:
    """The links of an article in the making. Contents count mentions first, then events, then sayings."""

    def __init__(
        self, links: Links, words: Words, mentions: Found, events: Found, says: Found, denying: Denying
    ) -> None:
        self.links, self.words, self.denying = links, words, denying
        self.mentions, self.events, self.says = mentions, events, says
        self.sources, self.contents, self.roles = dict(links.sources), list(links.contents), list(links.roles)
        self._first, self._sayings = len(mentions), len(mentions) + len(events)

    def denials(self) -> Iterator[tuple[int, Denial]]:
        """The sayings that deny."""
        for denial in self.denying.denials:
            for i, (a, b) in enumerate(self.says.ranges):
                if a <= denial.cue < b and self.says.types[i] == "deny":
                    yield i, denial

    def deny(self, i: int, denial: Denial) -> None:
        """Mends what saying `i` denies."""
        if i not in self.sources and (speaker := self._speaker(denial)) is not None:
            self.sources[i] = Link(i, speaker, "source", RULE_SCORE)
        told = self._governed(denial)
        if told and not denial.points_back:
            self._replace(i, told)
            self._take_from_others(i, denial, told)
        elif denial.points_back or denial.may_point:
            told = self._told_before(i, denial)
            self._replace(i, told)
            tails = {self._first + e for e in told}
            tellers = {c.head for c in self.contents if c.tail in tails}
            self.contents = [c for c in self.contents if c.tail != self._sayings + i or c.head not in tellers]
            source = self.sources.get(i)
            if source is not None:  # what was told before has no part for the one who now denies it
                self.roles = [r for r in self.roles if r.tail != source.tail or r.head not in told]
        else:
            self._replace(i, ())

    def _speaker(self, denial: Denial) -> int | None:
        """The mention right after the word that denies, else the last one before it in its sentence."""
        sentence = self.words.sentence_of[denial.cue]
        here = [
            (a, i) for i, (a, _) in enumerate(self.mentions.ranges)
            if self.words.sentence_of[a] == sentence and coarse(self.mentions.types[i]) in SPEAKS
        ]  # fmt: skip
        after = min((x for x in here if denial.cue < x[0] <= denial.cue + SUBJECT_WITHIN), default=None)
        before = [x for x in here if x[0] < denial.cue]
        named = [x for x in before if coarse(self.mentions.types[x[1]]) not in PLACES]
        found = after or max(named or before, default=None)
        return found[1] if found else None

    def _governed(self, denial: Denial) -> list[int]:
        """The first event that the denial governs, those joined to it by «أو», and what they are about."""
        inside = sorted(_between(self.events, *denial.scope), key=lambda e: self.events.ranges[e])
        inside = [e for e in inside if not self.denying.rumour(self.events.ranges[e][0])]
        if not inside:
            return []
        heads = [inside[0], *(e for e in inside[1:] if self._joined(e))]
        about = {r.tail - self._first for r in self.roles if r.head in heads and r.label in GOVERNS}
        return [e for e in inside if e in heads or e in about]

    def _joined(self, event: int) -> bool:
        at = self.events.ranges[event][0]
        keys = self.denying.keys
        return keys[at].startswith(_AND_THE) or any(k in _OR for k in keys[max(0, at - 2) : at])

    def _replace(self, i: int, told: Iterable[int]) -> None:
        """Makes events the whole content of saying `i`."""
        old = {c.tail: c for c in self.contents if c.head == i}
        mine = [old.get(self._first + e, Link(i, self._first + e, "content", RULE_SCORE)) for e in told]
        self.contents = [c for c in self.contents if c.head != i] + mine

    def _take_from_others(self, i: int, denial: Denial, told: Sequence[int]) -> None:
        """What is denied is said by nobody else, but by those who are quoted as saying it; who quotes the denial says that."""
        tails = {self._first + e for e in told}
        kept, outer = [], set()
        for c in self.contents:
            quoted = denial.scope[0] <= self.says.ranges[c.head][0] < denial.scope[1]
            if c.head == i or c.tail not in tails or (quoted and not self._same(c.head, i)):
                kept.append(c)
            elif not quoted and not self._same(c.head, i):
                outer.add(c.head)
        chained = [Link(s, self._sayings + i, "content", RULE_SCORE) for s in sorted(outer)]
        have = {(c.head, c.tail) for c in kept}
        self.contents = kept + [c for c in chained if (c.head, c.tail) not in have]

    def _same(self, one: int, other: int) -> bool:
        """Whether two sayings have one speaker."""
        a, b = self.sources.get(one), self.sources.get(other)
        same = self.links.mention_clusters
        return a is not None and b is not None and same.get(a.tail, a.tail) == same.get(b.tail, b.tail)

    def _told_before(self, i: int, denial: Denial) -> list[int]:
        """What was said, or somebody was accused of, before the denial: in its sentence, else in the one before."""
        sentence = self.words.sentence_of[denial.cue]
        for wanted in (sentence, sentence - 1):
            told = self._said_in(wanted, i, denial) or self._accused_in(wanted, denial)
            if told:
                new = [e for e in told if not self._known_before(e, min(told))]
                return new or told
        near = [
            e for e, (a, _) in enumerate(self.events.ranges) if a < denial.cue and self.words.sentence_of[a] == sentence
        ]
        return near[-1:]

    def _said_in(self, sentence: int, i: int, denial: Denial) -> list[int]:
        """The content of the last saying before the denial in a sentence."""
        for s in range(len(self.says) - 1, -1, -1):
            at = self.says.ranges[s][0]
            if s != i and at < denial.cue and self.words.sentence_of[at] == sentence and self.says.types[s] != "deny":
                told = [c.tail - self._first for c in self.contents if c.head == s and c.tail < self._sayings]
                told = [e for e in told if e >= 0 and self.events.ranges[e][0] < denial.cue]
                if told:
                    return told
        return []

    def _accused_in(self, sentence: int, denial: Denial) -> list[int]:
        """What the last accusation before the denial in a sentence is about."""
        for e in range(len(self.events) - 1, -1, -1):
            at = self.events.ranges[e][0]
            if self.events.types[e] == "accuse" and at < denial.cue and self.words.sentence_of[at] == sentence:
                told = {r.tail - self._first for r in self.roles if r.head == e and r.label == "topic"}
                found = sorted(t for t in told if t >= 0 and self.events.ranges[t][0] < denial.cue)
                if found:
                    return found
        return []

    def _known_before(self, event: int, first: int) -> bool:
        """Whether the article told of an event before `first`: then others say it too, and it is not what is denied."""
        same = self.links.event_clusters
        return any(same.get(e) == same.get(event) for e in range(first))
