"""The words of time expressions and numbers, read once from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

_BEFORE = r"(?<![^\W\d_])"
_AFTER = r"(?![^\W\d_])"


def words_pattern(words: Iterable[str], *, particles: bool = False) -> str:
    """A pattern for any of `words` as whole words, longest first; with `particles`, after a glued و ف ب ل ك too."""
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))
    return f"{_BEFORE}{'(?:[وفبلك]{0,2})' if particles else ''}(?:{body}){_AFTER}"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`data` as in lexicon.yaml, and maps from each word to what it means."""

    data: Mapping[str, Any]
    months: Mapping[str, int]
    hijri_months: Mapping[str, int]
    weekdays: Mapping[str, int]
    units: Mapping[str, tuple[str, str]]
    """word → (unit, "one" | "two" | "many")."""

    def words(self, key: str) -> dict[str, str]:
        """{word: label} of a table of lists."""
        return _invert(self.data[key])


@cache
def lexicon() -> Lexicon:
    """The lexicon that ships."""
    data = _load("lexicon.yaml")
    units = {w: (unit, number) for unit, forms in data["units"].items() for number, ws in forms.items() for w in ws}
    return Lexicon(data, _invert(data["months"]), _invert(data["hijri_months"]), _invert(data["weekdays"]), units)


@cache
def number_words() -> Mapping[str, Any]:
    """The tables of numbers.yaml."""
    return _load("numbers.yaml")


def _load(name: str) -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = yaml.safe_load(files("kg.temporal").joinpath("data", name).read_text(encoding="utf-8"))
    return loaded


def _invert(table: Mapping[Any, Iterable[str]]) -> dict[str, Any]:
    return {word: key for key, words in table.items() for word in words}
