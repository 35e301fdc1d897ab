"""Folded text → nodes: words with their readings, digits, dates and clock times in digits, signs. One pass, linear."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any

from kg.temporal.compose import compose, number_classes
from kg.temporal.lexicon import Readings, lexicon
from kg.temporal.node import DEFINITE, NOTHING, OTHER, Node

_SEP = r"\s?[-–/.\\»«]\s?"
_TOKEN = re.compile(
    rf"(?P<date>(?<!\d)(?<!\d[.,/-])(?:\d{{1,2}}{_SEP}\d{{1,2}}{_SEP}\d{{4}}|\d{{4}}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}"
    r"|\d{1,2}/\d{1,2}/\d{2})(?![\d/]))"
    r"|(?P<clock>(?<![\d.,:/])\d{1,2}:\d{2}(?::\d{2})?(?![\d:]))"
    r"|(?P<grouped>(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,/-]))|(?P<decimal>(?<![\d.,])\d{1,4}[.,]\d(?![\d.,:/-]))"
    r"|(?P<digits>\d{1,15})|(?P<word>[^\W\d_]+)|(?P<line>\n)|(?P<sign>[^\w\s])"
)
_PARTS = re.compile(r"\d+")
_CLITICS = "وفبلك"
_SIGNS = {
    "،": "comma", ",": "comma", "/": "slash", "\\": "slash", "-": "dash", "–": "dash", "—": "dash", "(": "open", ")": "close",
    "«": "open", "»": "close", "[": "open", "]": "close",
    ":": "colon", "!": "dot", "؟": "dot", "?": "dot", ".": "dot", '"': "quote", "“": "quote", "”": "quote",
}  # fmt: skip
_ARTICLE = "ال"


Kind = tuple[Readings, tuple[str, ...], frozenset[str]]
"""Readings, no rules yet, and the classes: what a node has beside its place, made once for each word, number and sign."""


@cache
def _word(word: str, named: bool) -> Kind:
    known = lexicon().words.get(word, {})
    readings = {**known, f"={word}": NOTHING} if named else known
    return readings, (), frozenset(readings)


@lru_cache(maxsize=4096)
def _number(digits: str) -> Kind:
    readings = number_classes(int(digits), len(digits))
    return readings, (), frozenset(readings)


@cache
def _sign(name: str) -> Kind:
    return {name: NOTHING}, (), frozenset({name})


@cache
def _particle(letter: str) -> Kind:
    return {"particle": NOTHING, f"={letter}": NOTHING}, (), frozenset({"particle", f"={letter}"})


def tokens(text: str, literals: frozenset[str], begin: int, stop: int) -> list[Node]:
    """The nodes of folded `text[begin:stop]`; a run of words that say nothing of time is one node without readings.

    `literals` are the words that rules name; they get the class "=word".
    """
    found: list[Node] = []
    words, phrases = lexicon().words, lexicon().phrases
    skip = -1
    for match in _TOKEN.finditer(text, begin, stop):
        start, end, kind = match.start(), match.end(), match.lastgroup
        if start < skip:
            continue
        if kind == "word":
            word = match.group()
            for length, head, rest in _heads(word):
                more = _phrase(text, end, phrases[rest]) if rest in phrases else None
                if more or rest in words or rest in literals:
                    for at, particle in enumerate(head):
                        found.append(Node(start + at, start + at + 1, *_particle(particle)))
                    if more:
                        end = skip = more[0]
                        found.append(_node(start + length, end, more[1]))
                    else:
                        found.append(Node(start + length, end, *_word(rest, rest in literals)))
                    break
            else:
                _other(found, text, start, end)
        elif kind == "digits":
            found.append(Node(start, end, *_number(match.group())))
        elif kind == "grouped":
            found.append(_node(start, end, number_classes(int("".join(_PARTS.findall(match.group()))), 9)))
        elif kind == "decimal":
            found.append(
                _node(start, end, {"num": {"value": float(match.group().replace(",", "."))}, "digits": NOTHING})
            )
        elif kind == "date":
            readings = _digit_date([int(x) for x in _PARTS.findall(match.group())])
            if readings:
                found.append(_node(start, end, readings))
            else:
                _other(found, text, start, end)
        elif kind == "clock":
            hour, minute, *second = (int(x) for x in _PARTS.findall(match.group()))
            if hour < 25 and minute < 60:
                clock = {"hour": hour, "minute": minute, **({"second": second[0]} if second else {})}
                found.append(_node(start, end, {"clock": clock, "digitclock": clock}))
            else:
                _other(found, text, start, end)
        elif kind == "line":
            found.append(Node(start, end, *_sign("line")))
        elif match.group() in _SIGNS:
            found.append(Node(start, end, *_sign(_SIGNS[match.group()])))
        else:
            _other(found, text, start, end)
    return compose(found)


def _heads(word: str) -> list[tuple[int, str, str]]:
    """(length, particles, the rest): nothing first, then و ف, ب ل ك; لل stands for ل and the article."""
    found = [(0, "", word)]
    if word[0] in _CLITICS and len(word) > 2:
        found.append((1, word[0], word[1:]))
        if word.startswith("لل"):
            found.append((1, word[0], f"{_ARTICLE}{word[2:]}"))
        if word[1] in _CLITICS and len(word) > 3:
            found.append((2, word[:2], word[2:]))
            if word.startswith("لل", 1):
                found.append((2, word[:2], f"{_ARTICLE}{word[3:]}"))
    return found


def _phrase(text: str, at: int, options: list[tuple[tuple[str, ...], Readings]]) -> tuple[int, Readings] | None:
    """(end, readings) of the longest option whose other words follow at `at`."""
    for others, readings in options:
        end = at
        for other in others:
            stop = end
            while stop < len(text) and text[stop] in " \t":
                stop += 1
            if (
                stop == end
                or not text.startswith(other, stop)
                or text[stop + len(other) : stop + len(other) + 1].isalpha()
            ):
                break
            end = stop + len(other)
        else:
            return end, readings
    return None


def _node(start: int, end: int, readings: Readings) -> Node:
    return Node(start, end, readings, (), frozenset(readings))


def _other(found: list[Node], text: str, start: int, end: int) -> None:
    """Adds a word without meaning, joined to the one before."""
    if found and (found[-1].key is OTHER or found[-1].key is DEFINITE):
        found[-1] = Node(found[-1].start, end, {}, (), found[-1].key)
    else:
        found.append(Node(start, end, {}, (), DEFINITE if text.startswith(_ARTICLE, start) else OTHER))


def _digit_date(parts: list[int]) -> dict[str, Any]:
    a, b, c = parts
    if a > 31:
        year, month, day = a, b, c
    else:
        day, month = (a, b) if b <= 12 else (b, a)
        year = c if c > 99 else 2000 + c if c < 50 else 1900 + c
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return {}
    features: dict[str, Any] = {"year": year, "month": month, "day": day}
    if 1300 <= year <= 1500:
        features["hijri"] = True
    return {"date": features, "digitdate": features}
