"""Mentions → entities of an article: the model's clusters, joined where names agree, never where people differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from kg.inventory import coarse
from kg.model import Entity, Extraction, Mention, Span, Time
from kg.resolve.ids import content_id
from kg.resolve.names import NAMED, Form, best_label, form, is_last_name_of, same_name
from kg.text.fold import fold_key, folded
from kg.text.morph import Morphology

_DESCRIBES = frozenset({"ROLE", "GRP"})
_JOINED = frozenset({"PER", "ORG", "GPE", "LOC", "FAC"})
_ALONE = frozenset({"NUM", "MON"})


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of an article and which one each mention belongs to.

    `of_role` gives, for a ROLE mention, the id of the role itself («زعيم»); `of_mention` gives whom it describes.
    """

    entities: tuple[Entity, ...]
    of_mention: dict[str, str]
    of_role: dict[str, str]


@dataclass
class _Groups:
    """Union-find over mention numbers."""

    parent: list[int] = field(default_factory=list)

    def find(self, i: int) -> int:
        while self.parent[i] != i:
            self.parent[i] = self.parent[self.parent[i]]
            i = self.parent[i]
        return i

    def join(self, i: int, j: int) -> None:
        a, b = sorted((self.find(i), self.find(j)))
        self.parent[b] = a


def cast(extraction: Extraction, morph: Morphology | None = None) -> Cast:
    """The entities of `extraction`, in the order in which they are first mentioned."""
    mentions = sorted(extraction.mentions, key=lambda m: (m.span, m.type, m.id))
    known = frozenset(folded(w) for w in extraction.article.text.split())
    forms = [form(m, morph, known) for m in mentions]
    groups = _group(mentions, forms)
    times = {t.span: t for t in extraction.times}
    members: dict[int, list[int]] = {}
    for i in range(len(mentions)):
        members.setdefault(groups.find(i), []).append(i)
    entities, of_mention, of_role = [], {}, {}
    for indexes in members.values():
        entity = _entity(extraction.article.id, [mentions[i] for i in indexes], [forms[i] for i in indexes], times)
        entities.append(entity)
        of_mention.update({mentions[i].id: entity.id for i in indexes})
        for role in _roles(entity, [(mentions[i], forms[i]) for i in indexes]):
            entities.append(role)
            of_role.update({m.id: role.id for m in role.mentions})
    return Cast(tuple(entities), of_mention, of_role)


def _group(mentions: Sequence[Mention], forms: Sequence[Form]) -> _Groups:
    groups = _Groups(list(range(len(mentions))))
    first: dict[tuple[str, str], int] = {}
    for i, m in enumerate(mentions):
        kind = coarse(m.type)
        key = ("cluster", m.cluster) if m.cluster and kind not in _ALONE else _own_key(m, forms[i], kind)
        if key in first:
            groups.join(first[key], i)
        else:
            first[key] = i
    _join_names(mentions, forms, groups)
    return groups


def _own_key(m: Mention, f: Form, kind: str) -> tuple[str, str]:
    if kind == "NORP":
        return "norp", f.core or f.key
    if kind == "DATE" and m.value and m.value[:4].isdigit():
        return "date", m.value
    if kind in ("EVT", "WORK", "PROD") and len(f.key.split()) > 1:
        return kind, f.key
    return "mention", m.id


def _join_names(mentions: Sequence[Mention], forms: Sequence[Form], groups: _Groups) -> None:
    named = [i for i, m in enumerate(mentions) if coarse(m.type) in NAMED and forms[i].core]
    for n, i in enumerate(named):
        kind = coarse(mentions[i].type)
        for j in named[:n]:
            if (
                kind in _JOINED
                and coarse(mentions[j].type) == kind
                and groups.find(i) != groups.find(j)
                and same_name(forms[i], forms[j], kind)
            ):
                groups.join(i, j)
    people = [i for i in named if mentions[i].type == "PER"]
    for i in people:
        owners = {groups.find(j) for j in people if is_last_name_of(forms[i], forms[j])}
        if len(owners) == 1 and groups.find(i) not in owners and _only_last_names(i, people, forms, groups):
            groups.join(i, owners.pop())


def _only_last_names(i: int, people: Sequence[int], forms: Sequence[Form], groups: _Groups) -> bool:
    """Whether nobody in the group of `i` has a longer name: two full names never become one through a last name."""
    return all(len(forms[j].key.split()) == 1 for j in people if groups.find(j) == groups.find(i))


def _entity(article: str, mentions: list[Mention], forms: list[Form], times: dict[Span, Time]) -> Entity:
    kind = _type(mentions)
    same = [f for m, f in zip(mentions, forms, strict=True) if coarse(m.type) == coarse(kind)] or forms
    label = best_label(same, coarse(kind)).label
    aliases = sorted(
        {f.label for m, f in zip(mentions, forms, strict=True) if coarse(m.type) not in _DESCRIBES} - {label}
    )
    name = content_id(article, coarse(kind), fold_key(label), mentions[0].span.start)
    value = next((m.value for m in mentions if m.value), None)
    time = next((times[m.span] for m in mentions if m.span in times), None) if kind == "DATE" else None
    return Entity(name, kind, label, article, tuple(aliases), tuple(mentions), value, time)


def _type(mentions: Sequence[Mention]) -> str:
    """The type that the mentions agree on, by summed scores; names outweigh descriptions; who has a role is a person."""
    weight: Counter[str] = Counter()
    for m in mentions:
        weight[m.type] += round(m.score * (1 if coarse(m.type) in _DESCRIBES else 10) * 1000)
    best = min(weight, key=lambda t: (-weight[t], t))
    return "PER" if best == "ROLE" else best


def _roles(holder: Entity, mentions: list[tuple[Mention, Form]]) -> list[Entity]:
    """One role entity for each different role noun that describes `holder`."""
    by_key: dict[str, list[tuple[Mention, Form]]] = {}
    for m, f in mentions:
        if m.type == "ROLE":
            by_key.setdefault(f.core or f.key, []).append((m, f))
    return [
        Entity(
            content_id(holder.id, "ROLE", key), "ROLE", same[0][1].label, holder.article, (), tuple(m for m, _ in same)
        )
        for key, same in sorted(by_key.items())
    ]
