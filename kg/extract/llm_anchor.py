"""From a language model's answer to annotations: each item is found in the text, or dropped and counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from kg.inventory import CLUSTERED, EVENT_MODS, EVENTS, MENTIONS, RELATIONS, ROLES, SAY_MODS, coarse
from kg.model import Document, Event, Maker, Mention, Relation, Role, Says, Span
from kg.text.fold import fold

SCORE = 0.8
"""Of every item: language models give no probabilities worth the name."""
_PARTICLES = re.compile("(?:\u0623?[\u0648\u0641])?(?:[\u0628\u0643\u0644\u0633]|\u0644\u0644)?\u0640?")
_LETTER = re.compile(r"[\w\u0640\u064b-\u0652\u0670]")
NOT_IN_TEXT, UNKNOWN_LABEL, BROKEN, LOOSE = "not in the text", "not in the inventory", "not readable", "linked to nothing"


@dataclass
class Draft:
    """The annotations of an article so far. Ids of an answer are local to it; `layers` numbers them anew."""

    doc: Document
    maker: Maker
    mentions: list[Mention] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    says: list[Says] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    windows: int = 0

    def known_clusters(self) -> list[tuple[str, str]]:
        """(cluster, its longest mention), those told most often first."""
        told: dict[str, list[str]] = {}
        for m in self.mentions:
            if m.cluster and coarse(m.type) in CLUSTERED:
                told.setdefault(m.cluster, []).append(m.text)
        ranked = sorted(told.items(), key=lambda kv: -len(kv[1]))
        return [(name, max(texts, key=len)) for name, texts in ranked]

    def layers(self) -> dict[str, tuple[Any, ...]]:
        """The four layers, in the order of the text, with ids as the joint model gives them."""
        self.mentions.sort(key=lambda m: (m.span.start, -m.span.end))
        self.events.sort(key=lambda e: e.span.start)
        self.says.sort(key=lambda s: s.span.start)
        kinds: tuple[tuple[str, list[Any]], ...] = (
            ("m", self.mentions), ("e", self.events), ("r", self.relations), ("a", self.says),
        )  # fmt: skip
        names = {x.id: f"{letter}{n}" for letter, items in kinds for n, x in enumerate(items, 1)}
        return {
            "mentions": tuple(replace(m, id=names[m.id]) for m in self.mentions),
            "events": tuple(
                replace(e, id=names[e.id], roles=tuple(Role(r.name, names[r.target], r.score) for r in e.roles))
                for e in self.events
            ),
            "relations": tuple(replace(r, id=names[r.id], head=names[r.head], tail=names[r.tail]) for r in self.relations),
            "says": tuple(
                replace(s, id=names[s.id], source=names[s.source] if s.source else None, content=tuple(names[c] for c in s.content))
                for s in self.says
            ),
        }  # fmt: skip


def anchored(draft: Draft, answer: dict[str, Any], first: int, last: int) -> None:
    """Adds to `draft` what of `answer` stands in the sentences `first` to `last` (past the end) and fits the inventory."""
    draft.windows += 1
    window = _Window(draft, f"w{draft.windows}.", first, last)
    window.mentions(answer)
    window.events(answer)
    window.relations(answer)
    window.says(answer)


class _Window:
    """One answer: items by kind, since links may point forward."""

    def __init__(self, draft: Draft, prefix: str, first: int, last: int) -> None:
        self.draft, self.prefix, self.range = draft, prefix, range(first, last)
        self.taken: set[tuple[str, Span]] = set()
        self.nodes: set[str] = set()
        self.links: set[str] = set()

    def mentions(self, answer: dict[str, Any]) -> None:
        for raw in self._items(answer, "mentions", MENTIONS):
            span = self._place(raw, f"mention {coarse(raw['type'])}")
            if span:
                kind, cluster = raw["type"], str(raw.get("cluster") or "").strip()
                name = cluster or self.prefix + raw["id"] if coarse(kind) in CLUSTERED else None
                self.draft.mentions.append(
                    Mention(self._id(raw), span, kind, self._text(span), self._sentence(span), name, None, SCORE, self.draft.maker)
                )  # fmt: skip
                self.nodes.add(raw["id"])

    def events(self, answer: dict[str, Any]) -> None:
        placed = [(raw, span) for raw in self._items(answer, "events", EVENTS) if (span := self._place(raw, "event"))]
        self.nodes |= {raw["id"] for raw, _ in placed}
        for raw, span in placed:
            roles = tuple(dict.fromkeys(self._roles(raw)))
            mods = tuple(m for m in EVENT_MODS if m in _strings(raw.get("mods")))
            cluster = str(raw.get("cluster") or "").strip() or self.prefix + raw["id"]
            self.draft.events.append(
                Event(
                    self._id(raw), span, raw["type"], self._text(span), self._sentence(span), roles, mods, cluster, SCORE,
                    self.draft.maker,
                )
            )  # fmt: skip

    def _roles(self, raw: dict[str, Any]) -> Iterator[Role]:
        for role in raw["roles"] if isinstance(raw.get("roles"), list) else ():
            if not isinstance(role, dict) or role.get("name") not in ROLES:
                self._drop("roles", UNKNOWN_LABEL)
            elif role.get("target") not in self.nodes or role["target"] == raw["id"]:
                self._drop("roles", LOOSE)
            else:
                yield Role(role["name"], self.prefix + role["target"], SCORE)

    def relations(self, answer: dict[str, Any]) -> None:
        mentions = {m.id for m in self.draft.mentions}
        for raw in self._items(answer, "relations", RELATIONS):
            head, tail = self.prefix + str(raw.get("head")), self.prefix + str(raw.get("tail"))
            if head not in mentions or tail not in mentions or head == tail:
                self._drop("relations", LOOSE)
            else:
                self.draft.relations.append(Relation(self._id(raw), raw["type"], head, tail, SCORE, self.draft.maker))
                self.links.add(raw["id"])

    def says(self, answer: dict[str, Any]) -> None:
        placed = [(raw, span) for raw in self._items(answer, "says", None) if (span := self._place(raw, "saying"))]
        mentions = {m.id for m in self.draft.mentions}
        events = {e.id for e in self.draft.events}
        contents = {self.prefix + x for x in self.links | {raw["id"] for raw, _ in placed}} | events
        for raw, span in placed:
            named = str(raw.get("source") or "")
            source = self.prefix + named if self.prefix + named in mentions else None
            told = [self.prefix + c for c in _strings(raw.get("content"))]
            kept = tuple(c for c in dict.fromkeys(told) if c in contents and c != self._id(raw))
            for _ in range(len(told) - len(kept) + (bool(named) and source is None)):
                self._drop("sayings' ends", LOOSE)
            mod = raw.get("mod") if raw.get("mod") in SAY_MODS else "assert"
            self.draft.says.append(
                Says(self._id(raw), span, self._text(span), self._sentence(span), source, kept, str(mod), SCORE, self.draft.maker)
            )  # fmt: skip

    def _items(self, answer: dict[str, Any], kind: str, types: Collection[str] | None) -> Iterator[dict[str, Any]]:
        """The readable items of a kind with a known type and an id of their own."""
        items = answer.get(kind)
        seen: set[str] = set()
        for raw in items if isinstance(items, list) else ():
            if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or raw["id"] in seen | self._used():
                self._drop(kind, BROKEN)
            elif types is not None and raw.get("type") not in types:
                self._drop(kind, UNKNOWN_LABEL)
            else:
                seen.add(raw["id"])
                yield raw

    def _used(self) -> set[str]:
        return self.nodes | self.links

    def _drop(self, kind: str, why: str) -> None:
        self.draft.dropped[f"{kind} {why}"] += 1

    def _id(self, raw: dict[str, Any]) -> str:
        return self.prefix + str(raw["id"])

    def _text(self, span: Span) -> str:
        return span.of(self.draft.doc.article.text)

    def _sentence(self, span: Span) -> int:
        return self.draft.doc.sentence_at(span.start) + 1

    def _place(self, raw: dict[str, Any], kind: str) -> Span | None:
        """Where the item's text stands: in its sentence, the first place not yet taken; else in the only other sentence."""
        text, number = raw.get("text"), raw.get("sentence")
        if isinstance(text, str) and text.strip():
            said = [number - 1] if isinstance(number, int) and number - 1 in self.range else []
            for span in self._found(text.strip(), said) or self._elsewhere(text.strip()):
                if (kind, span) not in self.taken:
                    self.taken.add((kind, span))
                    return span
        self._drop(f"{kind.split()[0]}s", NOT_IN_TEXT)
        return None

    def _found(self, text: str, sentences: list[int]) -> list[Span]:
        doc = self.draft.doc
        return [s for n in sentences for s in places(doc.article.text, doc.sentences[n], text)]

    def _elsewhere(self, text: str) -> list[Span]:
        found = self._found(text, list(self.range))
        return found if len(found) == 1 else []


def places(text: str, sentence: Span, surface: str) -> list[Span]:
    """Where `surface` stands in a sentence as whole words, particles before it allowed; in any spelling of its letters."""
    body, wanted = fold(sentence.of(text)), fold(surface).text
    if not wanted:
        return []
    found = []
    for match in re.finditer(f"(?={re.escape(wanted)})", body.text):
        at, end = match.start(), match.start() + len(wanted)
        if end < len(body.text) and _LETTER.match(body.text[end]) and _LETTER.match(wanted[-1]):
            continue
        head = at
        while head and _LETTER.match(body.text[head - 1]):
            head -= 1
        if not _LETTER.match(wanted[0]) or _PARTICLES.fullmatch(body.text[head:at]):
            inside = body.map.original_span(Span(at, end))
            found.append(Span(sentence.start + inside.start, sentence.start + inside.end))
    return found


def _strings(value: Any) -> list[str]:
    return [x for x in value if isinstance(x, str)] if isinstance(value, list) else []
