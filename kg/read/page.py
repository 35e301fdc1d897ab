"""Web pages saved to disk: main text and metadata by trafilatura."""

from __future__ import annotations

from kg.errors import ReadError
from kg.model import Article
from kg.read.article import make_article


def read_page(html: str, path: str = "") -> Article:
    """An article from HTML. Raises ReadError KG106 when no main text is found, KG104, KG105."""
    import trafilatura

    found = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    if found is None or not (found.text or "").strip():
        raise ReadError("KG106", "no article text was found in the page", "save the text itself as .txt")
    return make_article(
        found.text,
        title=found.title or "",
        source=found.sitename or found.hostname or "",
        published=found.date or "",
        url=found.url or "",
        lang=(found.language or "")[:2],
        path=path,
    )
