"""Every gold and predicted item with a verdict: what confusion tables, lists of errors and calibration are made from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.evaluate.results import Scored
from kg.evaluate.score import Item, World, leaves, overlap, pair, same_span
from kg.inventory import coarse
from kg.model import Span

HIT, TYPE, BORDERS, MISSED, SPURIOUS = "hit", "type", "borders", "missed", "spurious"
VERDICTS = (HIT, TYPE, BORDERS, MISSED, SPURIOUS)
NOTHING = "∅"
"""The label of an item that the other side does not have."""


@dataclass(frozen=True, slots=True)
class Judged:
    """An item of `kind` (mention, event, role, relation, says) in an article, as it should be and as it was predicted.

    `gold` and `predicted` are labels, NOTHING where there is none; the spans are those of the item (of a role, its filler);
    `anchor` is the other end of a link. `score` is the model's (a role's times its event's), None for what it missed.
    `weight` says how much a miss matters: of a mention, how often the thing is told when it was not found at all; of an
    event, its roles; of a role, whether its event was found.
    """

    kind: str
    verdict: str
    gold: str
    predicted: str
    article: str
    gold_span: Span | None
    predicted_span: Span | None
    anchor: Span | None = None
    score: float | None = None
    weight: int = 0


def judge(article: Scored) -> Iterator[Judged]:
    """All items of an article. Hits are those of the measures mention, event, role, relation and says."""
    yield from _mentions(article)
    yield from _events(article)
    world = World(article.gold, article.predicted)
    yield from _roles(article, world)
    yield from _relations(article, world)
    yield from _says(article, world)


def _span(item: Item | None) -> Span | None:
    return Span(item["start"], item["end"]) if item else None


def _score(item: Item) -> float:
    return float(item.get("score", 1.0))


def _mentions(article: Scored) -> Iterator[Judged]:
    gold, predicted, text = article.gold["mentions"], article.predicted["mentions"], article.text
    hits = pair(gold, predicted, lambda a, b: coarse(a["type"]) == coarse(b["type"]) and same_span(a, b, text))
    found = {m.get("cluster") or m["id"] for i, m in enumerate(gold) if i in hits}
    size: dict[str, int] = {}
    for m in gold:
        size[m.get("cluster") or m["id"]] = size.get(m.get("cluster") or m["id"], 0) + 1
    free_gold = [i for i in range(len(gold)) if i not in hits]
    free = [j for j in range(len(predicted)) if j not in set(hits.values())]
    for i, j in hits.items():
        yield _both("mention", HIT, article, gold[i], predicted[j])
    tests = (
        (TYPE, lambda a, b: same_span(a, b, text)),
        (BORDERS, lambda a, b: overlap(a, b) and coarse(a["type"]) == coarse(b["type"])),
    )
    for verdict, same in tests:
        matched = pair([gold[i] for i in free_gold], [predicted[j] for j in free], same)
        for i, j in matched.items():
            yield _both("mention", verdict, article, gold[free_gold[i]], predicted[free[j]])
        gone = {free[j] for j in matched.values()}
        free_gold = [x for n, x in enumerate(free_gold) if n not in matched]
        free = [x for x in free if x not in gone]
    for i in free_gold:
        m, cluster = gold[i], gold[i].get("cluster") or gold[i]["id"]
        weight = 0 if cluster in found else size[cluster]
        yield Judged("mention", MISSED, m["type"], NOTHING, article.name, _span(m), None, weight=weight)
    for j in free:
        m = predicted[j]
        yield Judged("mention", SPURIOUS, NOTHING, m["type"], article.name, None, _span(m), score=_score(m))


def _both(kind: str, verdict: str, article: Scored, gold: Item, predicted: Item) -> Judged:
    return Judged(
        kind, verdict, gold["type"], predicted["type"], article.name, _span(gold), _span(predicted), score=_score(predicted)
    )  # fmt: skip


def _events(article: Scored) -> Iterator[Judged]:
    gold, predicted = article.gold["events"], article.predicted["events"]
    hits = pair(gold, predicted, lambda a, b: a["type"] == b["type"] and overlap(a, b))
    free_gold = [i for i in range(len(gold)) if i not in hits]
    free = [j for j in range(len(predicted)) if j not in set(hits.values())]
    for i, j in hits.items():
        yield _both("event", HIT, article, gold[i], predicted[j])
    near = pair([gold[i] for i in free_gold], [predicted[j] for j in free], overlap)
    for i, j in near.items():
        yield _both("event", TYPE, article, gold[free_gold[i]], predicted[free[j]])
    for n, i in enumerate(free_gold):
        if n not in near:
            e = gold[i]
            yield Judged("event", MISSED, e["type"], NOTHING, article.name, _span(e), None, weight=len(e["roles"]))
    for n, j in enumerate(free):
        if n not in set(near.values()):
            e = predicted[j]
            yield Judged("event", SPURIOUS, NOTHING, e["type"], article.name, None, _span(e), score=_score(e))


def _roles(article: Scored, world: World) -> Iterator[Judged]:
    gold, predicted = article.gold["events"], article.predicted["events"]
    items = _by_id(article.gold), _by_id(article.predicted)
    events = pair(gold, predicted, lambda a, b: a["type"] == b["type"] and overlap(a, b))
    gold_of = {j: i for i, j in events.items()}
    used: set[tuple[int, str, object]] = set()
    for j, event in enumerate(predicted):
        scores = event.get("role_scores") or [1.0] * len(event["roles"])
        wanted = [(r, world.gold(x)) for r, x in gold[gold_of[j]]["roles"]] if j in gold_of else []
        for (role, target), sure in zip(event["roles"], scores, strict=True):
            touched = [(r, c) for r, c in wanted if c in world.refer(target)]
            right = next((x for x in touched if x[0] == role), None)
            label = right[0] if right else touched[0][0] if touched else NOTHING
            used |= {(gold_of[j], *right)} if right else set()
            verdict = HIT if right else TYPE if touched else SPURIOUS
            yield Judged(
                "role", verdict, label, role, article.name, None, _span(items[1].get(target)), _span(event), sure * _score(event),
            )  # fmt: skip
    for i, event in enumerate(gold):
        for role, target in event["roles"]:
            if (i, role, world.gold(target)) not in used:
                span = _span(items[0].get(target))
                yield Judged(
                    "role", MISSED, role, NOTHING, article.name, span, None, _span(event), weight=int(i in events)
                )


def _relations(article: Scored, world: World) -> Iterator[Judged]:
    items = _by_id(article.gold), _by_id(article.predicted)
    wanted = {(r["type"], world.gold(r["head"]), world.gold(r["tail"])): r for r in article.gold["relations"]}
    used = set()
    for r in article.predicted["relations"]:
        heads, tails = world.refer(r["head"]), world.refer(r["tail"])
        touched = [w for w in wanted if w[1] in heads and w[2] in tails]
        right = next((w for w in touched if w[0] == r["type"]), None)
        used |= {right} if right else set()
        verdict = HIT if right else TYPE if touched else SPURIOUS
        label = r["type"] if right else str(touched[0][0]) if touched else NOTHING
        ends = _span(items[1].get(r["tail"])), _span(items[1].get(r["head"]))
        yield Judged("relation", verdict, label, r["type"], article.name, None, *ends, _score(r))
    for fact, r in wanted.items():
        if fact not in used:
            ends = _span(items[0].get(r["tail"])), _span(items[0].get(r["head"]))
            yield Judged("relation", MISSED, r["type"], NOTHING, article.name, ends[0], None, ends[1])


def _says(article: Scored, world: World) -> Iterator[Judged]:
    items = _by_id(article.gold), _by_id(article.predicted)
    cue = {s["source"]: s for s in article.predicted["says"]}
    wanted = {
        (world.gold(s), world.gold(x)): (s, x)
        for s, x in leaves(article.gold["says"])
        if s in items[0] and x in items[0]
    }
    used = set()
    for source, content in leaves(article.predicted["says"]):
        if source is None or not world.known(source) or not world.known(content):
            continue
        right = next((w for w in wanted if w[0] in world.refer(source) and w[1] in world.refer(content)), None)
        used |= {right} if right else set()
        verdict, label = (HIT, "says") if right else (SPURIOUS, NOTHING)
        ends = _span(items[1].get(content)), _span(items[1].get(source))
        yield Judged("says", verdict, label, "says", article.name, None, *ends, _score(cue[source]))
    for fact, (source, content) in wanted.items():
        if fact not in used:
            ends = _span(items[0].get(content)), _span(items[0].get(str(source)))
            yield Judged("says", MISSED, "says", NOTHING, article.name, ends[0], None, ends[1])


def _by_id(annotation: dict[str, Any]) -> dict[str, Item]:
    return {item["id"]: item for item in annotation["mentions"] + annotation["events"]}
