"""The model's clusters, taken apart where names speak against them.

A cluster that holds «غوتيريش» and «مريم التجاني», an army and a civil defence, or two countries, is two things: names are surer than
the model. What only describes («الوزيرة», «القوات») stays with the name before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.inventory import coarse
from kg.model import Mention
from kg.resolve.demonyms import land_of
from kg.resolve.names import Form, is_described
from kg.resolve.namesakes import may_be_one
from kg.resolve.organisations import OrgName, parse_org
from kg.resolve.persons import PersonName, parse_person


@dataclass(frozen=True, slots=True)
class Country:
    """The name of a country: its folded label and its code."""

    key: str
    code: str


def cluster_parts(mentions: Sequence[Mention], forms: Sequence[Form]) -> Mapping[int, int]:
    """{number of a mention: which part of its cluster it belongs to}; mentions are in the order of the text."""
    of_cluster: dict[str, list[int]] = {}
    for i, m in enumerate(mentions):
        if m.cluster:
            of_cluster.setdefault(m.cluster, []).append(i)
    found: dict[int, int] = {}
    for members in of_cluster.values():
        found.update(_parts(members, mentions, forms))
    return found


def _parts(members: Sequence[int], mentions: Sequence[Mention], forms: Sequence[Form]) -> dict[int, int]:
    names = {i: name for i in members if (name := _name(mentions[i], forms[i])) is not None}
    heads: list[PersonName | OrgName | Country] = []
    part_of: dict[int, int] = {}
    # Full names first, so that a last name alone finds the one it belongs to.
    for i in sorted(names, key=lambda i: (-len(names[i].key.split()), i)):
        home = next((n for n, head in enumerate(heads) if _agree(head, names[i])), None)
        if home is None:
            home = len(heads)
            heads.append(names[i])
        part_of[i] = home
    if len(heads) < 2:
        return {}
    last = part_of[min(names)]
    for i in members:
        last = part_of.setdefault(i, last)
    return part_of


def _name(m: Mention, f: Form) -> PersonName | OrgName | Country | None:
    """The parsed name, None for what only describes and for kinds whose names decide nothing."""
    if m.type == "PER" and not is_described(f):
        return parse_person(f.label)
    if coarse(m.type) == "ORG" and (org := parse_org(f.label, m.type)).institution:
        return org
    if m.type == "GPE.COUNTRY" and (code := land_of(f.label)):
        return Country(f.key, code)
    return None


def _agree(a: PersonName | OrgName | Country, b: PersonName | OrgName | Country) -> bool:
    if isinstance(a, Country) and isinstance(b, Country):
        return a.code == b.code
    if isinstance(a, PersonName) and isinstance(b, PersonName):
        return may_be_one(a, b)
    if isinstance(a, OrgName) and isinstance(b, OrgName):
        return a.institution == b.institution and (not a.land or not b.land or a.land == b.land)
    return False
