"""Why things are judged to be one, in the languages of the page: the resolver gives its reasons in English."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def reasons() -> dict[str, dict[str, str]]:
    """{reason in English: {language: the same}}; `*` stands for a value that is quoted."""
    text = files("kg.view").joinpath("i18n", "reasons.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return {english: {"ar": arabic, "fr": french} for english, arabic, french in rows}
