"""A part of the facts: what lies near some nodes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import replace

from kg.graph.facts import Facts


def around(facts: Facts, centres: Collection[str], hops: int = 1) -> Facts:
    """The nodes at most `hops` claims away from `centres`, the claims between them, their articles, and whoever says so."""
    near: dict[str, set[str]] = defaultdict(set)
    for c in facts.claims:
        near[c.subject].add(c.object)
        near[c.object].add(c.subject)
    known = {n.iri for n in facts.nodes}
    kept = set(centres) & known
    for _ in range(hops):
        kept |= {n for k in kept for n in near[k]} & known
    claims = tuple(c for c in facts.claims if c.subject in kept and (c.object in kept or c.object not in known))
    kept |= {s for c in claims for s in c.chain if s in known}
    articles = {c.article for c in claims} | {m[0] for n in facts.nodes if n.iri in set(centres) for m in n.mentions}
    return Facts(
        tuple(a for a in facts.articles if a.iri in articles),
        tuple(
            replace(n, mentions=tuple(m for m in n.mentions if m[0] in articles)) for n in facts.nodes if n.iri in kept
        ),
        claims,
    )
