"""One node for everything that is judged to be one: what the articles call it, where they mention it, what they claim of it.

Claims keep their own IRIs and evidence; which entity of which article a claim names stays readable, so an export says what
the graph says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.graph.facts import Facts, NodeFact
from kg.identity import Versions


@dataclass(frozen=True, slots=True)
class Joined:
    """`facts` with identities in place of what they join; `parts` are the nodes of each identity, by its IRI."""

    facts: Facts
    parts: Mapping[str, tuple[NodeFact, ...]] = field(default_factory=dict)


def joined(facts: Facts, versions: Versions | None) -> Joined:
    """The facts with one node for each identity. What no identity joins stays as it is."""
    if versions is None or not versions.identity:
        return Joined(facts)
    parts: dict[str, list[NodeFact]] = {}
    for node in facts.nodes:
        parts.setdefault(versions.identity.get(node.iri, node.iri), []).append(node)
    nodes = tuple(
        found[0] if iri == found[0].iri else _one(iri, found, versions.labels.get(iri, ""))
        for iri, found in parts.items()
    )

    def name(iri: str) -> str:
        return versions.identity.get(iri, iri)

    claims = tuple(
        replace(c, subject=name(c.subject), object=name(c.object), chain=tuple(name(s) for s in c.chain))
        for c in facts.claims
    )
    merged = {iri: tuple(found) for iri, found in parts.items() if iri != found[0].iri}
    return Joined(Facts(facts.articles, nodes, claims), merged)


def _one(iri: str, parts: Sequence[NodeFact], label: str) -> NodeFact:
    """The node of an identity: its kind is the commonest, its dates those of the surest part (the narrowest)."""
    name = label or parts[0].label
    kind = Counter(p.kind for p in parts).most_common(1)[0][0]
    aliases = sorted({a for p in parts for a in (p.label, *p.aliases)} - {name})
    dated = min((p for p in parts if p.earliest), key=_width, default=parts[0])
    latin = next((p.latin for p in parts if p.label == name and p.latin), next((p.latin for p in parts if p.latin), ""))
    return NodeFact(
        iri, kind, name, any(p.event for p in parts), tuple(aliases), latin, next((p.value for p in parts if p.value), ""),
        dated.earliest, dated.latest, tuple(sorted({m for p in parts for m in p.mentions})),
    )  # fmt: skip


def _width(part: NodeFact) -> tuple[str, str]:
    return (part.earliest, part.latest) if part.latest == part.earliest else ("~" + part.earliest, part.latest)
