"""Deciding by hand: undecided pairs, merging and splitting. Every decision is a line of the log; claims are never touched."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from kg.errors import UsageError
from kg.identity.reading import accounts
from kg.identity.writing import AGREEMENT, IDENTITY, graph_name
from kg.resolve.across import Judgement, Side, append
from kg.resolve.across.judgements import FILE, side_of
from kg.resolve.across.records import Accounts, Statement, Thing, Told
from kg.text.fold import fold_key

if TYPE_CHECKING:
    from kg.identity.versions import Versions
    from kg.settings import Settings
    from kg.store.oxigraph import OxigraphStore


class GraphLike(Protocol):
    """What the desk needs of a graph."""

    store: OxigraphStore
    settings: Settings

    @property
    def versions(self) -> Versions:
        """Identities and judgements."""
        ...


@dataclass(frozen=True, slots=True)
class Who:
    """Who decides, and when (ISO 8601, UTC)."""

    name: str
    at: str


@dataclass(frozen=True, slots=True)
class Question:
    """A pair that is not decided: the two sides, the program's probability and reasons."""

    one: Side
    other: Side
    score: float
    why: str


class Desk:
    """The undecided pairs of a graph in a folder, and the decisions on them."""

    def __init__(self, graph: GraphLike, folder: Path) -> None:
        self.graph, self.folder = graph, folder
        self.log_path = folder / FILE
        self.accounts = Accounts.of(list(accounts(graph.store)))

    def undecided(self, limit: int = 50) -> list[Question]:
        """Unsure pairs, the likeliest first. A pair with an entry of the reference has it on the other side."""
        found = []
        for judgement in self.graph.versions.judgements:
            if judgement.verdict == "unsure" and len(judgement.pair) >= 2:
                sides = sorted((self._side(iri) for iri in judgement.pair), key=lambda s: (not s.article, s.id))
                found.append(Question(sides[0], sides[1], judgement.score, judgement.why))
        return sorted(found, key=lambda q: (-q.score, q.one.id, q.other.id))[:limit]

    def lines(self, pair: Question) -> Iterator[str]:
        """A question for the terminal: both sides with a sentence each, then the reasons."""
        for side in (pair.one, pair.other):
            yield f"«{side.label}» {side.kind}  {self._outlet(side)}  {side.id}"
            for sentence in self.sentences(side):
                yield f"    {' '.join(sentence.split())[:160]}"
        yield f"because {pair.why}"

    def sentences(self, side: Side, most: int = 2) -> list[str]:
        """Sentences that tell something of a side."""
        claims: Sequence[Statement] = self.accounts.by_subject.get(side.id, ())
        others = [c for a in self.accounts if a.source.id == side.article for c in a.claims if c.object == side.id]
        return list(dict.fromkeys(c.sentence for c in (*claims, *others) if c.sentence))[:most]

    def decide(self, pair: Question, same: bool, who: Who, why: str = "") -> Judgement:
        """The judgement that answers a question."""
        return _judgement(same, pair.one, pair.other, who, why or "decided by hand")

    def merge(self, a: str, b: str, who: Who, why: str = "") -> list[Judgement]:
        """The judgement that holds two things for one. Raises UsageError KG624, KG625 for a name that is not one thing's."""
        one, other = self._find(a)[0], self._find(b)[0]
        if one.id == other.id:
            raise UsageError("KG625", f"{a!r} and {b!r} are one thing already", "name two different ones")
        return [_judgement(True, one, other, who, why or "merged by hand")]

    def split(self, a: str, b: str, who: Who, why: str = "") -> list[Judgement]:
        """The judgements that hold a thing for different from another, or from all other members of an identity."""
        one = self._find(a)[0]
        others = [o for o in self._find(b) if o.id != one.id]
        return [_judgement(False, one, other, who, why or "split by hand") for other in others]

    def apply(self, made: Sequence[Judgement]) -> None:
        """Adds judgements to the log and makes the graphs of identity and agreement anew, in the folder's files too."""
        from kg.identity import settle
        from kg.identity.files import rewrite

        append(self.log_path, made)
        base = self.graph.settings.base_iri
        quads = settle(self.graph.store, base, self.folder)
        rewrite(self.folder, self.graph.store, quads, base, [graph_name(base, n).value for n in (IDENTITY, AGREEMENT)])

    def _outlet(self, side: Side) -> str:
        source = self.accounts.sources.get(side.article)
        return (source.outlet or source.title or source.id) if source else "reference"

    def _side(self, iri: str) -> Side:
        item: Thing | Told | None = self.accounts.things.get(iri) or self.accounts.events.get(iri)
        return side_of(item) if item is not None else Side(_reference_id(iri), iri.rsplit("/", 1)[-1])

    def _find(self, name: str) -> list[Side]:
        """The thing called `name`; for an identity all its members. Raises UsageError KG624 for none, KG625 for several."""
        versions = self.graph.versions
        for identity in dict.fromkeys(versions.identity.values()):
            if name in (identity, identity.rsplit("/", 1)[-1]):
                return [self._side(m) for m in versions.members(identity)]
        items: dict[str, Thing | Told] = {**self.accounts.things, **self.accounts.events}
        exact = [i for i in items if name in (i, i.rsplit("/", 1)[-1])]
        if exact:
            return [self._side(exact[0])]
        if name.startswith(("Q", "gn:", "http")):
            return [Side(_reference_id(name), name)]
        key = fold_key(name)
        fits = [i for i, item in items.items() if fold_key(item.label) == key]
        if not fits:
            raise UsageError("KG624", f"nothing here is called {name!r}", "give an IRI: kg query entities, or kg resolve --list")
        if len(fits) > 1:
            advice = "give the IRI of one of them: " + " ".join(sorted(f.rsplit("/", 1)[-1] for f in fits)[:5])
            raise UsageError("KG625", f"{len(fits)} things are called {name!r}", advice)
        return [self._side(fits[0])]


def _judgement(same: bool, one: Side, other: Side, who: Who, why: str) -> Judgement:
    return Judgement("same" if same else "different", one, other, float(same), why, who.name, who.at)


def _reference_id(iri: str) -> str:
    """The id of an entry from its address: Q… of Wikidata, gn:… of GeoNames."""
    if "geonames.org/" in iri:
        return f"gn:{iri.rstrip('/').rsplit('/', 1)[-1]}"
    return iri.rsplit("/", 1)[-1] if "://" in iri else iri


def page(pairs: Sequence[Question], desk: Desk) -> str:
    """The undecided pairs as an HTML page, with the commands that decide them."""
    rows = []
    for pair in pairs:
        sides = "".join(
            f'<td dir="auto"><b>{escape(s.label)}</b> <small>{escape(s.kind)}</small><br>'
            f"{'<br>'.join(escape(x) for x in desk.sentences(s))}</td>"
            for s in (pair.one, pair.other)
        )
        ends = " ".join(s.id.rsplit("/", 1)[-1] for s in (pair.one, pair.other))
        commands = f"kg resolve {desk.folder} --merge {ends}<br>kg resolve {desk.folder} --split {ends}"
        rows.append(f"<tr><td>{pair.score:.2f}</td>{sides}<td>{escape(pair.why)}</td><td><code>{commands}</code></td></tr>")
    style = "body{font:1rem system-ui;margin:2rem}td{border:1px solid #ccc;padding:.5rem;vertical-align:top}table{border-collapse:collapse}"
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Undecided pairs</title><style>{style}</style>'
        f"<h1>Are they one?</h1><table>{''.join(rows)}</table></html>\n"
    )
