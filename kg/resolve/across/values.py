"""Values that are told for the slots of an event, and when two of them agree, differ, or have nothing to do with each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kg.resolve.across.records import Statement

NUMBERS = ("killed", "injured", "arrested", "displaced", "amount")
_NUMBER = re.compile(r"(?P<low>\d+(?:\.\d+)?)(?:-(?P<high>\d+(?:\.\d+)?))?[A-Z]{0,3}(?:~(?P<how>[a-z]+))?")
APPROXIMATE = 0.1
"""By which part an approximate number may differ."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it was told: from `low` to `high`; `open` when it is «more than» low."""

    low: float
    high: float
    open: bool = False

    def agrees(self, other: Number) -> bool:
        """Whether one number may be what both tell."""
        top = float("inf") if self.open else self.high
        other_top = float("inf") if other.open else other.high
        return max(self.low, other.low) <= min(top, other_top)


def read_number(value: str) -> Number | None:
    """'17' → 17; '50~after' → more than 50; '20~approx' → 18 to 22; '3-6' → 3 to 6; '20~before' → up to 20."""
    match = _NUMBER.fullmatch(value.strip())
    if match is None:
        return None
    low = float(match["low"])
    high = float(match["high"] or low)
    how = match["how"]
    if high < low:
        return None
    if how == "approx":
        return Number(low * (1 - APPROXIMATE), high * (1 + APPROXIMATE))
    if how == "before":
        return Number(0.0, high)
    return Number(low, high, open=how == "after")


@dataclass(frozen=True, slots=True)
class Value:
    """One telling of a slot: the claim, what it tells (`key`, the same for the same thing), and who vouches for it.

    `voice` is whoever is named as the source, else the origin of the article; `origin` is that of the article; `day` its date.
    `span` is set for times, `number` for counts, `sort` is the type of a thing ('GPE.CITY'); `denied` when the claim denies the value.
    """

    slot: str
    key: str
    label: str
    claim: Statement
    voice: str
    origin: str
    day: str = ""
    span: tuple[date, date] | None = None
    number: Number | None = None
    sort: str = ""

    @property
    def denied(self) -> bool:
        """Whether the claim denies what it tells."""
        return self.claim.factuality == "denied"
