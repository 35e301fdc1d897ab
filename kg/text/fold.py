"""Folding: one spelling for letters, digits and signs that Arabic writers use for one another.

Every rule and every comparison of names is written in folded spelling, so that variation is dealt with once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.text.offsets import OffsetMap

ALEF, YA, HA, WAW = "\u0627", "\u064a", "\u0647", "\u0648"
TATWEEL = "\u0640"

_CHANGED = {
    "\u0623": ALEF, "\u0625": ALEF, "\u0622": ALEF, "\u0671": ALEF,
    "\u0649": YA, "\u06cc": YA, "\u0626": YA, "\u0624": WAW,
    "\u0629": HA, "\u06a9": "\u0643", "\u06be": HA,
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
    "\u066b": ".", "\u066c": ",", "\u066a": "%",
    "\u2019": "'", "\u2018": "'",
    **{chr(0x0660 + d): str(d) for d in range(10)},
    **{chr(0x06F0 + d): str(d) for d in range(10)},
}  # fmt: skip
_DROPPED = (
    TATWEEL, "\u0670", *(chr(c) for c in range(0x064B, 0x0660)), *(chr(c) for c in range(0x0610, 0x061B)),
    "\u200c", "\u200d", "\u200e", "\u200f", "\u061c", "\ufeff", "\u00ad",
    *(chr(c) for c in range(0x202A, 0x202F)), *(chr(c) for c in range(0x2066, 0x206A)),
)  # fmt: skip
_SAME_LENGTH = str.maketrans(_CHANGED)
_DROP = re.compile("[" + "".join(_DROPPED) + "]+")
_SIGNS = re.compile(r"[^\w\s]+|_+")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and the map back to the original."""

    text: str
    map: OffsetMap


def fold(text: str) -> Folded:
    """`text` with letters and digits folded, diacritics, tatweel and invisible marks dropped; Latin in lower case."""
    plain = _lower(text.translate(_SAME_LENGTH))
    if not _DROP.search(plain):
        return Folded(plain, OffsetMap(len(text)))
    pieces: list[str] = []
    starts: list[int] = []
    at = 0
    for gap in _DROP.finditer(plain):
        pieces.append(plain[at : gap.start()])
        starts.extend(range(at, gap.start()))
        at = gap.end()
    pieces.append(plain[at:])
    starts.extend(range(at, len(plain)))
    return Folded("".join(pieces), OffsetMap(len(text), tuple(starts)))


def folded(text: str) -> str:
    """The folded text alone."""
    return _DROP.sub("", _lower(text.translate(_SAME_LENGTH)))


def fold_key(text: str) -> str:
    """The key under which two spellings of a name are one: folded, no signs, single spaces."""
    return _SPACE.sub(" ", _SIGNS.sub(" ", folded(text))).strip()


def _lower(text: str) -> str:
    """Lower case, but only where that keeps the length (a few capitals become two characters)."""
    low = text.lower()
    if len(low) == len(text):
        return low
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
