"""How alike two parts of names are: other spellings of one name, never two names that merely look alike.

A part that the list of spellings knows is only like the others of its line. Other parts may differ in letters that writers of
foreign names use for one another (غ ج ك, ت ط, س ص ز), in long vowels, and in one more letter when they are long; across scripts
their consonants are compared.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from kg.locations import data_file
from kg.text.fold import fold_key
from kg.text.latin import romanise

SAME, SPELLING, SOUND, NEAR = 1.0, 0.95, 0.85, 0.7
LEAST_SOUND, LEAST_NEAR = 3, 6

_ARABIC = {
    "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t", "ج": "g", "غ": "g", "گ": "g", "ق": "k", "ك": "k", "ح": "h", "خ": "k",
    "د": "d", "ض": "d", "ذ": "d", "ظ": "d", "ر": "r", "ز": "s", "س": "s", "ص": "s", "ش": "s", "چ": "s", "ع": "", "ف": "f",
    "ڤ": "f", "ل": "l", "م": "m", "ن": "n", "ه": "", "و": "", "ي": "", "ا": "", "ء": "",
}  # fmt: skip
_LATIN_PAIRS = (
    ("tch", "s"), ("sch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "k"), ("gh", "g"), ("dj", "g"), ("ph", "f"), ("th", "t"),
    ("dh", "d"), ("ck", "k"), ("qu", "k"), ("zh", "g"), ("ou", ""),
)  # fmt: skip
_LATIN = {
    "b": "b", "p": "b", "t": "t", "c": "k", "k": "k", "q": "k", "x": "ks", "g": "g", "j": "g", "d": "d", "r": "r", "z": "s",
    "s": "s", "f": "f", "v": "f", "l": "l", "m": "m", "n": "n", "h": "", "w": "", "y": "",
}  # fmt: skip
_CYRILLIC = {
    "б": "b", "п": "b", "в": "f", "ф": "f", "г": "g", "ж": "g", "д": "d", "т": "t", "з": "s", "с": "s", "ц": "s", "ч": "s",
    "ш": "s", "щ": "s", "к": "k", "х": "k", "л": "l", "м": "m", "н": "n", "р": "r",
}  # fmt: skip


@cache
def _lines() -> dict[str, int]:
    """{folded spelling: number of its line}; a spelling in two lines has none."""
    found: dict[str, int] = {}
    twice: set[str] = set()
    lines = data_file("lexicons", "spellings.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines):
        if not line or line.startswith("#"):
            continue
        for spelling in line.split("\t"):
            key = plain(spelling)
            if found.setdefault(key, number) != number:
                twice.add(key)
    return {k: n for k, n in found.items() if k not in twice}


@cache
def plain(part: str) -> str:
    """A part folded, without accents and without the article."""
    text = "".join(c for c in unicodedata.normalize("NFKD", fold_key(part)) if not unicodedata.combining(c))
    for lead in ("ال", "al ", "el ", "al-", "el-"):
        if text.startswith(lead) and len(text) > len(lead) + 2:
            return text[len(lead) :]
    return text


@cache
def alike(a: str, b: str) -> float:
    """0 (two names) to 1 (one spelling)."""
    first, second = plain(a), plain(b)
    if first == second:
        return SAME
    lines = _lines()
    if first in lines and second in lines:
        return SPELLING if lines[first] == lines[second] else 0.0
    if (first in lines or second in lines) and script(first) == script(second) == "arabic":
        return 0.0
    if first.replace(" ", "") == second.replace(" ", ""):
        return SPELLING
    if " " in first and " " in second:
        return _parts_alike(first.split(), second.split())
    if script(first) != script(second) and _latin(first) == _latin(second):
        return SPELLING
    x, y = sound(first), sound(second)
    if x == y and len(x) >= LEAST_SOUND and (script(first) != script(second) or _vowels_near(first, second)):
        return SOUND
    if script(first) == script(second) and min(len(first), len(second)) >= LEAST_NEAR and one_apart(first, second):
        return NEAR
    return 0.0


def _parts_alike(a: list[str], b: list[str]) -> float:
    if len(a) != len(b):
        return 0.0
    return min(alike(x, y) for x, y in zip(a, b, strict=True))


def _latin(part: str) -> str:
    """A plain part in Latin letters, without doubled ones: السيسي and Sisi are one."""
    text = plain(romanise(part)) if script(part) == "arabic" else part
    for more, one in (
        ("ou", "u"),
        ("ee", "i"),
        ("oo", "u"),
        ("y", "i"),
        ("w", "u"),
        ("o", "u"),
        ("e", "i"),
        ("q", "k"),
    ):
        text = text.replace(more, one)
    return "".join(c for n, c in enumerate(text) if n == 0 or text[n - 1] != c)


def _vowels_near(a: str, b: str) -> bool:
    """Long vowels may differ in foreign and family names, not in short Arabic ones (حسن, حسين)."""
    return min(len(a), len(b)) >= LEAST_NEAR - 1 and abs(len(a) - len(b)) <= 1 and len(sound(a)) >= LEAST_SOUND


@cache
def sound(part: str) -> str:
    """The consonants of a part in classes that scripts share: غوتيريش, Guterres and Гутерреш are one."""
    text = plain(part)
    if script(text) == "latin":
        for pair, letter in _LATIN_PAIRS:
            text = text.replace(pair, letter.upper() or "_")
        heard = "".join(_LATIN.get(c, c.lower() if c.isupper() else "") for c in text)
    else:
        heard = "".join(_ARABIC.get(c, _CYRILLIC.get(c, "")) for c in text)
    out: list[str] = []
    for c in heard:
        if not out or out[-1] != c:
            out.append(c)
    return "".join(out)


def in_list(part: str) -> bool:
    """Whether the list of spellings has it: a common name."""
    return plain(part) in _lines()


def script(text: str) -> str:
    """'latin', 'cyrillic' or 'arabic'."""
    return (
        "latin"
        if any("a" <= c <= "z" for c in text)
        else "cyrillic"
        if any("а" <= c <= "я" for c in text)
        else "arabic"
    )


def one_apart(a: str, b: str) -> bool:
    """Whether one letter more, less, other, or two exchanged make `a` into `b`."""
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    x, y = a[start:], b[start:]
    return x[1:] == y[1:] or x[1:] == y or x == y[1:] or (x[:2] == y[:2][::-1] and x[2:] == y[2:])
