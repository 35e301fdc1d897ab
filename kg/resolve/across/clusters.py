"""Things of all articles → groups of one thing each.

One pass in the order of the articles' days: each thing is compared with the groups that share a block with it (a key of its name)
and joins the likeliest one, if that is likely enough and no other is nearly as likely. It is compared with all that is known of
the group, so a group never holds two ages, two fathers or two entries of the reference: chains are refused. A second pass compares
the groups, since they know more by then. Work is linear in the things: of those it shares a block with, a thing is compared with a few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.resolve.across.compare import compare
from kg.resolve.across.judgements import Judgement, Rulings, side_of
from kg.resolve.across.profiles import Profile
from kg.resolve.across.reasons import Match
from kg.resolve.names import split_head
from kg.resolve.spelling import plain, sound
from kg.text.fold import fold_key

MERGE, UNSURE = 0.9, 0.5
LEAD = 0.05
"""How much likelier than the next one a group must be; else it is not decided."""
MOST_IN_BLOCK = 40
"""Groups of a block that are looked at: the latest ones."""
MOST_COMPARED = 12
"""Groups that a thing is compared with: those that share the rarest blocks with it, so that work stays linear."""


@dataclass
class Grouping:
    """The groups, and every judgement on the way."""

    groups: list[Profile] = field(default_factory=list)
    judgements: list[Judgement] = field(default_factory=list)


class Clusterer:
    """Groups profiles of any kinds. `rulings` are people's decisions, which always hold."""

    def __init__(self, rulings: Rulings) -> None:
        self.rulings = rulings
        self.groups: dict[int, Profile] = {}
        self.group_of: dict[str, int] = {}
        self._blocks: dict[tuple[str, ...], list[int]] = {}
        self._moved: dict[int, int] = {}
        self._judged: dict[tuple[str, str], Judgement] = {}

    def add(self, profile: Profile) -> None:
        """Puts one profile into a group, old or new."""
        home = self._by_ruling(profile)
        if home is None:
            home = self._best(profile, self._candidates(profile))
        if home is None:
            home = len(self._moved) + len(self.groups)
            while home in self.groups or home in self._moved:
                home += 1
            self.groups[home] = profile
        else:
            self.groups[home].join(profile)
        for member in profile.members:
            self.group_of[member.id] = home
        self._file(home, profile)

    def second_pass(self) -> None:
        """Compares the groups with one another."""
        for number in sorted(self.groups):
            profile = self.groups.get(number)
            if profile is None:
                continue
            rivals = [n for n in self._candidates(profile) if n < number]
            home = self._best(profile, rivals)
            if home is not None:
                self._merge(number, home)

    def result(self) -> Grouping:
        """Groups in the order of their first things, and judgements in order."""
        return Grouping([self.groups[n] for n in sorted(self.groups)], list(self._judged.values()))

    def _merge(self, number: int, home: int) -> None:
        gone = self.groups.pop(number)
        self._moved[number] = home
        self.groups[home].join(gone)
        for member in gone.members:
            self.group_of[member.id] = home

    def _now(self, number: int) -> int:
        while number in self._moved:
            number = self._moved[number]
        return number

    def _file(self, home: int, profile: Profile) -> None:
        for block in blocks(profile):
            kept = self._blocks.setdefault(block, [])
            if not kept or kept[-1] != home:
                kept.append(home)

    def _candidates(self, profile: Profile) -> list[int]:
        found: dict[int, float] = {}
        for block in blocks(profile):
            kept = self._blocks.get(block, ())
            here = {self._now(number) for number in kept[-MOST_IN_BLOCK:]}
            for now in here:
                if now in self.groups and self.groups[now] is not profile:
                    found[now] = found.get(now, 0.0) + 1 / len(kept)
        return sorted(sorted(found, key=lambda n: (-found[n], -n))[:MOST_COMPARED])

    def _by_ruling(self, profile: Profile) -> int | None:
        """The group of something that a person holds for the same."""
        for member in profile.members:
            for other in sorted(self.rulings.together(member.id)):
                home = self.group_of.get(other)
                if home is not None and not self._apart(profile, self.groups[home]):
                    ruling = self.rulings.decided(member.id, other)
                    if ruling is not None:
                        self._judged[_pair(member.id, other)] = ruling
                    return home
        return None

    def _apart(self, a: Profile, b: Profile) -> bool:
        if not self.rulings:
            return False
        theirs = {m.id for m in b.members}
        return any(self.rulings.apart(m.id) & theirs for m in a.members)

    def _best(self, profile: Profile, numbers: Iterable[int]) -> int | None:
        """The group to join; None for a new one. What is likely but not decided becomes an unsure judgement."""
        found: list[tuple[float, int, Match]] = []
        for number in numbers:
            group = self.groups[number]
            match = compare(profile, group)
            if self._apart(profile, group):
                continue
            if match.barred:
                self._note("different", profile, group, match, match.score)
            elif match.score >= UNSURE:
                found.append((match.score, number, match))
        found.sort(key=lambda f: (-f[0], f[1]))
        if not found:
            return None
        linked = [f for f in found if profile.links & self.groups[f[1]].links]
        score, number, match = (linked or found)[0]
        # Groups of one entry of the reference are one thing, whichever is joined first; others are no rivals of theirs.
        clear = bool(linked) or len(found) == 1 or score - found[1][0] >= LEAD
        if score >= MERGE and clear:
            self._note("same", profile, self.groups[number], match, score)
            return number
        for score, number, match in found[:3]:
            self._note("unsure", profile, self.groups[number], match, score)
        return None

    def _note(self, verdict: str, a: Profile, b: Profile, match: Match, score: float) -> None:
        if verdict == "different" and not (a.keys & b.keys):
            return  # only what bears one name is worth a word
        one, other = side_of(a.first), side_of(b.first)
        key = _pair(one.id, other.id)
        old = self._judged.get(key)
        if (old is not None and old.human) or (one.article == other.article and verdict == "different"):
            return
        self._judged[key] = Judgement(verdict, one, other, round(score, 4), match.why)


