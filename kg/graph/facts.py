"""Everything a view needs, read out of a store once: articles, nodes, claims with their chains and evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from kg.store.oxigraph import OxigraphStore

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_LABEL = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
_PREFIX = """PREFIX kh: <https://w3id.org/khabar/ontology#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
UNNAMED = "(unnamed)"
"""How a speaker is shown whom the article does not name."""
Offsets = tuple[int, int]


@dataclass(frozen=True, slots=True)
class ArticleFact:
    """An article as a view shows it."""

    iri: str
    title: str
    outlet: str
    issued: str
    basis: str
    why: str
    url: str
    text: str


@dataclass(frozen=True, slots=True)
class NodeFact:
    """An entity or event: `kind` is the local name of its class; `mentions` are (article, start, end)."""

    iri: str
    kind: str
    label: str
    event: bool
    aliases: tuple[str, ...] = ()
    latin: str = ""
    value: str = ""
    earliest: str = ""
    latest: str = ""
    mentions: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimFact:
    """A claim: subject, predicate and object by IRI; `chain` are speakers' IRIs, nearest first ('' is unnamed)."""

    iri: str
    subject: str
    predicate: str
    object: str
    factuality: str
    qualifiers: tuple[str, ...]
    chain: tuple[str, ...]
    confidence: float
    article: str
    words: Offsets
    sentence: Offsets
    marks: Mapping[str, Offsets]
    maker: str


@dataclass(frozen=True, slots=True)
class Facts:
    """All of them, each in a fixed order."""

    articles: tuple[ArticleFact, ...]
    nodes: tuple[NodeFact, ...]
    claims: tuple[ClaimFact, ...]

    def node(self, iri: str) -> NodeFact | None:
        """The node of that IRI."""
        return next((n for n in self.nodes if n.iri == iri), None)


def facts(store: OxigraphStore) -> Facts:
    """The facts of a store."""
    return Facts(_articles(store), _nodes(store), _claims(store))


def local(iri: str) -> str:
    """The last part of an IRI."""
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def _rows(store: OxigraphStore, where: str, *columns: str) -> list[dict[str, str]]:
    """Rows as {column: text}, '' where unbound, sorted."""
    query = f"{_PREFIX}SELECT DISTINCT {' '.join('?' + c for c in columns)} WHERE {{ {where} }}"
    found = store.run(query)
    assert isinstance(found, ox.QuerySolutions)
    rows = []
    for solution in found:
        values = {c: solution[c] for c in columns}
        rows.append({c: v.value if isinstance(v, (ox.NamedNode, ox.Literal)) else "" for c, v in values.items()})
    return sorted(rows, key=lambda r: tuple(r.values()))


def _articles(store: OxigraphStore) -> tuple[ArticleFact, ...]:
    where = """?a a kh:Article ; kh:text ?text . OPTIONAL { ?a dcterms:title ?title } OPTIONAL { ?a kh:outlet ?outlet }
        OPTIONAL { ?a dcterms:issued ?issued } OPTIONAL { ?a kh:issuedBasis ?basis } OPTIONAL { ?a kh:why ?why }
        OPTIONAL { ?a kh:address ?url }"""
    rows = _rows(store, where, "a", "title", "outlet", "issued", "basis", "why", "url", "text")
    return tuple(
        ArticleFact(*(r[k] for k in ("a", "title", "outlet", "issued", "basis", "why", "url", "text"))) for r in rows
    )


