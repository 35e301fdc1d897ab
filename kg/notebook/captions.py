"""Words of the displays in three languages: those of the ontology, and a few of our own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.view.payload import terms


@cache
def captions(lang: str) -> Mapping[str, str]:
    """{name: caption}: relations, classes and degrees of factuality by their local name, then our own words."""
    ontology = {name: labels.get(lang) or labels.get("en", name) for name, labels in terms().items()}
    own: dict[str, dict[str, str]] = json.loads(
        files("kg.notebook").joinpath("captions.json").read_text(encoding="utf-8")
    )
    return {**ontology, **own.get(lang, own["en"])}
