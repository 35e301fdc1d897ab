"""The contradiction board of an event: rows are slots, columns sources, each cell what the source tells and its sentence."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from html import escape
from typing import Any

from kg.errors import UsageError
from kg.graph.facts import ArticleFact, ClaimFact, Facts, NodeFact
from kg.identity.versions import TollFact, Versions
from kg.rdf.vocab import EVENT_CLASS
from kg.text.fold import fold_key

SLOTS = (
    "happened", "killed", "injured", "arrested", "displaced", "amount", "agent", "patient", "recipient", "place", "from", "to", "time",
    "cause", "means", "topic",
)  # fmt: skip
"""The order of the rows."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What one source tells of one slot: the value, how sure, who is named as saying so, the sentence, the claim's IRI."""

    value: str
    factuality: str
    speakers: str
    sentence: str
    claim: str
    confidence: float

    def __str__(self) -> str:
        sure = "" if self.factuality == "asserted" else f" [{self.factuality}]"
        return f"{self.value}{sure}" + (f" ({self.speakers})" if self.speakers else "")


@dataclass(frozen=True, slots=True)
class Column:
    """A source: outlet, title, day, IRI of the article, and the origin of what it tells."""

    article: str
    outlet: str
    title: str
    issued: str
    origin: str


@dataclass(frozen=True, slots=True)
class Row:
    """A slot: `cells` by column, how many independent sources tell something of it, `state` and the reasons for it.

    `state` is 'contradicted', 'revised', 'agreed' (two independent sources or more tell the same), 'varied' (they tell
    different things that can be true together) or 'single'.
    """

    slot: str
    cells: tuple[tuple[Cell, ...], ...]
    state: str
    independent: int
    why: tuple[str, ...] = ()
    toll: TollFact | None = None


