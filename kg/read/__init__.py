"""Files → articles. Whatever cannot be read becomes a named Problem, and the rest is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.article import make_article
from kg.read.decode import decode
from kg.read.page import read_page
from kg.read.plain import read_plain
from kg.read.records import read_csv, read_json, read_jsonl

__all__ = ["Reading", "read", "read_text"]

KINDS = (".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson", ".json", ".csv", ".tsv")


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles, in the order of their paths, and what could not be read or was there twice."""

    articles: tuple[Article, ...]
    problems: tuple[Problem, ...] = ()


def read(*paths: str | Path, max_file_bytes: int = 1_000_000) -> Reading:
    """Every article under `paths`: files, folders (all levels, hidden ones left out) and globs.

    The same article twice is one, and is named as a problem KG110. Raises ReadError KG101 when a path does not exist.
    """
    articles: dict[str, Article] = {}
    problems: list[Problem] = []
    for path, name in _files(paths):
        for item in _read_file(path, name, max_file_bytes):
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


def _files(paths: tuple[str | Path, ...]) -> Iterator[tuple[Path, str]]:
    """(file, name to show) of everything asked for, sorted; the name is relative to what was given."""
    for given in paths:
        path = Path(given)
        if path.is_dir():
            inside = (
                p
                for p in path.rglob("*")
                if p.is_file() and not any(part.startswith(".") for part in p.relative_to(path).parts)
            )
            for file in sorted(inside):
                yield file, file.relative_to(path).as_posix()
        elif path.exists():
            yield path, path.name
        else:
            found = sorted(path.parent.glob(path.name)) if any(c in path.name for c in "*?[") else []
            if not found:
                raise ReadError("KG101", f"no file or folder {str(given)!r}", "check the path")
            for file in found:
                yield file, file.name


def _read_file(path: Path, name: str, limit: int) -> Iterator[Article | Problem]:
    kind = path.suffix.lower()
    try:
        if kind not in KINDS:
            raise ReadError(
                "KG111", f"files of the kind {kind or 'without suffix'} are not read", f"use {', '.join(KINDS)}"
            )
        size = path.stat().st_size
        if size > limit:
            raise ReadError(
                "KG112", f"it has {size:,} bytes, {limit:,} are allowed", "split it, or raise max_file_bytes"
            )
        if size == 0:
            raise ReadError("KG104", "it is empty", "check the file")
        text = decode(path.read_bytes())
        if kind in (".jsonl", ".ndjson"):
            yield from read_jsonl(text, name)
        elif kind == ".json":
            yield from read_json(text, name)
        elif kind in (".csv", ".tsv"):
            yield from read_csv(text, name)
        elif kind in (".html", ".htm"):
            yield read_page(text, name)
        else:
            yield read_plain(text, name)
    except ReadError as error:
        yield Problem(name, error.code, error.message, error.advice)
    except OSError as error:
        yield Problem(name, "KG113", f"it cannot be opened: {error.strerror or error}", "check its permissions")
