"""Which articles of a build are validated against every shape. pySHACL takes about twice as long for an article as reading
it does, so a build checks its first articles and then a fixed share; `kg check` checks them all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from kg.building.part import Check
from kg.model import Article

FIRST = 20
"""So many articles are checked in any case."""
SHARE = 32
"""Then one in so many, chosen by its id."""


def tasks(articles: Iterable[Article], check: Check) -> Iterator[tuple[Article, bool]]:
    """(article, whether to validate it against every shape)."""
    for number, article in enumerate(articles):
        drawn = number < FIRST or zlib.crc32(article.id.encode("utf-8")) % SHARE == 0
        yield article, check == "all" or (check == "sample" and drawn)