def _nodes(store: OxigraphStore) -> tuple[NodeFact, ...]:
    mentions: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    where = "?m kh:mentionOf ?n ; kh:inArticle ?a ; oa:start ?start ; oa:end ?end"
    for r in _rows(store, where, "n", "a", "start", "end"):
        mentions[r["n"]].append((r["a"], int(r["start"]), int(r["end"])))
    aliases: dict[str, list[str]] = defaultdict(list)
    for r in _rows(store, "?n skos:altLabel ?alias", "n", "alias"):
        aliases[r["n"]].append(r["alias"])
    where = """?n rdfs:label ?label . FILTER EXISTS { ?m kh:mentionOf ?n }
        OPTIONAL { ?n kh:eventKind ?event } OPTIONAL { ?n a ?class FILTER(STRSTARTS(STR(?class), STR(kh:)) && ?class != kh:Event) }
        OPTIONAL { ?n kh:romanisedLabel ?latin } OPTIONAL { ?n kh:value ?value }
        OPTIONAL { ?n kh:earliest ?earliest } OPTIONAL { ?n kh:latest ?latest }"""
    found: dict[str, NodeFact] = {}
    for r in _rows(store, where, "n", "event", "class", "label", "latin", "value", "earliest", "latest"):
        kind = local(r["event"] or r["class"]) or "Thing"
        found.setdefault(
            r["n"],
            NodeFact(
                r["n"], kind, r["label"], bool(r["event"]), tuple(aliases[r["n"]]), r["latin"], r["value"], r["earliest"],
                r["latest"], tuple(sorted(mentions[r["n"]], key=lambda m: (m[0], m[1], m[2]))),
            ),
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda n: (n.mentions[:1], n.iri)))


def _chains(store: OxigraphStore) -> dict[str, tuple[str, ...]]:
    """{claim or saying: speakers, nearest first}."""
    following = {r["x"]: r["saying"] for r in _rows(store, "?x kh:claimedBy ?saying", "x", "saying")}
    speaker = {r["saying"]: r["who"] for r in _rows(store, "?saying kh:speaker ?who", "saying", "who")}
    chains = {}
    for start in following:
        chain, at, seen = [], following[start], set[str]()
        while at and at not in seen:
            seen.add(at)
            chain.append(speaker.get(at, ""))
            at = following.get(at, "")
        chains[start] = tuple(chain)
    return chains


def _makers(store: OxigraphStore) -> dict[str, str]:
    """{claim: name and version of the component that made it}.

    Pattern by pattern: every article's graph tells of the makers again, and a join over them all would grow with the square
    of the articles.
    """
    versions = {r["m"]: r["v"] for r in _rows(store, "?m kh:version ?v", "m", "v")}
    names = {}
    for maker, version in versions.items():
        labels = {q.object.value for q in store.match(ox.NamedNode(maker), _LABEL, None) if isinstance(q.object, ox.Literal)}
        names[maker] = f"{min(labels, default='')} {version}"
    runs = {r["run"]: names.get(r["m"], "") for r in _rows(store, "?run prov:wasAssociatedWith ?m", "run", "m")}
    return {r["c"]: runs.get(r["run"], "") for r in _rows(store, "?c prov:wasGeneratedBy ?run", "c", "run")}


def _claims(store: OxigraphStore) -> tuple[ClaimFact, ...]:
    chains = _chains(store)
    qualifiers: dict[str, list[str]] = defaultdict(list)
    for r in _rows(store, "?c kh:qualifier ?q", "c", "q"):
        qualifiers[r["c"]].append(local(r["q"]))
    marks: dict[str, dict[str, Offsets]] = defaultdict(dict)
    where = (
        "?e ?link ?w . VALUES ?link { kh:subjectWords kh:objectWords kh:triggerWords } ?w oa:start ?start ; oa:end ?end"
    )
    for r in _rows(store, where, "e", "link", "start", "end"):
        marks[r["e"]][local(r["link"]).removesuffix("Words")] = (int(r["start"]), int(r["end"]))
    makers = _makers(store)
    where = """?c a kh:Claim ; rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o ; kh:factuality ?f ; kh:confidence ?sure ; kh:evidence ?e .
        ?e kh:inArticle ?a ; oa:start ?from ; oa:end ?to ; kh:inSentence ?in . ?in oa:start ?sentence ; oa:end ?stop"""
    found = []
    for r in _rows(store, where, "a", "from", "c", "s", "p", "o", "f", "sure", "e", "to", "sentence", "stop"):
        found.append(
            ClaimFact(
                r["c"], r["s"], "type" if r["p"] == _RDF + "type" else local(r["p"]), r["o"], local(r["f"]), tuple(qualifiers[r["c"]]),
                chains.get(r["c"], ()), float(r["sure"]), r["a"], (int(r["from"]), int(r["to"])),
                (int(r["sentence"]), int(r["stop"])), marks[r["e"]], makers.get(r["c"], ""),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda c: (c.article, c.words, c.iri)))
