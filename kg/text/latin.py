"""Latin spellings of Arabic names, to search and sort by. Short vowels are not written, so they are not there.

Letter by letter, in the plain manner of newspapers; no scholarly transliteration: it cannot be turned back.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from importlib import resources

ARTICLE = "\u0627\u0644"
SHADDA, TATWEEL = "\u0651", "\u0640"
_SHORT = {"\u064e": "a", "\u064f": "u", "\u0650": "i", "\u064b": "an", "\u064c": "un", "\u064d": "in", "\u0670": "a"}
_ALEFS = frozenset("\u0627\u0623\u0622\u0671\u0649\u0629")
_GLIDES = frozenset("\u0648\u064a\u06cc")
_WORD = re.compile(r"[\u0620-\u064a\u0671-\u06d3][\u0620-\u065f\u0670-\u06d3]*")
_LATIN = re.compile("[A-Za-z]")


def romanise(text: str) -> str:
    """`text` in Latin letters, words capitalised; what is not Arabic stays. '' when no Latin letter comes out."""
    latin = _WORD.sub(lambda m: _word(m[0]), unicodedata.normalize("NFC", text))
    line = " ".join("".join(_table().get(c, (c, c))[0] for c in latin).split())
    return line if _LATIN.search(line) else ""


def _word(word: str) -> str:
    if word.startswith(ARTICLE) and len(word) > len(ARTICLE) + 1:
        return f"al-{_capital(_spelt(word[len(ARTICLE) :]))}"
    return _capital(_spelt(word))


def _capital(word: str) -> str:
    """The first letter large, the rest as it is."""
    return word[:1].upper() + word[1:]


def _spelt(word: str) -> str:
    table = _table()
    out: list[str] = []
    last = ""  # the last consonant, for the sign that doubles it
    for at, letter in enumerate(word):
        if letter == SHADDA:
            out.insert(max(0, len(out) - (word[at - 1] in _SHORT)), last)
        elif letter in _SHORT:
            out.append(_SHORT[letter])
        elif letter in table:
            last = table[letter][_is_consonant(word, at)]
            out.append(last)
        elif letter != TATWEEL and not unicodedata.combining(letter):
            out.append(letter)
    return "".join(out)


def _is_consonant(word: str, at: int) -> bool:
    """Whether a letter is read as a word's first: that one is, and waw and ya beside an alef or before a vowel sign."""
    if at == 0:
        return True
    before, after = word[at - 1], word[at + 1 : at + 2]
    return word[at] in _GLIDES and (before in _ALEFS or after in _ALEFS or after in _SHORT)


@cache
def _table() -> dict[str, tuple[str, str]]:
    """{letter: (Latin inside a word, Latin as a consonant or at its start)} from kg/data/lexicons/latin.tsv."""
    lines = resources.files("kg").joinpath("data/lexicons/latin.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {letter: (inside, first or inside) for letter, inside, first in rows}
