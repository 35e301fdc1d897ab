"""Which mentions are of one thing: the model's clusters first, then names that agree, never against the types.

Joining by name looks for certainty, not for coverage: a mention left alone can still be read, two things made one cannot
be taken apart again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.inventory import coarse
from kg.model import Mention
from kg.resolve.clusters import cluster_parts
from kg.resolve.names import Form, is_described, is_last_name_of, may_be_last_name

_JOINED = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})
_BY_NAME = frozenset({"EVT", "WORK", "PROD"})
_ALONE = frozenset({"NUM", "MON"})


@dataclass
class Groups:
    """Union-find over mention numbers."""

    parent: list[int] = field(default_factory=list)

    def find(self, i: int) -> int:
        """The first member of the group of `i`."""
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        """Makes the groups of `i` and `j` one."""
        a, b = sorted((self.find(i), self.find(j)))
        self.parent[b] = a

    def members(self) -> list[list[int]]:
        """The groups, in the order of their first members."""
        found: dict[int, list[int]] = {}
        for i in range(len(self.parent)):
            found.setdefault(self.find(i), []).append(i)
        return list(found.values())


def join(mentions: Sequence[Mention], forms: Sequence[Form]) -> Groups:
    """The groups of `mentions` (in the order of the text) that are of one thing."""
    groups = Groups(list(range(len(mentions))))
    first: dict[tuple[object, ...], int] = {}
    parts = cluster_parts(mentions, forms)
    for i, m in enumerate(mentions):
        for key in _keys(m, forms[i], parts.get(i, 0)):
            groups.join(first.setdefault(key, i), i)
    _join_names(mentions, forms, groups)
    _join_last_names(mentions, forms, groups)
    return groups


def _keys(m: Mention, f: Form, part: int) -> Iterator[tuple[object, ...]]:
    """What a mention surely shares with others of its thing: the very words, the model's cluster, or a value."""
    kind = coarse(m.type)
    yield "words", kind, m.span
    if m.cluster and kind not in _ALONE:
        yield "cluster", m.cluster, part
    elif kind == "NORP":
        yield kind, f.core or f.key
    elif kind == "DATE" and m.value and m.value[:4].isdigit():
        yield kind, m.value
    elif kind in _BY_NAME and " " in f.key:
        yield kind, f.key


def _join_names(mentions: Sequence[Mention], forms: Sequence[Form], groups: Groups) -> None:
    """Equal names, and names that differ in a generic head only."""
    same: dict[tuple[str, str], list[int]] = {}
    for i, m in enumerate(mentions):
        if coarse(m.type) in _JOINED and forms[i].core:
            same.setdefault((coarse(m.type), forms[i].core), []).append(i)
    kinds = _kinds(mentions, groups)
    for indexes in same.values():
        for i, j in _agreeing([(i, forms[i]) for i in indexes]):
            a, b = groups.find(i), groups.find(j)
            if a != b and _one_kind(kinds[a] | kinds[b]):
                groups.join(i, j)
                kinds[groups.find(i)] = kinds[a] | kinds[b]


def _agreeing(named: Sequence[tuple[int, Form]]) -> Iterator[tuple[int, int]]:
    """Pairs of mentions, all of one core, that surely name one thing.

    A form without head joins one with a loose head only when no other head stands before that name in the article.
    """
    by_head: dict[str, list[tuple[int, Form]]] = {}
    for i, f in named:
        by_head.setdefault(f.head, []).append((i, f))
    for head, same in by_head.items():
        if head or not same[0][1].common:
            yield from pairwise(i for i, _ in same)
    heads = sorted(h for h in by_head if h)
    if "" in by_head and len(heads) == 1 and by_head[heads[0]][0][1].loose:
        headed = by_head[heads[0]][0][0]
        yield from ((i, headed) for i, _ in by_head[""])


def _kinds(mentions: Sequence[Mention], groups: Groups) -> dict[int, set[str]]:
    kinds: dict[int, set[str]] = {}
    for i, m in enumerate(mentions):
        kinds.setdefault(groups.find(i), set()).add(m.type)
    return kinds


def _one_kind(kinds: Iterable[str]) -> bool:
    """Whether things of these types may be one. A city is never a state, though a capital's name may stand for it."""
    return len({k for k in kinds if k.startswith("GPE")}) <= 1


def _join_last_names(mentions: Sequence[Mention], forms: Sequence[Form], groups: Groups) -> None:
    """A last name alone is the only person of that name. Two full names never become one through a last name."""
    people = [i for i, m in enumerate(mentions) if m.type == "PER" and not is_described(forms[i])]
    full = {groups.find(i) for i in people if not may_be_last_name(forms[i])}
    by_end: dict[str, list[int]] = {}
    for i in people:
        by_end.setdefault(forms[i].key.rsplit(" ", 1)[-1], []).append(i)
    owners: dict[int, set[int]] = {}
    for same in by_end.values():
        for i in same:
            if groups.find(i) not in full:
                mine = {groups.find(j) for j in same if is_last_name_of(forms[i], forms[j])}
                owners.setdefault(groups.find(i), set()).update(mine)
    for group, found in sorted(owners.items()):
        if len(found) == 1:
            groups.join(group, found.pop())
