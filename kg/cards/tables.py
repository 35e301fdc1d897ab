"""Articles, entities and events as listings."""

from __future__ import annotations

from collections import Counter, defaultdict

from kg.cards.lines import Words
from kg.graph import ArticleFact, NodeFact
from kg.listing import Listing


def articles(words: Words) -> Listing[ArticleFact]:
    """All articles. Columns: title, outlet, issued, basis (given or inferred), url, words, claims, article (the IRI)."""
    told = Counter(c.article for c in words.facts.claims)

    def row(a: ArticleFact) -> tuple[object, ...]:
        return a.title, a.outlet, a.issued, a.basis, a.url, len(a.text.split()), told[a.iri], a.iri

    columns = ("title", "outlet", "issued", "basis", "url", "words", "claims", "article")
    return Listing(words.facts.articles, columns, row, columns[:-1])


def entities(words: Words) -> Listing[NodeFact]:
    """Everything that is no event, most mentioned first.

    Columns: name, kind, mentions, articles (how many mention it), claims (about it), first and last (dates of these articles),
    aliases, latin (romanised), entity (the IRI).
    """
    found = sorted((n for n in words.facts.nodes if not n.event), key=lambda n: (-len(n.mentions), n.label, n.iri))
    about = Counter(x for c in words.facts.claims for x in {c.subject, c.object})

    def row(n: NodeFact) -> tuple[object, ...]:
        where = {m[0] for m in n.mentions}
        dates = sorted(words.articles[a].issued for a in where if words.articles[a].issued) or [""]
        return (
            n.label, n.kind, len(n.mentions), len(where), about[n.iri], dates[0], dates[-1], "، ".join(n.aliases), n.latin, n.iri,
        )  # fmt: skip

    columns = ("name", "kind", "mentions", "articles", "claims", "first", "last", "aliases", "latin", "entity")
    return Listing(found, columns, row, columns[:-1])


def events(words: Words) -> Listing[NodeFact]:
    """All events, most told first.

    Columns: event (the trigger), kind, tellings, articles, earliest and latest day told, places, agents, patients, iri.
    """
    slots: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for c in words.facts.claims:
        slots[c.subject][c.predicate].append(c.object)
    found = sorted((n for n in words.facts.nodes if n.event), key=lambda n: (-len(n.mentions), n.label, n.iri))

    def labels(n: NodeFact, slot: str) -> str:
        return "، ".join(dict.fromkeys(words.label(x) for x in slots[n.iri][slot]))

    def row(n: NodeFact) -> tuple[object, ...]:
        times = [words.nodes[t] for t in slots[n.iri]["time"] if t in words.nodes]
        first = min((t.earliest for t in times if t.earliest), default="")
        last = max((t.latest for t in times if t.latest), default="")
        return (
            n.label, n.kind, len(n.mentions), len({m[0] for m in n.mentions}), first, last, labels(n, "place"), labels(n, "agent"),
            labels(n, "patient"), n.iri,
        )  # fmt: skip

    columns = ("event", "kind", "tellings", "articles", "earliest", "latest", "places", "agents", "patients", "iri")
    return Listing(found, columns, row, columns[:-1])
