"""The facts cut by time: what was told, or what happened, in each day, month or year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.graph.facts import ClaimFact, Facts

PERIODS = {"day": 10, "month": 7, "year": 4}
"""How many characters of an ISO date name the period."""
BY = ("published", "happened")


@dataclass(frozen=True, slots=True)
class Slice:
    """A period ('2024-05') and what belongs to it."""

    period: str
    facts: Facts


def slices(facts: Facts, period: str = "month", by: str = "published") -> Iterator[Slice]:
    """The facts of each period, earliest first; what has no date as precise as that is in none.

    By publication (`published`) a slice shows what was in the news; by the time told of events (`happened`) it shows what is said
    to have happened then, whenever it was printed: the two differ by the delay of reporting and by every look back. Raises
    ValueError for an unknown period.
    """
    if period not in PERIODS or by not in BY:
        raise ValueError(f"a period is one of {', '.join(PERIODS)}, by one of {', '.join(BY)}")
    size = PERIODS[period]
    when = _published(facts, size) if by == "published" else _happened(facts, size)
    groups: dict[str, list[ClaimFact]] = defaultdict(list)
    for claim in facts.claims:
        if found := when.get(claim.article if by == "published" else claim.subject):
            groups[found].append(claim)
    if by == "published":
        for name in set(when.values()):
            groups.setdefault(name, [])
    for name in sorted(groups):
        yield Slice(name, _part(facts, groups[name], {a for a, p in when.items() if p == name} if by == "published" else set()))


def _published(facts: Facts, size: int) -> dict[str, str]:
    return {a.iri: a.issued[:size] for a in facts.articles if len(a.issued) >= size}


def _happened(facts: Facts, size: int) -> dict[str, str]:
    """{event: the period of the first time told of it}, when its first and last day lie in one period."""
    times = {n.iri: n for n in facts.nodes if n.earliest and n.latest and n.earliest[:size] == n.latest[:size]}
    found: dict[str, str] = {}
    for c in facts.claims:
        if c.predicate == "time" and c.object in times:
            found[c.subject] = min(found.get(c.subject, "9"), times[c.object].earliest[:size])
    return found


def _part(facts: Facts, claims: list[ClaimFact], articles: set[str]) -> Facts:
    """The facts with these claims: their articles, the nodes mentioned there that they need, or all mentioned in `articles`."""
    where = articles or {c.article for c in claims}
    needed = {x for c in claims for x in (c.subject, c.object, *c.chain)}
    nodes = []
    for n in facts.nodes:
        mentions = tuple(m for m in n.mentions if m[0] in where)
        if n.iri in needed or (articles and mentions):
            nodes.append(replace(n, mentions=mentions))
    return Facts(tuple(a for a in facts.articles if a.iri in where), tuple(nodes), tuple(claims))
