"""One article from its text and what is known of it; what cannot be one says why."""

from __future__ import annotations

import hashlib
import re

from kg.errors import ReadError
from kg.model import Article, PrefixDate
from kg.read.fields import prefix_date

_ARABIC = re.compile("[\u0621-\u064a]")
_HALF = re.compile("[\ud800-\udfff]")  # of a surrogate pair: JSON can spell it, no encoding can write it
_LETTER = re.compile(r"[^\W\d_]")
LEAST_ARABIC = 0.4
LEAST_LETTERS = 20


def make_article(
    text: str, *, title: str = "", source: str = "", published: str = "", url: str = "", lang: str = "", path: str = ""
) -> Article:
    """An Article; its id is a hash of source and text, so the same text from one outlet is one article.

    Raises ReadError KG104 when there is hardly any text, KG105 when it is not Arabic.
    """
    text, title, source, url, lang = (_HALF.sub("\ufffd", given) for given in (text, title, source, url, lang))
    letters = len(_LETTER.findall(text))
    if letters < LEAST_LETTERS:
        raise ReadError("KG104", "it holds no article text", "an article has at least a sentence: is this the whole text?")
    if len(_ARABIC.findall(text)) < LEAST_ARABIC * letters:
        raise ReadError("KG105", "its text is not Arabic", "leave it out: Khabar reads Arabic news")
    name = hashlib.sha256(f"{source}\x1f{text}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Article(
        name, text, title, source, url, prefix_date(published) if published else PrefixDate(""), lang or "ar", path
    )