@dataclass(frozen=True, slots=True)
class Board:
    """What every source tells of one event. `independent` counts the origins behind the columns: twelve copies count once."""

    event: str
    label: str
    kind: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    independent: int

    def __bool__(self) -> bool:
        return bool(self.rows)

    def contradictions(self) -> tuple[Row, ...]:
        """The rows on which sources contradict each other."""
        return tuple(r for r in self.rows if r.state == "contradicted")

    def table(self) -> tuple[list[str], list[list[str]]]:
        """Head and body as text."""
        head = ["slot", *(c.outlet or c.title or c.article.rsplit("/", 1)[-1] for c in self.columns), "state"]
        return head, [
            [r.slot, *(" / ".join(dict.fromkeys(map(str, cell))) for cell in r.cells), _state(r)] for r in self.rows
        ]

    def to_markdown(self) -> str:
        """The board as a Markdown table."""
        head, body = self.table()
        rows = [head, ["---"] * len(head), *body]
        return (
            "\n".join("| " + " | ".join(c.replace("|", "\\|").replace("\n", " ") for c in row) + " |" for row in rows)
            + "\n"
        )

    def to_json(self) -> str:
        """The board as JSON: columns, rows, cells with their sentences."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    def __str__(self) -> str:
        n = f"{len(self.columns)} sources, {self.independent} independent"
        return f"{self.label} ({self.kind}): {n}\n\n{self.to_markdown()}"

    __repr__ = __str__

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/plain": str(self), "text/html": _html(self)}


def _state(row: Row) -> str:
    if row.toll is None:
        return f"{row.state} ({row.independent})"
    toll = row.toll
    spread = f"{toll.least:g}" if toll.least == toll.most else f"{toll.least:g} to {toll.most:g}"
    return f"{', '.join(toll.states)} ({row.independent}): {spread}; latest {toll.latest:g} on {toll.as_of or '?'}"


def find_event(facts: Facts, versions: Versions, name: str) -> str:
    """The event called `name`: an IRI, the end of one, or a label; of several, the one most is told of.

    Raises UsageError KG621 when there is none.
    """
    shared = {versions.event_of(n.iri): n for n in facts.nodes if n.event}
    known = [*versions.events(), *shared]
    for iri in known:
        if name in (iri, iri.rsplit("/", 1)[-1]):
            return versions.event_of(iri)
    key = fold_key(name)
    fits = {versions.event_of(n.iri) for n in facts.nodes if n.event and key and key in fold_key(n.label)}
    kinds = {name.lower(), EVENT_CLASS[name].value.rsplit("#", 1)[-1].lower() if name in EVENT_CLASS else ""}
    fits |= {versions.event_of(n.iri) for n in facts.nodes if n.event and n.kind.lower() in kinds}
    if not fits:
        raise UsageError(
            "KG621", f"no event here is called {name!r}", "see kg conflicts without a name for those that are contested"
        )
    return max(fits, key=lambda iri: (versions.weight(iri), iri))


@dataclass(frozen=True, slots=True)
class Index:
    """Facts by IRI, made once for many boards."""

    claims: Mapping[str, ClaimFact]
    nodes: Mapping[str, NodeFact]
    articles: Mapping[str, ArticleFact]

    @classmethod
    def of(cls, facts: Facts) -> Index:
        """The index of `facts`."""
        return cls({c.iri: c for c in facts.claims}, {n.iri: n for n in facts.nodes}, {a.iri: a for a in facts.articles})


def board(facts: Facts, versions: Versions, event: str, index: Index | None = None) -> Board:
    """The board of `event` (the IRI of an identity or of an event of one article). `index` saves work for many boards."""
    index = index or Index.of(facts)
    claims, articles = index.claims, index.articles
    found = versions.readings(event)
    told = sorted({claims[c].article for r in found for c in (*r.supporting, *r.opposing) if c in claims})
    order = sorted(told, key=lambda a: (articles[a].issued or "~", versions.origin(a).label, articles[a].outlet, a))
    columns = tuple(
        Column(
            a, articles[a].outlet, articles[a].title, articles[a].issued, versions.origin(a).label or articles[a].outlet
        )
        for a in order
    )
    rows = []
    for slot in sorted({r.slot for r in found}, key=_order):
        cells: list[list[Cell]] = [[] for _ in order]
        mine = [r for r in found if r.slot == slot]
        for reading in mine:
            for iri in (*reading.supporting, *reading.opposing):
                claim = claims.get(iri)
                if claim is None:
                    continue
                article = articles[claim.article]
                speakers = " ← ".join(index.nodes[s].label if s in index.nodes else "?" for s in claim.chain)
                sentence = article.text[slice(*claim.sentence)]
                cell = Cell(reading.label, claim.factuality, speakers, sentence, iri, claim.confidence)
                cells[order.index(claim.article)].append(cell)
        toll = versions.toll(event, slot)
        rows.append(
            _row(
                slot,
                cells,
                versions,
                event,
                [[claims[c].article for c in r.supporting if c in claims] for r in mine],
                toll,
            )
        )
    independent = len({versions.origin(a).iri or a for a in order})
    label, kind = _name(index, versions, event)
    return Board(event, label, kind, columns, tuple(r for r in rows if r is not None), independent)


def _order(slot: str) -> tuple[int, str]:
    return SLOTS.index(slot) if slot in SLOTS else len(SLOTS), slot


def _row(
    slot: str,
    cells: Sequence[list[Cell]],
    versions: Versions,
    event: str,
    articles: Sequence[Sequence[str]],
    toll: TollFact | None,
) -> Row:
    why = tuple(dict.fromkeys(versions.contradictions(event, slot)))
    of_each = [{versions.origin(a).iri or a for a in reading} for reading in articles]
    voices, most = len(set().union(*of_each)), max(map(len, of_each), default=0)
    state = "contradicted" if why else "agreed" if most > 1 else "varied" if voices > 1 else "single"
    if toll is not None and not why and "revised" in toll.states:
        state = "revised"
    best = tuple(tuple(sorted(c, key=lambda x: -x.confidence)) for c in cells)
    return Row(slot, best, state, voices, why, toll)


def _name(index: Index, versions: Versions, event: str) -> tuple[str, str]:
    nodes = [index.nodes[m] for m in versions.members(event) or (event,) if m in index.nodes]
    if not nodes:
        return event, ""
    best = max(nodes, key=lambda n: (len(n.mentions), n.iri))
    return best.label, best.kind


def conflict_rows(facts: Facts, versions: Versions) -> Iterator[Mapping[str, Any]]:
    """Every event that sources contradict each other on: what it is, the slots, sources, independent sources."""
    index = Index.of(facts)
    for event in versions.events():
        if versions.contested(event):
            made = board(facts, versions, event, index)
            yield {
                "event": event,
                "what": made.label,
                "kind": made.kind,
                "sources": len(made.columns),
                "independent": made.independent,
                "contradicted": [r.slot for r in made.contradictions()],
            }


_STYLE = "border-collapse:collapse;font-family:system-ui,sans-serif;line-height:1.6"
_COLOUR = {"contradicted": "#fde8e8", "revised": "#fff4d6", "agreed": "#e7f6ec", "varied": "transparent", "single": "transparent"}


def _html(made: Board) -> str:
    head = "".join(
        f'<th dir="auto" style="text-align:start;padding:4px 8px">{escape(c.outlet or c.title)}'
        f"<br><small>{escape(c.issued)} · {escape(c.origin)}</small></th>"
        for c in made.columns
    )
    body = []
    for row in made.rows:
        cells = "".join(
            f'<td dir="auto" style="padding:4px 8px;vertical-align:top">{_cells(cell)}</td>' for cell in row.cells
        )
        why = escape("; ".join(row.why))
        body.append(
            f'<tr style="background:{_COLOUR[row.state]}"><th style="text-align:start;padding:4px 8px">{escape(row.slot)}</th>'
            f'{cells}<td title="{why}" style="padding:4px 8px">{escape(_state(row))}</td></tr>'
        )
    title = f"<b dir='auto'>{escape(made.label)}</b> ({escape(made.kind)}): {len(made.columns)} sources, {made.independent} independent"
    return f'<p>{title}</p><table style="{_STYLE}"><thead><tr><th></th>{head}<th></th></tr></thead><tbody>{"".join(body)}</tbody></table>'


def _cells(cells: Sequence[Cell]) -> str:
    shown: dict[str, str] = {}
    for cell in cells:
        shown.setdefault(str(cell), cell.sentence)
    return "<br>".join(
        f'<span title="{escape(sentence, quote=True)}">{escape(text)}</span>' for text, sentence in shown.items()
    )