def _pair(a: str, b: str) -> tuple[str, str]:
    low, high = sorted((a, b))
    return low, high


def group(profiles: Sequence[Profile], rulings: Rulings) -> Grouping:
    """The groups of `profiles` (in the order of time)."""
    clusterer = Clusterer(rulings)
    for profile in profiles:
        clusterer.add(profile)
    clusterer.second_pass()
    return clusterer.result()


def blocks(profile: Profile) -> Iterator[tuple[str, ...]]:
    """The keys under which a profile is looked for: names folded, their sound, last names, initials, reference ids."""
    seen: dict[tuple[str, ...], None] = {}
    for block in _blocks(profile):
        if block[-1]:
            seen.setdefault(block)
    yield from seen


def _blocks(p: Profile) -> Iterator[tuple[str, ...]]:
    for entry in p.links:
        yield p.kind, "link", entry
    if p.kind == "PER":
        for name in p.persons:
            if name.full:
                yield p.kind, "whole", " ".join(plain(u) for u in name.units)
                yield p.kind, "ends", sound(name.units[0]) + " " + sound(name.units[-1])
                yield p.kind, "last", plain(name.units[-1])
            elif name.units:
                yield p.kind, "last", plain(name.units[0])
    elif p.kind == "ORG":
        for org in p.orgs:
            yield p.kind, "core", org.core
            yield p.kind, "institution", org.institution
            yield p.kind, "initials", org.initials or (org.key if len(org.key) <= 6 and " " not in org.key else "")
            yield p.kind, "sound", "".join(sound(w) for w in org.core.split())
    elif p.kind in ("GPE", "LOC", "FAC"):
        for key in p.keys:
            yield p.kind, "core", split_head(key, p.first.kind)[1]
    else:
        for key in p.keys:
            yield p.kind, "key", fold_key(key)
