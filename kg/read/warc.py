"""WARC: the web pages of a crawl, one article a response that is HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import IO, Any

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.decode import decode
from kg.read.guarded import damaged, missing
from kg.read.page import read_page


def read_warc(file: IO[bytes], name: str, limit: int) -> Iterator[Article | Problem]:
    """The pages of a WARC, packed or not; what is not HTML or was not answered with 200 is passed over.

    Raises ReadError KG116 when it is damaged, KG115 when warcio is missing.
    """
    try:
        from warcio.archiveiterator import ArchiveIterator
    except ImportError as error:
        raise missing("warcio", ".warc") from error
    number = 0
    try:
        for record in ArchiveIterator(file):
            number += 1
            if record.rec_type == "response" and _is_page(record):
                yield _page(record, f"{name}:{number}", limit)
    except Exception as error:  # on a broken record warcio fails in any way, such as AttributeError
        raise damaged(error) from error


def _is_page(record: Any) -> bool:
    headers = record.http_headers
    if headers is None or headers.get_statuscode() != "200":
        return False
    return "html" in (headers.get_header("Content-Type") or "").lower()


def _page(record: Any, where: str, limit: int) -> Article | Problem:
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    try:
        data = record.content_stream().read(limit + 1)
        if len(data) > limit:
            raise ReadError("KG112", f"the page has more than {limit:,} bytes", "raise max_file_bytes")
        article = read_page(decode(data), where)
        return article if article.url else replace(article, url=address)
    except ReadError as error:
        return Problem(where, error.code, error.message, error.advice)
