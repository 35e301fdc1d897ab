"""Applies the rules: family after family, rule after rule, each once over the whole text; what matches becomes one node."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from kg.temporal.grammar import Grammar, Rule, grammar
from kg.temporal.node import NOTHING, Node
from kg.temporal.tokens import tokens

_PIECE, _LONG = 16_000, 20_000
"""Code points that are read at once, at least and at most."""
_UNKNOWN = "\uf8fe"


def read(text: str, *, whole: bool = False) -> list[Node]:
    """The nodes of folded `text` after all rules, in order, without overlaps. `whole`: all of it is said to be one time."""
    known = grammar()
    return [node for begin, stop in _pieces(text) for node in _read(text, begin, stop, known, whole)]


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Ranges that are read one by one, so that memory does not grow: cut at line ends, or in a very long line at a space."""
    begin = 0
    while len(text) - begin > _LONG:
        cut = text.find("\n", begin + _PIECE, begin + _LONG)
        if cut < 0:
            cut = text.find(" ", begin + _PIECE, begin + _LONG)
        stop = cut if cut >= 0 else begin + _LONG
        yield begin, stop
        begin = stop
    yield begin, len(text)


def _read(text: str, begin: int, stop: int, known: Grammar, whole: bool) -> list[Node]:
    nodes = tokens(text, known.literals, begin, stop)
    line = "".join(known.chars.get(node.key, _UNKNOWN) for node in nodes)
    present = set(line)
    for rule in known.rules:
        if (rule.whole and not whole) or rule.needs.isdisjoint(present):
            continue
        match = rule.pattern.search(line)
        if match:
            nodes, line = _apply(rule, match, nodes, line, known)
            present = set(line)
    return nodes


def _apply(rule: Rule, first: re.Match[str], nodes: list[Node], line: str, known: Grammar) -> tuple[list[Node], str]:
    out: list[Node] = []
    chars: list[str] = []
    at = 0
    match: re.Match[str] | None = first
    while match:
        start, end = match.span()
        features = product(rule, match, nodes)
        if features is not None:
            out += nodes[at:start]
            chars.append(line[at:start])
            told = tuple(r for n in nodes[start:end] for r in n.rules)
            readings = dict.fromkeys([g.format(**features) if "{" in g else g for g in rule.gives], features)
            key = frozenset(readings)
            out.append(Node(nodes[start].start, nodes[end - 1].end, readings, (*told, rule.name), key))
            chars.append(known.chars[key])
            at = end
        match = rule.pattern.search(line, max(end, start + 1))
    return out + nodes[at:], "".join(chars) + line[at:]


def product(rule: Rule, match: re.Match[str], nodes: Sequence[Node]) -> dict[str, Any] | None:
    """What the matched nodes say together; None when two disagree (on more than the part of day: the first counts)."""
    made: dict[str, Any] = {}
    for number, (classes, feature) in enumerate(rule.takes, 1):
        at = match.start(number)
        if at < 0 or feature == "_":
            continue
        readings = nodes[at].readings
        said = next((readings[c] for c in classes if readings.get(c)), NOTHING)
        if feature.endswith("_from"):
            said = {feature: said.get("value", said.get(feature.removesuffix("_from")))}
        elif feature:
            said = {feature: said.get("value", said)}
        for name, value in said.items():
            if name == "part" and "hour" in said:  # «مساء أمس الساعة 2 صباحا»
                made[name] = value
            elif made.setdefault(name, value) != value and name != "part":
                return None
    if rule.consecutive and not any(
        made.get(last, 0) - made.get(first, 0) == 1 for first, last in (("year", "year_to"), ("day_from", "day"))
    ):
        return None
    return {**made, **rule.sets}
