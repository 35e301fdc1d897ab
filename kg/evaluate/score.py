"""Scores of predicted annotations, micro-averaged over articles (docs/evaluation.md says what each counts).

Measures of a single type are named "mention/PER", "event/attack", "role/agent", "relation/of".
Spans agree when their ends agree and their starts differ by particles at most. Items that refer to mentions refer to their
clusters: any mention of the right cluster will do.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.inventory import CLUSTERED, NAMES, coarse

Item = dict[str, Any]
_EDGE = " «»“”\"'()[]،,.:؛\n\t"
_PARTICLES = re.compile("(?:\u0623?[\u0648\u0641])?(?:[\u0628\u0643\u0644\u0633]|\u0644\u0644)?")
MEASURES = ("mention", "mention.name", "mention.fine", "date", "event", "event.span", "role", "relation", "says")


@dataclass
class Tally:
    """Hits, gold items and predicted items by measure; `b_cubed` sums precision and recall over `paired` mentions."""

    hits: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    predicted: Counter[str] = field(default_factory=Counter)
    b_cubed: list[float] = field(default_factory=lambda: [0.0, 0.0])
    paired: int = 0

    def add(self, measure: str, hits: int, gold: int, predicted: int) -> None:
        """Counts of one article."""
        self.hits[measure] += hits
        self.gold[measure] += gold
        self.predicted[measure] += predicted

    def add_types(self, measure: str, hits: Iterable[str], gold: Iterable[str], predicted: Iterable[str]) -> None:
        """Counts of one article by type, each item given as its type."""
        for counter, types in ((self.hits, hits), (self.gold, gold), (self.predicted, predicted)):
            for kind in types:
                counter[f"{measure}/{kind}"] += 1

    def __iadd__(self, other: Tally) -> Tally:
        self.hits.update(other.hits)
        self.gold.update(other.gold)
        self.predicted.update(other.predicted)
        self.b_cubed = [a + b for a, b in zip(self.b_cubed, other.b_cubed, strict=True)]
        self.paired += other.paired
        return self

    def count(self, measure: str) -> int:
        """How many gold items a measure is about; for "coref", the mentions that both have."""
        return self.paired if measure == "coref" else self.gold[measure]

    def row(self, measure: str) -> tuple[float, float, float]:
        """(precision, recall, F1), each 0 to 1."""
        if measure == "coref":
            p, r = (x / self.paired if self.paired else 0.0 for x in self.b_cubed)
        else:
            p = self.hits[measure] / self.predicted[measure] if self.predicted[measure] else 0.0
            r = self.hits[measure] / self.gold[measure] if self.gold[measure] else 0.0
        return p, r, 2 * p * r / (p + r) if p + r else 0.0


def score(gold: Item, predicted: Item, text: str, tally: Tally) -> None:
    """Adds the counts of one article."""
    _mentions(gold["mentions"], predicted["mentions"], text, tally)
    events = _events(gold["events"], predicted["events"], tally)
    world = World(gold, predicted)
    _roles(gold, predicted, events, world, tally)
    _match(
        "relation", _relations(gold["relations"], world.gold), _relations(predicted["relations"], world.refer), tally
    )
    _match("says", _gold_says(gold, world), _says(predicted, world.known, world.refer), tally)
    _coreference(gold["mentions"], predicted["mentions"], text, tally)


def _trim(item: Item, text: str) -> tuple[int, int]:
    start, end = item["start"], item["end"]
    piece = text[start:end]
    if not piece.strip(_EDGE):
        return start, start
    return start + len(piece) - len(piece.lstrip(_EDGE)), start + len(piece.rstrip(_EDGE))


def same_span(a: Item, b: Item, text: str) -> bool:
    """Ends agree, and starts agree but for particles attached to the first word."""
    (a_start, a_end), (b_start, b_end) = _trim(a, text), _trim(b, text)
    low, high = min(a_start, b_start), max(a_start, b_start)
    return a_end == b_end and (low == high or (high - low <= 3 and _PARTICLES.fullmatch(text[low:high]) is not None))


def overlap(a: Item, b: Item) -> bool:
    """Whether two items share a character."""
    return bool(a["start"] < b["end"] and b["start"] < a["end"])


def pair(gold: Sequence[Item], predicted: Sequence[Item], same: Callable[[Item, Item], bool]) -> dict[int, int]:
    """Greedy one-to-one matching in order: {index in gold: index in predicted}."""
    free = dict.fromkeys(range(len(predicted)))
    found = {}
    for i, g in enumerate(gold):
        j = next((j for j in free if same(g, predicted[j])), None)
        if j is not None:
            found[i] = j
            del free[j]
    return found


def _mentions(gold: list[Item], predicted: list[Item], text: str, tally: Tally) -> None:
    def count(measure: str, keep: Callable[[Item], bool], same: Callable[[Item, Item], bool]) -> None:
        g, p = [m for m in gold if keep(m)], [m for m in predicted if keep(m)]
        tally.add(measure, len(pair(g, p, lambda a, b: same(a, b) and same_span(a, b, text))), len(g), len(p))

    def alike(a: Item, b: Item) -> bool:
        return coarse(a["type"]) == coarse(b["type"])

    count("mention", lambda m: True, alike)
    count("mention.name", lambda m: coarse(m["type"]) in NAMES, alike)
    count("mention.fine", lambda m: True, lambda a, b: a["type"] == b["type"])
    for kind in sorted({coarse(m["type"]) for m in gold + predicted}):
        count(f"mention/{kind}", lambda m, kind=kind: coarse(m["type"]) == kind, lambda a, b: True)  # type: ignore[misc]
    for kind in sorted({m["type"] for m in gold + predicted if "." in m["type"]}):
        count(f"mention/{kind}", lambda m, kind=kind: m["type"] == kind, lambda a, b: True)  # type: ignore[misc]
    count("date", lambda m: m["type"] == "DATE", lambda a, b: a["value"] == b.get("value"))


def _events(gold: list[Item], predicted: list[Item], tally: Tally) -> dict[str, str]:
    """{id of a predicted event: id of the gold event it is}."""
    tally.add("event.span", len(pair(gold, predicted, overlap)), len(gold), len(predicted))
    found = pair(gold, predicted, lambda a, b: a["type"] == b["type"] and overlap(a, b))
    tally.add("event", len(found), len(gold), len(predicted))
    tally.add_types(
        "event", (gold[i]["type"] for i in found), (e["type"] for e in gold), (e["type"] for e in predicted)
    )
    return {predicted[j]["id"]: gold[i]["id"] for i, j in found.items()}


class World:
    """What ids stand for: gold ids for their cluster, predicted ids for every gold cluster that they touch."""

    def __init__(self, gold: Item, predicted: Item) -> None:
        self._cluster: dict[str, object] = {}
        members: dict[object, list[Item]] = defaultdict(list)
        for kind, items in (("m", gold["mentions"]), ("e", gold["events"])):
            for item in items:
                self._cluster[item["id"]] = (kind, item["cluster"]) if item.get("cluster") else item["id"]
                members[self._cluster[item["id"]]].append(item)
        self._touches = {
            item["id"]: frozenset(c for c, ms in members.items() if any(overlap(m, item) for m in ms))
            for item in predicted["mentions"] + predicted["events"]
        }

    def gold(self, name: str) -> object:
        """The cluster of a gold id."""
        return self._cluster.get(name, name)

    def gold_known(self, name: str) -> object | None:
        """The cluster of a gold id, None for what is no mention or event."""
        return self._cluster.get(name)

    def refer(self, name: str) -> frozenset[object]:
        """The gold clusters that a predicted id may stand for."""
        return self._touches.get(name, frozenset())

    def known(self, name: str) -> bool:
        """Whether a predicted id is a mention or event."""
        return name in self._touches


def _roles(gold: Item, predicted: Item, events: dict[str, str], world: World, tally: Tally) -> None:
    wanted = [((e["id"], role), world.gold(x)) for e in gold["events"] for role, x in e["roles"]]
    found = [((events.get(e["id"]), role), world.refer(x)) for e in predicted["events"] for role, x in e["roles"]]
    _match("role", wanted, found, tally)


def _relations(relations: list[Item], refer: Callable[[str], object]) -> list[tuple[Any, ...]]:
    return [(r["type"], refer(r["head"]), refer(r["tail"])) for r in relations]


def _match(measure: str, gold: Iterable[tuple[Any, ...]], predicted: Iterable[tuple[Any, ...]], tally: Tally) -> None:
    """Facts are a label and nodes (gold) or sets of nodes (predicted); the same fact told twice counts once."""
    wanted, found = set(gold), set(predicted)
    free, hits = sorted(found, key=repr), []
    for label, *parts in sorted(wanted, key=str):
        hit = next((f for f in free if f[0] == label and all(p in s for p, s in zip(parts, f[1:], strict=True))), None)
        if hit is not None:
            free.remove(hit)
            hits.append(label)
    tally.add(measure, len(hits), len(wanted), len(found))
    if measure != "says":
        kinds = (
            (x if isinstance(x, str) else x[-1] for x in labels) for labels in (hits, _firsts(wanted), _firsts(found))
        )
        tally.add_types(measure, *kinds)


def _firsts(facts: Iterable[tuple[Any, ...]]) -> list[Any]:
    return [fact[0] for fact in facts]


def leaves(says: list[Item]) -> dict[tuple[str | None, str], None]:
    """(source, content) of every attribution, sayings inside sayings followed to the events and relations they hold."""
    by_id = {s["id"]: s for s in says}

    def content(saying: Item, seen: tuple[str, ...]) -> list[str]:
        out: list[str] = []
        for x in saying["content"]:
            if x in by_id:
                out += content(by_id[x], (*seen, x)) if x not in seen else []
            else:
                out.append(x)
        return out

    return {(s["source"], x): None for s in says for x in content(s, (s["id"],))}


def _gold_says(gold: Item, world: World) -> list[tuple[Any, ...]]:
    pairs = [(s and world.gold_known(s), world.gold_known(x)) for s, x in leaves(gold["says"])]
    return [("says", s, x) for s, x in pairs if s and x is not None]


def _says(predicted: Item, known: Callable[[str], bool], refer: Callable[[str], object]) -> list[tuple[Any, ...]]:
    pairs = [(s, x) for s, x in leaves(predicted["says"]) if known(x)]
    return [("says", refer(s), refer(x)) for s, x in pairs if s and known(s)]


def _coreference(gold: list[Item], predicted: list[Item], text: str, tally: Tally) -> None:
    """B-cubed (Bagga and Baldwin 1998) over the mentions that both have."""
    g = [m for m in gold if coarse(m["type"]) in CLUSTERED]
    p = [m for m in predicted if coarse(m["type"]) in CLUSTERED]
    both = pair(g, p, lambda a, b: same_span(a, b, text))
    of_gold = {i: g[i].get("cluster") or g[i]["id"] for i in both}
    of_predicted = {i: p[j].get("cluster") or p[j]["id"] for i, j in both.items()}
    for i in both:
        theirs = {k for k in both if of_gold[k] == of_gold[i]}
        ours = {k for k in both if of_predicted[k] == of_predicted[i]}
        tally.b_cubed[0] += len(theirs & ours) / len(ours)
        tally.b_cubed[1] += len(theirs & ours) / len(theirs)
    tally.paired += len(both)
