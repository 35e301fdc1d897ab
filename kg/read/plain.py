"""Plain text: an optional header of `name: value` lines, then the article exactly as it stands."""

from __future__ import annotations

import re

from kg.model import Article
from kg.read.article import make_article
from kg.read.fields import attributes, field_names
from kg.text.fold import folded

_FIELD = re.compile(r"([^:\n]{2,30}):[ \t]*(.*)")


def read_plain(text: str, path: str = "") -> Article:
    """An article from a text file. Raises ReadError KG104, KG105."""
    found, body = header(text)
    known = {k: v for k, v in attributes(found).items() if k != "text"}
    return make_article(body, path=path, **known)


def header(text: str) -> tuple[dict[str, str], str]:
    """The fields of the header block and the text after it.

    A header is a run of lines at the very start that all name a known field, closed by an empty line or by ---.
    """
    fields: dict[str, str] = {}
    at = 0
    for line in text.splitlines(keepends=True):
        plain = line.strip()
        if fields and (not plain or set(plain) == {"-"}):
            return fields, text[at + len(line) :]
        match = _FIELD.fullmatch(plain)
        if not match or folded(match[1]).strip() not in field_names():
            break
        fields[match[1].strip()] = match[2].strip()
        at += len(line)
    return {}, text
