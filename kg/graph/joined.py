"""One thing, one node: the facts of all articles with what identity across articles has found to be the same.

Claims keep their own IRIs and evidence; which entity of which article a claim names stays readable in the parts, so that an
export says what the graph says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.graph.facts import Facts, NodeFact


@dataclass(frozen=True, slots=True)
class Joined:
    """`facts` with identities in place of what they join; `parts` are the nodes of each identity, by its IRI."""

    facts: Facts
    parts: Mapping[str, tuple[NodeFact, ...]] = field(default_factory=dict)


def joined(facts: Facts, identity: Mapping[str, str], labels: Mapping[str, str]) -> Joined:
    """The facts with one node for each identity, under its IRI. What no identity joins stays as it is.

    Claims stay as they are but for the IRIs of what they are about and of who speaks. `identity` is {node: identity}, `labels`
    {identity: label}.
    """
    if not identity:
        return Joined(facts)
    groups: dict[str, list[NodeFact]] = {}
    for node in facts.nodes:
        groups.setdefault(identity.get(node.iri, node.iri), []).append(node)
    parts = {iri: tuple(found) for iri, found in groups.items() if iri != found[0].iri}
    nodes = [_one(iri, found, labels.get(iri, "")) if iri in parts else found[0] for iri, found in groups.items()]

    def name(iri: str) -> str:
        return identity.get(iri, iri)

    claims = tuple(
        replace(c, subject=name(c.subject), object=name(c.object), chain=tuple(name(s) for s in c.chain))
        for c in facts.claims
    )
    return Joined(Facts(facts.articles, tuple(sorted(nodes, key=lambda n: (n.mentions[:1], n.iri))), claims), parts)


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


def _one(iri: str, parts: Sequence[NodeFact], label: str) -> NodeFact:
    """The node of an identity: the label that most parts have if none is given, the kind that most have, all names and
    mentions, the dates of the surest part (the narrowest)."""
    names, kinds = Counter(p.label for p in parts), Counter(p.kind for p in parts)
    name = label or max(sorted(names), key=lambda x: names[x])
    aliases = sorted({a for p in parts for a in (p.label, *p.aliases)} - {name})
    dated = min((p for p in parts if p.earliest), key=_width, default=parts[0])
    latin = next((p.latin for p in parts if p.label == name and p.latin), next((p.latin for p in parts if p.latin), ""))
    return NodeFact(
        iri, max(sorted(kinds), key=lambda x: kinds[x]), name, any(p.event for p in parts), tuple(aliases), latin,
        next((p.value for p in parts if p.value), ""), dated.earliest, dated.latest,
        tuple(sorted({m for p in parts for m in p.mentions})),
    )  # fmt: skip


def _width(part: NodeFact) -> tuple[str, str]:
    return (part.earliest, part.latest) if part.latest == part.earliest else ("~" + part.earliest, part.latest)
