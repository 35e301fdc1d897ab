"""Web pages saved to disk: main text and metadata by trafilatura."""

from __future__ import annotations

from kg.errors import ReadError
from kg.model import Article
from kg.read.article import make_article


def read_page(html: str, path: str = "") -> Article:
    """An article from HTML. Raises ReadError KG106 when no main text is found, KG104, KG105."""
    import trafilatura

    extracted = trafilatura.bare_extraction(html, with_metadata=True, include_comments=False, include_tables=False)
    found = extracted if isinstance(extracted, dict) or extracted is None else extracted.as_dict()
    if found is None or not (found.get("text") or "").strip():
        raise ReadError("KG106", "no article text was found in the page", "save the text itself as .txt")
    return make_article(
        found["text"],
        title=found.get("title") or "",
        source=found.get("sitename") or found.get("hostname") or "",
        published=found.get("date") or "",
        url=found.get("url") or "",
        lang=(found.get("language") or "")[:2],
        path=path,
    )
