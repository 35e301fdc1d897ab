"""Forms of names: their citation form, what is left without a generic head, and which form to call a thing by."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.inventory import coarse
from kg.locations import data_file
from kg.model import Mention
from kg.text.clitics import bare_name, unquoted
from kg.text.fold import fold_key, folded
from kg.text.morph import Morphology

LAM = "\u0644"
ARTICLE = "\u0627\u0644"
# A word after one of these is no name by itself: بن ابن بنت ابو ابي ابا ام ال عبد, folded.
KIN = frozenset(
    ("\u0628\u0646", "\u0627\u0628\u0646", "\u0628\u0646\u062a", "\u0627\u0628\u0648", "\u0627\u0628\u064a",
     "\u0627\u0628\u0627", "\u0627\u0645", "\u0627\u0644", "\u0639\u0628\u062f")
)  # fmt: skip
_ORNAMENT = re.compile("[\u0640\u064b-\u0652\u0670]+")
MAY_BE_COMMON = frozenset({"ORG", "LOC", "FAC"})
LEAST_ALONE = 4
MOST_LABEL_WORDS = 7
MOST_PERSON_WORDS = 5


@dataclass(frozen=True, slots=True)
class Form:
    """A mention's name: citation form, its key, its generic head, and the key without the head ('' if only that).

    `loose` heads may be left off («تنظيم داعش» = «داعش»). `common` is a single noun of the language («المنزل»), which names
    nothing by itself.
    """

    label: str
    key: str
    core: str
    head: str = ""
    loose: bool = True
    common: bool = False


@cache
def _heads() -> dict[tuple[str, str], bool]:
    """(type, word) → whether the head may be left off."""
    table = {}
    for line in data_file("lexicons", "heads.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word, use = line.split("\t")
            table[kind, word] = use == "loose"
    return table


def form(mention: Mention, text: str, morph: Morphology | None = None, known: Collection[str] = ()) -> Form:
    """The form of a mention of the article `text`. `known` are folded words of the article."""
    label = _ORNAMENT.sub("", _cited(mention, text, morph, known)) or mention.text.strip()
    key = fold_key(label)
    head, core, loose = split_head(key, mention.type)
    common = coarse(mention.type) in MAY_BE_COMMON and not head and _is_common(label, core, morph)
    return Form(label, key, core, head, loose, common)


def _cited(mention: Mention, text: str, morph: Morphology | None, known: Collection[str]) -> str:
    """The name without quotes; without particles only where they surely are some.

    Mentions come without particles as a rule. Those of a mention that begins inside a word are gone already, and of «للغارديان»
    its article («لغارديان») is put back; elsewhere one goes only before a word that the article has alone, too.
    """
    plain = unquoted(mention.text)
    first, space, rest = plain.partition(" ")
    before = text[max(mention.span.start - 1, 0) : mention.span.start]
    if before.isalpha():
        glued = before == LAM and first.startswith(LAM) and not _is_word(first, morph, known)
        return f"{ARTICLE}{first[1:]}{space}{rest}" if glued else plain
    bare = bare_name(plain, morph, known)
    start = bare.partition(" ")[0]
    return bare if len(start) >= LEAST_ALONE and folded(start) in known else plain


def _is_word(word: str, morph: Morphology | None, known: Collection[str]) -> bool:
    """Whether `word` stands alone in the article or, without particles, in the dictionary («لجنة», but not «لبلاد»)."""
    return folded(word) in known or (morph is not None and any(not r.proclitics for r in morph.analyse(word)))


def split_head(key: str, kind: str) -> tuple[str, str, bool]:
    """Head, core, and whether every word of the head may be left off. «الغارديان» and «غارديان» have one core."""
    words, head, loose = key.split(), [], True
    while words:
        word = without_article(words[0])
        use = _heads().get((kind, word), _heads().get((coarse(kind), word)))
        if use is None:
            break
        loose = loose and use
        head.append(word)
        words = words[1:]
    core = " ".join([without_article(words[0]), *words[1:]]) if words else ""
    return " ".join(head), core, loose


def _is_common(label: str, core: str, morph: Morphology | None) -> bool:
    """Whether the name is one word that the dictionary has, but never as a proper noun."""
    if morph is None or " " in core:
        return False
    readings = morph.analyse(label)
    return bool(readings) and not any(r.proper for r in readings)


def without_article(word: str) -> str:
    """A folded word without ال, if a word is left."""
    return word[2:] if word.startswith(ARTICLE) and len(word) > 4 else word


def may_be_last_name(form: Form) -> bool:
    """Whether the name is short enough to be only the end of a longer one: one word, or «بن سلمان», «أبو مازن»."""
    words = form.key.split()
    return len(words) == 1 or (len(words) == 2 and words[0] in KIN)


def is_last_name_of(short: Form, long: Form) -> bool:
    """«البغدادي» of «أبو بكر البغدادي», «بن سلمان» of «محمد بن سلمان»; never «سلمان» of it, who is the father."""
    end, words = short.key.split(), long.key.split()
    if len(end) >= len(words) or words[-len(end) :] != end or words[-len(end) - 1] in KIN:
        return False
    return may_be_last_name(short)


def is_described(form: Form) -> bool:
    """Whether it only describes («التنظيم», «الرجل»)."""
    return not form.core or form.common


def best_label(forms: Sequence[Form], kind: str) -> Form:
    """The form to call a thing by: of the name told most often, the fullest form (not a sentence).

    A person is called by the longest name of at most five words. Of equals the first in `forms` is taken.
    """
    if kind == "PER":
        names = [f for f in forms if not is_described(f) and len(f.key.split()) <= MOST_PERSON_WORDS] or list(forms)
        return min(names, key=lambda f: (-len(f.key.split()), -_times(f.key, forms)))
    most = max(_rank(f, forms) for f in forms)
    return max((f for f in forms if _rank(f, forms) == most), key=_fullness)


def _rank(candidate: Form, forms: Iterable[Form]) -> tuple[bool, bool, int]:
    """A name before a description; then how many forms it says, «الاتفاق النووي» saying «الاتفاق» too."""
    words = set(candidate.core.split())
    said = sum(1 for f in forms if f.core and words.issuperset(f.core.split()))
    return bool(candidate.core), not candidate.common, said


def _fullness(form: Form) -> int:
    return min(len(form.key.split()), MOST_LABEL_WORDS)


def _times(key: str, forms: Iterable[Form]) -> int:
    return sum(f.key == key for f in forms)
