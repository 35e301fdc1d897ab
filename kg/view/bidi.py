"""Direction of text on a canvas: every label carries its own, so that quotes, brackets and digits stand right."""

from __future__ import annotations

import re

RLI, LRI, PDI = "\u2067", "\u2066", "\u2069"
"""RIGHT-TO-LEFT ISOLATE, LEFT-TO-RIGHT ISOLATE, POP DIRECTIONAL ISOLATE."""

_ARABIC = re.compile("[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")
_CONTROLS = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]")


def isolate(text: str) -> str:
    """`text` in isolates of its own direction: right to left when it holds an Arabic letter. Marks inside are dropped,
    so that an article cannot turn the words around it."""
    plain = _CONTROLS.sub("", text)
    return f"{RLI if _ARABIC.search(plain) else LRI}{plain}{PDI}"


def bare(text: str) -> str:
    """`text` without direction marks, for copying and export."""
    return _CONTROLS.sub("", text)
