"""Forms of names: their citation form, what is left without a generic head, and when two forms name one thing."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from kg.inventory import coarse
from kg.locations import data_file
from kg.model import Mention
from kg.text.clitics import bare_name
from kg.text.fold import fold_key
from kg.text.morph import Morphology

ARTICLE = "\u0627\u0644"
NAMED = frozenset({"PER", "ORG", "GPE", "LOC", "FAC", "EVT", "WORK", "PROD"})
MOST_LABEL_WORDS = 7


@dataclass(frozen=True, slots=True)
class Form:
    """A mention's name: citation form, its key, and the key without a generic head ('' if it is only that)."""

    label: str
    key: str
    core: str


@cache
def _heads() -> dict[str, frozenset[str]]:
    table: dict[str, set[str]] = {}
    for line in data_file("lexicons", "heads.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word = line.split("\t")
            table.setdefault(kind, set()).add(word)
    return {kind: frozenset(words) for kind, words in table.items()}


def form(mention: Mention, morph: Morphology | None, known: Collection[str] = ()) -> Form:
    """The form of a mention. `known` are folded words of the article."""
    label = bare_name(mention.text, morph, known) or mention.text.strip()
    key = fold_key(label)
    return Form(label, key, _core(key, coarse(mention.type)))


def _core(key: str, kind: str) -> str:
    """The key without generic heads at its start; the name's own article is dropped too («الغارديان» = «غارديان»)."""
    heads = _heads().get(kind, frozenset())
    words = key.split()
    while words and without_article(words[0]) in heads:
        words = words[1:]
    return " ".join([without_article(words[0]), *words[1:]]) if words else ""


def without_article(word: str) -> str:
    """A folded word without ال, if a word is left."""
    return word[2:] if word.startswith(ARTICLE) and len(word) > 4 else word


def same_name(a: Form, b: Form, kind: str) -> bool:
    """Whether two forms of one coarse type surely name one thing. Precision first."""
    if a.key == b.key and a.core:
        return True
    if not a.core or not b.core:
        return False
    return a.core == b.core and kind in ("ORG", "GPE", "LOC", "FAC")


def is_last_name_of(short: Form, long: Form) -> bool:
    """«البغدادي» of «أبو بكر البغدادي»: one word that ends a longer name."""
    words = long.key.split()
    return len(short.key.split()) == 1 and len(words) > 1 and words[-1] == short.key


def best_label(forms: list[Form], kind: str) -> Form:
    """The form to call a thing by: of the name told most often, the fullest form (not a sentence)."""

    def weight(candidate: Form) -> tuple[bool, int, int, str]:
        same = sum(1 for f in forms if f.core and f.core == candidate.core)
        inside = sum(1 for f in forms if kind == "PER" and f.key != candidate.key and is_last_name_of(f, candidate))
        words = len(candidate.key.split())
        return bool(candidate.core), same + inside, min(words, MOST_LABEL_WORDS), candidate.label

    top = max(weight(f)[:2] for f in forms)
    good = [f for f in forms if weight(f)[:2] == top]
    if kind == "PER":
        good = [f for f in forms if f.core and len(f.key.split()) <= 5] or good
        good.sort(key=lambda f: (-len(f.key.split()), -sum(g.key == f.key for g in forms), f.label))
        return good[0]
    return max(good, key=lambda f: (min(len(f.key.split()), MOST_LABEL_WORDS), f.label))
