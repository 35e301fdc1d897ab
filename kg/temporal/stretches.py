"""Parts of a year that are told by the one last mentioned: «الفترة نفسها من العام الماضي», «الربع السابق»."""

from __future__ import annotations

import re

from kg.temporal.anchor import SIGN, Anchor, Reading
from kg.temporal.meaning import Meaning

_QUARTER = re.compile(r"(\d{4})-Q([1-4])")


def stretch_told(m: Meaning, anchor: Anchor) -> Reading:
    """The stretch last mentioned in another year, or a quarter counted from it."""
    if m.quarters:
        return _quarter_from(m.quarters, anchor)
    year = m.year or (anchor.year or 0) + SIGN.get(m.go, 0)
    return in_year(anchor.stretch, year), "the same part of a year as the time last mentioned"


def in_year(stretch: str, year: int) -> str:
    """The same weeks, months or days of another year; a range keeps its length."""
    away = year - int(stretch[:4])
    return "/".join(f"{int(side[:4]) + away}{side[4:]}" for side in stretch.split("/"))


def _quarter_from(count: int, anchor: Anchor) -> Reading:
    """«الربع السابق»: counted from the quarter last mentioned, else from that of publication."""
    told = _QUARTER.fullmatch(anchor.stretch)
    if not told and not (anchor.year and anchor.month):
        return ("PAST_REF" if count < 0 else "FUTURE_REF"), "the quarter it is counted from is unknown"
    year, quarter = (int(told[1]), int(told[2])) if told else (anchor.year or 0, ((anchor.month or 1) + 2) // 3)
    index = year * 4 + quarter - 1 + count
    return f"{index // 4}-Q{index % 4 + 1}", "counted from the quarter last mentioned, else from that of publication"
