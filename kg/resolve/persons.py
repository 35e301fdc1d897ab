"""The parts of a person's name: kunya, given name, fathers, family name; titles and quotes set aside.

«الدكتور محمد بن سالم بن علي الخطيب» → given محمد, fathers (سالم, علي), family الخطيب.
«أبو معاذ الجزائري» → kunya ابو معاذ, family الجزائري. All parts are in folded spelling.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.locations import data_file
from kg.text.clitics import unquoted
from kg.text.fold import fold_key

_SON = frozenset(["بن", "ابن", "بنت", "ولد"])
_KUNYA = frozenset(["ابو", "ابي", "ابا", "ام"])
_BEFORE = frozenset(["عبد", "ال", "بو", "ذو", "ذي", "بيت", "سي"])
_AFTER = frozenset(["الدين", "الله", "الرحمن", "الزهراء", "الاسلام", "الحق"])
_HOUSE = "ال"
_ARTICLE = "ال"
_LATIN_JOINED = frozenset(
    ["al", "el", "ben", "bin", "ibn", "abu", "abou", "abd", "de", "von", "van", "da", "di", "la", "le"]
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A parsed name. `units` are all its parts in order, compounds as one («عبد الفتاح»); `titles` those set aside."""

    units: tuple[str, ...]
    given: str = ""
    fathers: tuple[str, ...] = ()
    family: str = ""
    kunya: str = ""
    titles: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The units as one string."""
        return " ".join(self.units)

    @property
    def full(self) -> bool:
        """Whether it has a first and a last part."""
        return len(self.units) > 1


@cache
def titles() -> tuple[tuple[str, ...], ...]:
    """Titles and honorifics as folded words, longest first, from kg/data/lexicons/titles.tsv."""
    lines = data_file("lexicons", "titles.tsv").read_text(encoding="utf-8").splitlines()
    found = {tuple(fold_key(line).split()) for line in lines if line.strip() and not line.startswith("#")}
    return tuple(sorted(found, key=lambda t: (-len(t), t)))


@cache
def parse_person(name: str) -> PersonName:
    """The parts of `name`. A name of one word is only a unit: whether it is first or last is not known."""
    words = fold_key(unquoted(name)).split()
    words, set_aside = _untitled(words)
    units = _units(words)
    if not units:
        return PersonName((), titles=set_aside)
    kunya = next((u for u in units if u.split()[0] in _KUNYA and " " in u), "")
    plain = [u for u in units if u != kunya or len(units) == 1]
    given, fathers, family = "", [], ""
    if len(plain) > 1 or (kunya and plain and plain[0] != kunya):
        named = [u for u in plain if u != kunya]
        if kunya and units[0] == kunya and len(named) == 1:
            family = named[0]
        else:
            given, *rest = named
            fathers = [_father(u) for u in rest if u.split()[0] in _SON and " " in u]
            others = [u for u in rest if not (u.split()[0] in _SON and " " in u)]
            family = others[-1] if others else (rest[-1] if rest else "")
            middle = others[:-1]
            fathers += middle
    return PersonName(tuple(units), given, tuple(fathers), family, kunya, set_aside)


def _father(unit: str) -> str:
    return unit.split(" ", 1)[1]


def _untitled(words: list[str]) -> tuple[list[str], tuple[str, ...]]:
    """Without the titles at the start (never the last word: «الشيخ» alone is a name)."""
    gone: list[str] = []
    while len(words) > 1:
        title = next((t for t in titles() if len(t) < len(words) and tuple(words[: len(t)]) == t), None)
        if title is None:
            break
        gone.append(" ".join(title))
        words = words[len(title) :]
    return words, tuple(gone)


def _units(words: list[str]) -> list[str]:
    """Compounds joined: «عبد الفتاح», «أبو معاذ», «بن سلمان», «آل سعود», «نور الدين»; «عبدالله» as «عبد الله»."""
    split: list[str] = []
    for word in words:
        split += _abd(word)
    units: list[str] = []
    at = 0
    while at < len(split):
        word = split[at]
        lead = word in _SON or word in _KUNYA or word in _BEFORE or word in _LATIN_JOINED
        if lead and at + 1 < len(split):
            tail, used = _compound(split, at + 1)
            units.append(f"{word} {tail}")
            at += 1 + used
        elif word in _AFTER and units and " " not in units[-1]:
            units[-1] = f"{units[-1]} {word}"
            at += 1
        else:
            units.append(word)
            at += 1
    return units


def _compound(words: list[str], at: int) -> tuple[str, int]:
    """What follows «بن» or «أبو»: one word, or «عبد العزيز» or «نور الدين» whole."""
    word = words[at]
    more = word in _BEFORE or word in _KUNYA or word in _SON
    if more and at + 1 < len(words):
        tail, used = _compound(words, at + 1)
        return f"{word} {tail}", used + 1
    if at + 1 < len(words) and words[at + 1] in _AFTER:
        return f"{word} {words[at + 1]}", 2
    return word, 1


def _abd(word: str) -> list[str]:
    """«عبدالله» → «عبد الله»; «ابوبكر» → «ابو بكر»."""
    if word.startswith("عبدال") and len(word) > 6:
        return ["عبد", word[3:]]
    if word.startswith("ابو") and len(word) > 5 and not word.startswith("ابوال"):
        return ["ابو", word[3:]]
    if word.startswith("ابوال") and len(word) > 6:
        return ["ابو", word[3:]]
    return [word]
