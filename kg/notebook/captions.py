"""Words of the displays in three languages: those of the ontology, and a few of our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.view.payload import terms

_FEW, _MANY = range(3, 11), range(11, 100)
"""Last two digits that take the plural and the accusative singular in Arabic (rules of Unicode CLDR)."""


@cache
def captions(lang: str) -> Mapping[str, str]:
    """{name: caption}: relations, classes and degrees of factuality by their local name, then our own words."""
    ontology = {name: labels.get(lang) or labels.get("en", name) for name, labels in terms().items()}
    own: dict[str, dict[str, str]] = json.loads(
        files("kg.notebook").joinpath("captions.json").read_text(encoding="utf-8")
    )
    return {**ontology, **own.get(lang, own["en"])}


def counted(what: str, number: int, lang: str) -> str:
    """A counted noun in its right form: «3 مقالات», «11 مقالا». `what` is articles, entities, events, claims or mentions."""
    forms = _explorer(lang)
    form = forms.get(f"{what}.{_form(number, lang)}") or forms[f"{what}.other"]
    return form.replace("{n}", f"{number:,}")


def _form(number: int, lang: str) -> str:
    if lang == "ar":
        last = number % 100
        exact = {0: "zero", 1: "one", 2: "two"}.get(number, "")
        return exact or ("few" if last in _FEW else "many" if last in _MANY else "other")
    return "one" if number == 1 or (lang == "fr" and number == 0) else "other"


@cache
def _explorer(lang: str) -> Mapping[str, str]:
    """The explorer's words, so that both say the same."""
    folder = files("kg.view").joinpath("i18n")
    found = folder.joinpath(f"{lang if lang in ('ar', 'en', 'fr') else 'en'}.json")
    words: dict[str, str] = json.loads(found.read_text(encoding="utf-8"))
    return words
