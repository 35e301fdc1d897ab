"""Meaning and anchor → a TimeML value. Precision is kept: what is not said or known stays X."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from kg.temporal.anchor import BESIDE, REFS, Anchor, Reading
from kg.temporal.days import named, told
from kg.temporal.meaning import Meaning, meaning
from kg.temporal.units import away, length, rest_of, season_years, told_unit

_OLD_YEAR = 6
"""From July on «العام الجديد» lies ahead."""
_LATE = ("AF", "EV", "NI")


def value_of(m: Meaning, anchor: Anchor) -> Reading:
    """(value, why in one sentence) of a time expression. The value is '' when nothing was understood."""
    if m.first is not None and m.last is not None:
        value, why = _range(m.first, m.last, anchor)
        return _marked(m, value), why
    if m.hour is not None and (m.hour_from is not None or m.hour_to is not None):
        return _hours(m, anchor)
    if m.go == "new":
        m = replace(m, go="next" if (anchor.month or 1) > _OLD_YEAR else "this")
    if m.go in BESIDE:
        m, anchor = _beside(m, anchor)
    found = _often(m) if m.often else rest_of(m, anchor)
    found = found or season_years(m, anchor) or named(m, anchor) or told(m, anchor) or away(m, anchor)
    found = found or told_unit(m, anchor) or length(m) or _pointing(m)
    if not found:
        return "", "no rule reads it"
    value, why = found
    return _marked(m, value), why


def _beside(m: Meaning, anchor: Anchor) -> tuple[Meaning, Anchor]:
    """«الشهر السابق», «اليومين التاليين» as past or next, told from the time last mentioned if that is precise enough."""
    needs = {"Y": 4, "M": 7, "D": 10}.get(m.unit, 99)
    if len(anchor.beside) >= needs and anchor.beside[: min(needs, 10)].replace("-", "").isdigit():
        anchor = replace(anchor, published=anchor.beside, mentioned=anchor.beside)
    elif m.unit == "W" and "-W" in anchor.beside and anchor.beside[6:8].isdigit():
        monday = date.fromisocalendar(int(anchor.beside[:4]), int(anchor.beside[6:8]), 1)
        anchor = replace(anchor, published=monday.isoformat())
    return replace(m, go=BESIDE[m.go]), anchor


def _often(m: Meaning) -> Reading | None:
    if m.unit:
        return length(m)
    if m.month and not m.hijri:
        return f"XXXX-{m.month:02}" + (f"-{m.day:02}" if m.day else ""), "of every year"
    return (
        (f"XXXX-WXX-{m.weekday}", "every such weekday") if m.weekday else ("P1D", "every day") if m.days == 0 else None
    )


def _pointing(m: Meaning) -> Reading | None:
    if m.ref:
        return m.ref, "only points to past, present or future"
    if m.go:
        return REFS[m.go], "only points to past, present or future"
    if m.ago:
        return ("PAST_REF" if m.ago in ("ago", "before") else "FUTURE_REF"), "only points to past or future"
    return ("PAST_REF", "a time that is not named") if m.vague else None


def _range(first: Mapping[str, Any], last: Mapping[str, Any], anchor: Anchor) -> Reading:
    """«من X إلى Y». What one side leaves unsaid, the other may say: «من 13 إلى 15 يوليو», «بين مايو ويوليو 2012»."""
    begin, end = dict(first), dict(last)
    for name in ("year", "month", "hijri"):
        if name in end and name not in begin and ("day" in begin or "month" in begin or name == "hijri"):
            begin[name] = end[name]
        if name in begin and name not in end and ("day" in end or "month" in end):
            end[name] = begin[name]
    if "hour" in begin and "hour" in end:
        for one, other in ((begin, end), (end, begin)):
            if "part" not in one and "half_day" not in one:
                one.update({k: other[k] for k in ("part", "half_day") if k in other})
        days = [n for n in ("days", "weekday", "day", "month", "year") if n in begin or n in end]
        if not days and not anchor.near and not anchor.day:
            return f"{_clock(meaning(begin))}/{_clock(meaning(end))}", "two clock times"
        for name in days:
            begin.setdefault(name, end.get(name))
            end.setdefault(name, begin.get(name))
    if "weekday" in begin and "go" in end:
        begin.setdefault("go", end["go"])
    start, why = value_of(meaning(begin), anchor)
    stop, _ = value_of(meaning(end), anchor)
    if "weekday" in begin and "weekday" in end:
        start, stop = _in_order(start, stop, end.get("go") == "past")
    return (f"{start}/{stop}", f"two ends; {why}") if start and stop else ("", "no rule reads an end of it")


def _in_order(start: str, stop: str, past: bool) -> tuple[str, str]:
    """Two days, the second behind the first: weekdays are each placed by themselves."""
    try:
        first, last = date.fromisoformat(start), date.fromisoformat(stop)
    except ValueError:
        return start, stop
    weeks = timedelta(days=(first - last).days // 7 * 7 + 7) if last < first else timedelta()
    return ((first - weeks).isoformat(), stop) if past else (start, (last + weeks).isoformat())


def _hours(m: Meaning, anchor: Anchor) -> Reading:
    """«من 5 إلى 7 مساء», «1:30 بعد الظهر إلى 4»: an hour that shares day and part of day with a clock time."""
    bare = replace(m, hour_from=None, hour_to=None)
    other = replace(
        bare, hour=m.hour_from if m.hour_from is not None else m.hour_to, minute=None, second=None, less=None
    )
    first, last = (other, bare) if m.hour_from is not None else (bare, other)
    start, why = value_of(first, anchor)
    return f"{start}/{value_of(last, anchor)[0]}", f"two clock times; {why}"


def _clock(m: Meaning) -> str:
    """The clock time as T14:30, after noon if the part of day says so."""
    assert m.hour is not None
    hour, minute = m.hour, m.minute or 0
    if m.less:
        hour, minute = (hour - 1, 60 - m.less)
    late = m.half_day == "pm" or m.part in _LATE or (m.part == "MI" and hour < 4)
    if late and hour < 12 and not (m.part == "NI" and hour < 6 and m.half_day != "pm"):
        hour += 12
    elif hour == 12 and (m.part in ("MO", "NI") or m.half_day == "am"):
        hour = 0 if m.minute is not None or m.part == "MO" or m.half_day == "am" else 24
    second = "" if m.second is None else f":{m.second:02}"
    return f"T{hour:02}:{minute:02}{second}{m.zone}"


def _marked(m: Meaning, value: str) -> str:
    """The value with part of day, clock and the edge or approximation that was said."""
    mark = m.edge or m.approx
    if m.ago in ("ago", "before") and mark in ("before", "after"):  # longer ago is earlier
        mark = "before" if mark == "after" else "after"
    if value.startswith(("P", "FUTURE", "BC")):
        counted = value[1:2].isdigit() or value.startswith("PT")
        return f"{value}~{m.approx}" if m.approx and counted else value
    if "~" in value:
        return value
    if m.clock and "/" not in value and "T" not in value:
        value = f"{value}{_clock(m)}"
    elif m.part and re.fullmatch(r"\d{4}-\d\d", value):
        value = f"{value}-XXT{m.part}"
    elif m.part and len(value) >= 8 and "T" not in value:
        value = "/".join(f"{side}T{m.part}" for side in value.split("/"))
    return f"{value}~{mark}" if mark else value
