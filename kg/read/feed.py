"""RSS and Atom: each entry an article, when it carries a text and not a mere teaser of other scripts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.article import make_article
from kg.read.guarded import damaged, missing


def read_feed(data: bytes, name: str) -> Iterator[Article | Problem]:
    """The entries of a feed. Raises ReadError KG119 when it is no feed, KG115 when feedparser is missing."""
    try:
        import feedparser
    except ImportError as error:
        raise missing("feedparser", "feeds") from error
    try:
        feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # it mends what it can and fails in any way on the rest
        raise damaged(error) from error
    if not feed.get("version") and not feed.entries:
        raise ReadError("KG119", "it is no RSS or Atom feed", "give web pages as .html, records as .jsonl")
    for number, entry in enumerate(feed.entries, 1):
        where = f"{name}:{number}"
        try:
            yield _article(entry, str(feed.feed.get("title", "")), where)
        except ReadError as error:
            yield Problem(where, error.code, error.message, error.advice)


def _article(entry: Any, outlet: str, where: str) -> Article:
    bodies = [str(c.get("value", "")) for c in entry.get("content", ())] or [str(entry.get("summary", ""))]
    date = entry.get("published_parsed") or entry.get("updated_parsed")
    return make_article(
        plain_text("\n\n".join(bodies)),
        title=plain_text(str(entry.get("title", ""))).replace("\n", " "),
        source=outlet,
        url=str(entry.get("link", "")),
        published=f"{date.tm_year:04}-{date.tm_mon:02}-{date.tm_mday:02}" if date else "",
        path=where,
    )


def plain_text(markup: str) -> str:
    """The text of a piece of HTML, a line for each block."""
    if "<" not in markup and "&" not in markup:
        return markup.strip()
    import lxml.etree
    import lxml.html

    try:
        tree = lxml.html.fragment_fromstring(_legal(markup), create_parent="div")
    except (lxml.etree.LxmlError, ValueError):
        return ""
    for node in tree.iter("script", "style"):
        node.text = None
    for node in tree.iter("p", "br", "div", "li", "h1", "h2", "h3", "h4", "tr", "blockquote"):
        node.tail = "\n" + (node.tail or "")
    lines = (" ".join(line.split()) for line in str(tree.text_content()).split("\n"))
    return "\n".join(line for line in lines if line)


def _legal(text: str) -> str:
    """`text` without characters that XML has no place for."""
    return "".join(
        c for c in text if (c >= " " and not "\ud800" <= c <= "\udfff" and c not in "\ufffe\uffff") or c in "\t\n\r"
    )
