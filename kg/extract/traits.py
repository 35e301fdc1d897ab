"""Facts of single mentions: the country that a nationality or a country's name means, the gender that titles and posts tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from kg.locations import data_lines
from kg.model import Fact, Maker, Mention
from kg.text.fold import fold_key

_ARTICLE, _LAM_LAM, _HA = "\u0627\u0644", "\u0644\u0644", "\u0647"
COUNTRY, GENDER = "country", "gender"
PERSONS = frozenset({"PER", "ROLE"})


def traits(mentions: Sequence[Mention], maker: Maker) -> Iterator[Fact]:
    """Facts: "country" (ISO 3166) of NORP and GPE.COUNTRY, "gender" ("f" or "m") of persons and roles.

    All mentions of one person have one gender: where their words tell both, none is given.
    """
    told: dict[str, set[str]] = {}
    for m in mentions:
        if m.type in PERSONS and (gender := gender_of(m.text)):
            told.setdefault(m.cluster or m.id, set()).add(gender)
    for m in mentions:
        if m.type in ("NORP", "GPE.COUNTRY") and (code := country_of(m.text)):
            yield Fact(m.id, COUNTRY, code, 1.0, maker)
        genders = told.get(m.cluster or m.id, set()) if m.type in PERSONS else set()
        if len(genders) == 1:
            yield Fact(m.id, GENDER, next(iter(genders)), 1.0, maker)


def country_of(text: str) -> str:
    """The code of the country that a nationality or a country's name means, '' for none."""
    return _countries().get(_bare(fold_key(text)), "")


def gender_of(text: str) -> str:
    """'f', 'm', or '' when the first word of a title, post or noun does not tell."""
    word = _bare(fold_key(text).split(" ")[0])
    known = _genders().get(word)
    if known is not None:
        return known.strip("-")
    return "f" if word.endswith(_HA) and _genders().get(word[:-1]) == "m" else ""


def _bare(key: str) -> str:
    if key.startswith(_LAM_LAM) and len(key) > 4:
        return key[2:]
    return key[2:] if key.startswith(_ARTICLE) and len(key) > 4 else key


@cache
def _genders() -> dict[str, str]:
    return {word: kind for kind, word in (line.split("\t") for line in data_lines("lexicons", "gender.tsv"))}


@cache
def _countries() -> dict[str, str]:
    """{folded form without article: code}; a form of two countries is none's."""
    found: dict[str, str] = {}
    shared: set[str] = set()
    for line in data_lines("gazetteers", "demonyms.tsv"):
        code, forms = line.split("\t")[:2]
        for form in forms.split("|"):
            key = _bare(fold_key(form))
            if found.setdefault(key, code) != code:
                shared.add(key)
    return {form: code for form, code in found.items() if form not in shared}
