"""The words of time expressions and numbers, read once from the YAML files beside this module."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.temporal.node import Features

_BEFORE = r"(?<![^\W\d_])"
_AFTER = r"(?![^\W\d_])"


def words_pattern(words: Iterable[str], *, particles: bool = False) -> str:
    """A pattern for any of `words` as whole words, longest first; with `particles`, after a glued و ف ب ل ك too."""
    body = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(set(words), key=lambda w: (-len(w), w)))
    return f"{_BEFORE}{'(?:[وفبلك]{0,2})' if particles else ''}(?:{body}){_AFTER}"


Readings = dict[str, Features]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`words`: single word → its readings by class. `phrases`: first word → [(the other words, readings)], longest first."""

    tables: Mapping[str, Any]
    words: Mapping[str, Readings]
    phrases: Mapping[str, list[tuple[tuple[str, ...], Readings]]]

    def forms(self, name: str) -> dict[str, Any]:
        """{word: value} of a table."""
        return {w: value for value, words in self.tables[name]["words"].items() for w in words}


@cache
def lexicon() -> Lexicon:
    """The words that ship, classes of words.yaml and number words; a unit of time also has classes for its number."""
    tables = load("data/words.yaml")
    found: dict[str, Readings] = {}
    for name, table in tables.items():
        says, also = table.get("says"), table.get("also", {})
        kind, *rest = name.split("_") if name.startswith("unit_") else (name,)
        for value, words in table["words"].items():
            features = {says: value, **also} if says else dict(also)
            for word in words:
                readings = found.setdefault(word, {})
                readings[kind] = features
                if name == "hijri_month":
                    readings["month"] = features
                for extra in [f"unit_{rest[0]}", rest[1]] if rest else []:
                    readings[extra] = features
                if word.startswith("ال"):
                    readings["the"] = {}
    for kind, by_value in ((k, number_words()[k]) for k in ("values", "scales", "duals")):
        for value, words in by_value.items():
            for word in words:
                for form in (word, f"ال{word}"):
                    if "weekday" not in found.get(form, {}):
                        # «واحد» holds the و that joins it: «ألفين وواحد», «ألفين واحد»
                        said = {
                            "kind": kind,
                            "value": float(value),
                            "joins": word.startswith("و"),
                            "the": form != word,
                        }
                        found.setdefault(form, {})["numword"] = said
    phrases: dict[str, list[tuple[tuple[str, ...], Readings]]] = {}
    for text in sorted((w for w in found if " " in w), key=lambda w: -w.count(" ")):
        first, *others = text.split()
        phrases.setdefault(first, []).append((tuple(others), found.pop(text)))
    return Lexicon(tables, found, phrases)


@cache
def number_words() -> Mapping[str, Any]:
    """The tables of numbers.yaml."""
    tables: Mapping[str, Any] = load("data/numbers.yaml")
    return tables


def load(name: str) -> Any:
    """A YAML file of this package."""
    return yaml.safe_load(files("kg.temporal").joinpath(*name.split("/")).read_text(encoding="utf-8"))
