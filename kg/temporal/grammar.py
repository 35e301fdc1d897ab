"""Rules read from YAML and compiled: a rule is a name, a pattern over nodes, and what it gives.

    - rule: day and month
      when: "<dom|ord_dom:day> من? شهر? <month>"
      gives: date

`<month>` is a node of the class month, and the whole takes over what it says; `<dom:day>` takes its value as the day (a node
without a value goes in whole); `<part:_>` is only looked at. `a|b` either class, `a&b` both, `a!b` the first but not the second.
A bare word is that word, «من? (شهر|شهور)» as in regular expressions. `after` and `before` are class expressions for the node in
front and behind, `not after` and `not before` exclude (OTHER is any word
that says nothing of time); `with` sets features; `gives: nothing` takes a stretch out of the reading;
`whole: true` holds only where the whole text is said to be one time; `consecutive: true` only where the second year or day that is
said follows the first.

Every kind of node is one character, so that a pattern is a regular expression without unbounded repetition: linear.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.temporal.compose import number_classes, ordinal_classes
from kg.temporal.lexicon import lexicon, load
from kg.temporal.node import DEFINITE, OTHER, Features

FAMILIES = ("block", "names", "feast", "clock", "day", "length", "relative", "join", "eager", "range", "often")
"""The files of rules, in the order in which they are applied."""

UNITS = ("S", "TM", "H", "D", "W", "M", "Y", "DE", "CE")
_ITEM = re.compile(r"<([^>]+)>|([^\s()|?<>]+)|([()|?])")
_FIRST_CHAR = 0xE000
_ABSENT = "\uf8ff"
_FIXED = (
    {"line"}, {"comma"}, {"slash"}, {"dash"}, {"open"}, {"close"}, {"colon"}, {"dot"}, {"quote"}, {"clock", "digitclock"},
    {"date", "digitdate"},
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """`takes[i]` is (class, feature to set or '' for all or '_' for none) of group i + 1."""

    name: str
    family: str
    pattern: re.Pattern[str]
    takes: tuple[tuple[tuple[str, ...], str], ...]
    gives: tuple[str, ...]
    sets: Features
    whole: bool
    needs: frozenset[str]
    """Of these characters one at least must stand in the line, or the rule can't match."""
    consecutive: bool
    """Only where the second year or day follows the first."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The compiled rules, the character of every kind of node, and the words that rules name."""

    rules: tuple[Rule, ...]
    chars: Mapping[frozenset[str], str]
    literals: frozenset[str]


@cache
def grammar() -> Grammar:
    """The rules that ship."""
    sources = [(family, raw) for family in FAMILIES for raw in load(f"rules/{family}/rules.yaml")]
    named = (word.lstrip("=") for _, raw in sources for _, word, _ in _ITEM.findall(_texts(raw)))
    literals = frozenset(word for word in named if _arabic(word))
    kinds = _kinds(literals)
    kinds.update(frozenset(raw["gives"].format(unit=u).split()) for _, raw in sources for u in UNITS)
    chars = {kind: chr(_FIRST_CHAR + n) for n, kind in enumerate(sorted(kinds, key=sorted))}
    return Grammar(tuple(_compile(family, raw, chars) for family, raw in sources), chars, literals)


def _texts(raw: Mapping[str, Any]) -> str:
    return " ".join(str(raw.get(k, "")) for k in ("when", "after", "before", "not after", "not before"))


def _arabic(word: str) -> bool:
    return bool(word) and "\u0600" <= word[0] <= "\u06ff"


