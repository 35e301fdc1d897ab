"""Why things are held for one, and why a link to a reference stands: every judgement with its reasons."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import UsageError
from kg.graph.facts import Facts
from kg.identity.versions import JudgementFact, Versions
from kg.text.fold import fold_key


def identity_lines(facts: Facts, versions: Versions, name: str) -> Iterator[str]:
    """The identities called `name` (label, or IRI of the identity, of a member, of a judgement, or its end), step by step.

    Raises UsageError KG622 when there is none.
    """
    found = _find(facts, versions, name)
    if not found:
        judged = [j for j in versions.judgements if _is(j.iri, name)]
        if not judged:
            advice = "take a label or an IRI of kg query entities; what stands alone in one article has no identity"
            raise UsageError("KG622", f"no identity is called {name!r}", advice)
        yield from _judgement_lines(judged[0], facts)
        return
    for number, identity in enumerate(found):
        if number:
            yield ""
        yield from _one(facts, versions, identity)


def _is(iri: str, name: str) -> bool:
    return name in (iri, iri.rsplit("/", 1)[-1])


def _find(facts: Facts, versions: Versions, name: str) -> list[str]:
    exact = {i for n, i in versions.identity.items() if _is(n, name) or _is(i, name)}
    exact |= {i for i, addresses in versions.same_as.items() if name in addresses or any(_is(a, name) for a in addresses)}
    if exact:
        return sorted(exact)
    key = fold_key(name)
    labels = {n.iri: (n.label, *n.aliases) for n in facts.nodes}
    return sorted({i for n, i in versions.identity.items() if any(fold_key(label) == key for label in labels.get(n, ()))})


def _one(facts: Facts, versions: Versions, identity: str) -> Iterator[str]:
    nodes = {n.iri: n for n in facts.nodes}
    articles = {a.iri: a for a in facts.articles}
    members = versions.members(identity)
    yield f"identity   «{versions.labels.get(identity, '')}»  {identity}"
    for address in versions.same_as.get(identity, ()):
        yield f"same as    {address}"
    for member in members:
        node = nodes.get(member)
        where = articles.get(node.mentions[0][0]) if node and node.mentions else None
        told = (where.outlet or where.title or where.iri) if where else ""
        yield f"member     «{node.label if node else ''}»  {told}  {member}"
    theirs = set(members)
    for judgement in versions.judgements:
        if theirs & set(judgement.pair) and (judgement.verdict != "same" or _supports(judgement, theirs, versions, identity)):
            yield ""
            yield from _judgement_lines(judgement, facts)


def _supports(judgement: JudgementFact, members: set[str], versions: Versions, identity: str) -> bool:
    others = set(judgement.pair) - members
    return not others or any("://" in o for o in others)


def _judgement_lines(judgement: JudgementFact, facts: Facts) -> Iterator[str]:
    labels = {n.iri: n.label for n in facts.nodes}
    shown = " | ".join(f"«{labels[iri]}» {iri}" if iri in labels else iri for iri in judgement.pair)
    yield f"judgement  {judgement.verdict}  {judgement.score:.2f}  {judgement.iri}"
    yield f"  between  {shown}"
    yield f"  by       {judgement.by}" + (f" on {judgement.at}" if judgement.at else "")
    for reason in judgement.why.split("; "):
        yield f"  because  {reason}"
