"""Numbers of several words: «مائة وخمسة وعشرون ألفا», «الحادي والعشرين»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.temporal.lexicon import Readings
from kg.temporal.node import Node

_AND, _TEN = "=و", (10.0,)


def number_classes(value: int, digits: int = 0) -> Readings:
    """The readings of a whole number: by what it can count. `digits` is how many digits it is written with, 0 for words."""
    said: dict[str, Any] = {"value": value}
    found: Readings = {"num": said}
    if digits in (0, 1, 2):
        if 1 <= value <= 31:
            found["dom"] = said
        if 1 <= value <= 12:
            found["month_number"] = said
        if value <= 24:
            found["hour_number"] = said
        if value < 60:
            found["minute_number"] = said
    if digits == 4 and value % 100 < 60 and value // 100 < 24:
        found["military"] = {"hour": value // 100, "minute": value % 100}
    if digits == 2:
        found["yy"] = said
    if digits in (0, 4) and 1000 <= value <= 2199:
        found["year_number"] = said
        if digits == 4:
            found["year_digits"] = said
    if digits == 4 and 1900 <= value <= 2060 and value != 2000:
        found["modern"] = said
    if 1300 <= value <= 1500 and digits:
        found["hijri_number"] = said
    if digits:
        found["digits"] = said
    first, last = divmod(value, 10_000)
    if digits == 8 and 1900 <= first < last <= first + 5:  # a tatweel between two years is lost in folding
        found["date"] = found["years"] = {"year": first, "year_to": last}
    return found


def ordinal_classes(value: int) -> Readings:
    """The readings of an ordinal."""
    said: dict[str, Any] = {"value": value}
    found: Readings = {"ord": said}
    if value <= 31:
        found["ord_dom"] = said
    for name, limit in (("ord_hour", 12), ("ord4", 4), ("ord2", 2)):
        if value <= limit:
            found[name] = said
    return found


def compose(nodes: Sequence[Node]) -> list[Node]:
    """`nodes` with number words and ordinals joined to one node each."""
    out: list[Node] = []
    at = 0
    while at < len(nodes):
        readings = nodes[at].readings
        if "ord" in readings:
            end, value = _ordinal(nodes, at)
            joined = ordinal_classes(value)
            extra = {k: v for k, v in readings.items() if k not in ("ord", "numword")} if end == at + 1 else {}
            out.append(_made(nodes[at].start, nodes[end - 1].end, {**joined, **extra}, "ordinal"))
            at = end
        elif "numword" in readings or ("num" in readings and _scale(nodes, at + 1)):
            end, number = _cardinal(nodes, at)
            extra = {k: v for k, v in readings.items() if k != "numword"} if end == at + 1 else {}
            whole = number_classes(int(number)) if number == int(number) else {}
            out.append(_made(nodes[at].start, nodes[end - 1].end, {**extra, **whole}, "number in words"))
            at = end
        else:
            out.append(nodes[at])
            at += 1
    return out


def _made(start: int, end: int, readings: Readings, rule: str) -> Node:
    return Node(start, end, readings, (rule,), frozenset(readings))


def _scale(nodes: Sequence[Node], at: int) -> bool:
    return at < len(nodes) and nodes[at].readings.get("numword", {}).get("kind") == "scales"


def _ordinal(nodes: Sequence[Node], at: int) -> tuple[int, int]:
    """(past the last node, value): «الحادي عشر», «الحادي والعشرين»."""
    value = int(nodes[at].readings["ord"]["value"])
    if value <= 9 or value == 11:
        unit = value % 10
        after = nodes[at + 1].readings.get("numword", {}) if at + 1 < len(nodes) else {}
        if after.get("value") == 10:
            return at + 2, 10 + unit
        if at + 2 < len(nodes) and _AND in nodes[at + 1].readings:
            tens = nodes[at + 2].readings
            words = tens.get("numword", {})
            size = tens["ord"]["value"] if "ord" in tens else words.get("value", 0) if words.get("the") else 0
            if size in (20, 30, 40, 50, 60, 70, 80, 90):
                return at + 3, int(size) + unit
    return at + 1, value


def _cardinal(nodes: Sequence[Node], at: int) -> tuple[int, float]:
    """(past the last node, value). Parts are joined by و, larger ones first; «عشر» and scales follow without."""
    total = group = 0.0
    end = at
    while end < len(nodes):
        step, past = nodes[end].readings, end + 1
        joined = False
        if end > at and _AND in step and past < len(nodes):
            step, past, joined = nodes[past].readings, past + 1, True
        if "numword" in step:
            joined = joined or bool(step["numword"]["joins"])
            kind, value = step["numword"]["kind"], float(step["numword"]["value"])
        elif end == at and "num" in step:
            kind, value = "values", float(step["num"]["value"])
        else:
            break
        if end > at and not _goes_on(kind, value, group, total, joined):
            break
        if kind == "scales":
            total, group = total + (group or 1) * value, 0.0
        elif kind == "duals":
            total += value
        else:
            group += value
        end = past
    return end, total + group


def _goes_on(kind: str, value: float, group: float, total: float, joined: bool) -> bool:
    if kind == "scales":
        return group > 0 and not joined
    if kind == "duals":
        return joined and value < total
    if not joined:
        return value in (10.0, 100.0) and 0 < group < 10
    if not group:
        return value < 1000
    tens_after_unit = value in (20, 30, 40, 50, 60, 70, 80, 90) and group % 100 < 10 and group % 100 > 0
    return tens_after_unit or (value < 100 <= group and group % 100 == 0) or False