def _kinds(literals: frozenset[str]) -> set[frozenset[str]]:
    """Every set of classes that a token can have."""
    lex = lexicon()
    kinds = {OTHER, DEFINITE, *map(frozenset, _FIXED)}
    kinds.update(frozenset({"particle", f"={p}"}) for p in "وفبلك")
    for value in range(2300):
        kinds.add(frozenset(number_classes(value)))
        kinds.update(frozenset(number_classes(value, digits)) for digits in {len(str(value)), 1, 2, 3, 4, 5})
    readings = [
        *lex.words.items(),
        *((w, r) for w, rs in lex.phrases.items() for _, r in rs),
        *((w, {}) for w in literals),
    ]
    for word, known in readings:
        classes = {*known, *([f"={word}"] if word in literals else [])}
        kinds.add(frozenset(classes))
        kinds.add(frozenset(known))
        if "ord" in known:
            value = int(known["ord"]["value"])
            kinds.add(frozenset({*classes, *ordinal_classes(value)} - {"numword"}))
            kinds.add(frozenset({*known, *ordinal_classes(value)} - {"numword"}))
        elif "numword" in known:
            whole = number_classes(int(known["numword"]["value"]))
            kinds.add(frozenset({*classes, *whole} - {"numword"}))
            kinds.add(frozenset(classes - {"numword"}))
    kinds.update(frozenset(ordinal_classes(value)) for value in range(100))
    kinds.update(map(frozenset, ({"num"}, {"num", "digits"}, number_classes(20_112_012, 8), number_classes(1, 9))))
    return kinds


def _compile(family: str, raw: Mapping[str, Any], chars: Mapping[frozenset[str], str]) -> Rule:
    takes: list[tuple[tuple[str, ...], str]] = []
    pattern = _pattern(str(raw["when"]), chars, takes)
    needs = _needs(str(raw["when"]), chars)
    for key, form in (("after", "(?<={})"), ("not after", "(?<!{})"), ("before", "(?={})"), ("not before", "(?!{})")):
        if key in raw:
            look = form.format(_alternatives(str(raw[key]), chars))
            pattern = f"{look}{pattern}" if "after" in key else f"{pattern}{look}"
    gives = tuple(str(raw["gives"]).split())
    return Rule(
        str(raw["rule"]), family, re.compile(pattern), tuple(takes), gives, raw.get("with", {}),
        raw.get("whole", False), needs, raw.get("consecutive", False),
    )  # fmt: skip


def _pattern(text: str, chars: Mapping[frozenset[str], str], takes: list[tuple[tuple[str, ...], str]]) -> str:
    out = []
    for inner, word, sign in _ITEM.findall(text):
        if inner:
            classes, _, feature = inner.partition(":")
            takes.append((tuple(re.split(r"[|&!]", classes)), feature))
            out.append(f"({_class(classes, chars)})")
        elif word:
            out.append(_class(f"={word}", chars))
        else:
            out.append("(?:" if sign == "(" else sign)
    return "".join(out)


def _needs(text: str, chars: Mapping[frozenset[str], str]) -> frozenset[str]:
    """The smallest set of characters of which every match holds one: a piece of the pattern outside groups and not optional."""
    pieces, depth, top = [], 0, list(_ITEM.finditer(text))
    for item in top:
        inner, word, sign = item.groups()
        depth += (sign == "(") - (sign == ")")
        if sign == "|" and depth == 0:
            return frozenset(chars.values())
        if (inner or word) and depth == 0 and not text[item.end() :].lstrip().startswith("?"):
            pieces.append(frozenset(_members(inner.partition(":")[0] if inner else f"={word}", chars)))
    return min(pieces, key=len, default=frozenset(chars.values()))


def _alternatives(text: str, chars: Mapping[frozenset[str], str]) -> str:
    """Class expressions and words, any of them, as one set of characters."""
    found: set[str] = set()
    for part in text.split():
        found |= {chars[OTHER]} if part == "OTHER" else _members(f"={part}" if _arabic(part) else part, chars)
    return _set(found)


def _class(expression: str, chars: Mapping[frozenset[str], str]) -> str:
    return _set(_members(expression, chars))


def _set(members: Iterable[str]) -> str:
    return f"[{''.join(sorted(members)) or _ABSENT}]"


def _members(expression: str, chars: Mapping[frozenset[str], str]) -> set[str]:
    """The characters of the kinds that satisfy `a|b`, `a&b` or `a!b`, read from the left."""
    names = re.split(r"([|&!])", expression)
    found = {c for kind, c in chars.items() if names[0] in kind}
    for sign, name in zip(names[1::2], names[2::2], strict=True):
        members = {c for kind, c in chars.items() if name in kind}
        found = found | members if sign == "|" else found & members if sign == "&" else found - members
    return found
