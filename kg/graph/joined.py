"""One thing, one node: the facts of all articles with what identity across articles has found to be the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import replace

from kg.graph.facts import Facts, NodeFact


def joined(facts: Facts, identity: Mapping[str, str], labels: Mapping[str, str]) -> Facts:
    """The facts with the nodes of one identity as one node, whose IRI is the identity's.

    Claims stay as they are but for the IRIs of what they are about and of who speaks. `identity` is {node: identity}, `labels`
    {identity: label}; a node that is alone keeps its IRI.
    """
    groups: dict[str, list[NodeFact]] = defaultdict(list)
    for node in facts.nodes:
        groups[identity.get(node.iri, node.iri)].append(node)
    if len(groups) == len(facts.nodes):
        return facts
    home = {n.iri: key if len(members) > 1 else n.iri for key, members in groups.items() for n in members}
    nodes = [_one(home[m[0].iri], m, labels.get(key, "")) if len(m) > 1 else m[0] for key, m in groups.items()]
    claims = tuple(
        replace(
            c, subject=home.get(c.subject, c.subject), object=home.get(c.object, c.object), chain=tuple(home.get(s, s) for s in c.chain)
        )
        for c in facts.claims
    )  # fmt: skip
    return Facts(facts.articles, tuple(sorted(nodes, key=lambda n: (n.mentions[:1], n.iri))), claims)


def parted(shown: Facts, facts: Facts, identity: Mapping[str, str]) -> Facts:
    """What `shown`, a part of the joined `facts`, says before things are joined."""
    nodes, told, articles = {n.iri for n in shown.nodes}, {c.iri for c in shown.claims}, {a.iri for a in shown.articles}
    claims = tuple(c for c in facts.claims if c.iri in told)
    used = {x for c in claims for x in (c.subject, c.object, *c.chain)}
    kept = (
        replace(n, mentions=tuple(m for m in n.mentions if m[0] in articles))
        for n in facts.nodes
        if n.iri in nodes or identity.get(n.iri) in nodes
    )
    return Facts(shown.articles, tuple(n for n in kept if n.mentions or n.iri in used), claims)


def _one(iri: str, members: list[NodeFact], label: str) -> NodeFact:
    """The members as one node: the kind that most have, all names, all mentions, the first of what else is known."""
    names = Counter(n.label for n in members)
    chosen = label or max(sorted(names), key=lambda x: names[x])
    kinds = Counter(n.kind for n in members)
    aliases = dict.fromkeys(x for n in members for x in (n.label, *n.aliases) if x != chosen)

    def first(field: str) -> str:
        return next((value for n in members if (value := getattr(n, field))), "")

    return NodeFact(
        iri, max(sorted(kinds), key=lambda k: kinds[k]), chosen, members[0].event, tuple(aliases), first("latin"), first("value"),
        first("earliest"), first("latest"), tuple(sorted(m for n in members for m in n.mentions)),
    )  # fmt: skip
