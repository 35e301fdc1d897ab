"""Files → Articles. Whatever cannot be read becomes a Problem that names the file; the rest is read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from kg.model import Article, Problem
from kg.read.article import make_article
from kg.read.kinds import KINDS
from kg.read.stream import Stream

__all__ = ["KINDS", "Reading", "Stream", "read", "read_text", "stream"]


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles, in the order of their paths, and what could not be read or was there twice."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def stream(*paths: str | Path, max_file_bytes: int = 1_000_000) -> Stream:
    """Every article under `paths` (files, folders with all their levels, globs, addresses), one after the other.

    The same article twice is given twice. Raises ReadError KG101 when a path does not exist, KG115 without the library
    that it needs.
    """
    return Stream(*paths, max_file_bytes=max_file_bytes)


def read(*paths: str | Path, max_file_bytes: int = 1_000_000) -> Reading:
    """Every article under `paths`, in memory. `max_file_bytes` is for one article: a file, a line, a page, a member.

    The same article twice is one, and is named as a problem KG110. Raises ReadError KG101 when a path does not exist.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for item in stream(*paths, max_file_bytes=max_file_bytes):
        if isinstance(item, Problem):
            problems.append(item)
        elif item.id in articles:
            first = articles[item.id].path
            problems.append(Problem(item.path, "KG110", f"the same article as {first}", "nothing: it is read once"))
        else:
            articles[item.id] = item
    return Reading(tuple(articles.values()), tuple(problems))


def read_text(text: str, *, title: str = "", source: str = "", published: str = "", url: str = "") -> Article:
    """An article from a string. Raises ReadError KG104 without text, KG105 when it is not Arabic."""
    return make_article(text, title=title, source=source, published=published, url=url)
