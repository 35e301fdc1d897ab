"""Mentions → entities of an article: what they are called, of what type they are, and which roles they hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.inventory import coarse
from kg.model import Entity, Extraction, Mention, Span, Time
from kg.resolve.ids import content_id
from kg.resolve.joining import join
from kg.resolve.names import Form, best_label, form, is_described
from kg.text.fold import fold_key, folded
from kg.text.morph import Morphology

_DESCRIBES = frozenset({"ROLE", "GRP"})
NAME_WEIGHT = 10
"""How many descriptions («زعيم») a name outweighs when the type of an entity is settled."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The entities of an article and which one each mention belongs to.

    `of_role` gives, for a ROLE mention, the id of the role itself («زعيم»); `of_mention` gives whom it describes.
    """

    entities: tuple[Entity, ...]
    of_mention: dict[str, str]
    of_role: dict[str, str]


def cast(extraction: Extraction, morph: Morphology | None = None) -> Cast:
    """The entities of `extraction`, in the order in which they are first mentioned."""
    article = extraction.article
    mentions = sorted(extraction.mentions, key=lambda m: (m.span, m.type, m.id))
    known = frozenset(folded(w) for w in article.text.split())
    forms = [form(m, article.text, morph, known) for m in mentions]
    times = {t.span: t for t in extraction.times}
    entities, of_mention, of_role = [], {}, {}
    for indexes in join(mentions, forms).members():
        entity = _entity(article.id, [mentions[i] for i in indexes], [forms[i] for i in indexes], times)
        entities.append(entity)
        of_mention.update({mentions[i].id: entity.id for i in indexes})
        for role in _roles(entity, [(mentions[i], forms[i]) for i in indexes]):
            entities.append(role)
            of_role.update({m.id: role.id for m in role.mentions})
    return Cast(tuple(entities), of_mention, of_role)


def _entity(article: str, mentions: list[Mention], forms: list[Form], times: Mapping[Span, Time]) -> Entity:
    kind = _type(mentions)
    label = _label(mentions, forms, kind)
    aliases = {
        f.label for m, f in zip(mentions, forms, strict=True) if m.type not in _DESCRIBES and not is_described(f)
    }
    first = mentions[0].span
    name = content_id(article, coarse(kind), fold_key(label), first.start, first.end)
    value = next((m.value for m in mentions if m.value), None)
    time = next((times[m.span] for m in mentions if m.span in times), None) if kind == "DATE" else None
    return Entity(name, kind, label, article, tuple(sorted(aliases - {label})), tuple(mentions), value, time)


def _label(mentions: Sequence[Mention], forms: Sequence[Form], kind: str) -> str:
    """The best name among mentions of the entity's own type; where there is none, a role says more than «الرجل»."""
    own = [f for m, f in zip(mentions, forms, strict=True) if coarse(m.type) == coarse(kind)]
    roles = [f for m, f in zip(mentions, forms, strict=True) if m.type == "ROLE"]
    if kind == "PER" and roles and all(not f.core for f in own):
        return best_label(roles, "ROLE").label
    return best_label(own or forms, coarse(kind)).label


def _type(mentions: Sequence[Mention]) -> str:
    """The type that the mentions agree on, by summed scores; names outweigh descriptions; who has a role is a person."""
    weight: Counter[str] = Counter()
    for m in mentions:
        weight[m.type] += round(m.score * (1 if m.type in _DESCRIBES else NAME_WEIGHT) * 1000)
    best = min(weight, key=lambda t: (-weight[t], t))
    return "PER" if best == "ROLE" else best


def _roles(holder: Entity, mentions: Sequence[tuple[Mention, Form]]) -> list[Entity]:
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
