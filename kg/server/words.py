"""The language of a page: chosen by the address, else by the browser, Arabic first; its words and the ontology's labels."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files

from starlette.requests import Request

from kg.rdf.ontology import term_labels
from kg.rdf.terms import RDF

LANGUAGES = ("ar", "en", "fr")
_ARABIC = re.compile("[\u0590-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")


@cache
def words(language: str) -> dict[str, str]:
    """{key: text} of the interface in one of LANGUAGES."""
    found: dict[str, str] = json.loads(files("kg.server").joinpath("i18n", f"{language}.json").read_text("utf-8"))
    return found


def language_of(request: Request, default: str = "ar") -> str:
    """?lang=, else the first of the browser's languages that we have, else `default`."""
    asked = request.query_params.get("lang", "")
    if asked in LANGUAGES:
        return asked
    ranges: list[tuple[float, int, str]] = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, quality = part.strip().partition(";q=")
        with_quality = float(quality) if re.fullmatch(r"[01](\.\d{1,3})?", quality) else 1.0
        if tag[:2].lower() in LANGUAGES and (len(tag) == 2 or tag[2] == "-") and with_quality > 0:
            ranges.append((-with_quality, len(ranges), tag[:2].lower()))
    return min(ranges)[2] if ranges else default


def term(iri: str, language: str) -> str:
    """The ontology's label of a term, else the last part of its IRI."""
    if iri == RDF.type.value:
        return words(language)["is-a"]
    return term_labels(language).get(iri) or iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]


def direction(text: str) -> str:
    """'rtl' when there is an Arabic letter in `text`, else 'ltr'."""
    return "rtl" if _ARABIC.search(text) else "ltr"
