"""An open file → its articles, by the kind that its name tells. Containers give what is in them; nothing is unpacked to disk."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.archives import tar_members, zip_members
from kg.read.decode import decode
from kg.read.feed import read_feed
from kg.read.guarded import PACKED, unpacked
from kg.read.page import read_page
from kg.read.plain import read_plain
from kg.read.records import read_csv_stream, read_json, read_jsonl_stream
from kg.read.tables import read_parquet
from kg.read.warc import read_warc

SINGLE = (".txt", ".md", ".html", ".htm", ".json", ".xml", ".rss", ".atom")
RECORDS = (".jsonl", ".ndjson", ".csv", ".tsv", ".warc", ".parquet")
ARCHIVES = (".zip", ".tar", ".tgz", ".tbz2", ".txz")
KINDS = (*SINGLE, *RECORDS, *ARCHIVES, *PACKED)


@dataclass(frozen=True, slots=True)
class Limits:
    """`article`: bytes of one article's file, line or page at most; `whole`: of a .json or feed, which is read at once."""

    article: int

    @property
    def whole(self) -> int:
        """Bytes of a file of many articles that cannot be read piece by piece."""
        return 100 * self.article


def read_file(file: IO[bytes], name: str, size: int, limits: Limits, depth: int = 0) -> Iterator[Article | Problem]:
    """The articles of an open file and what is wrong with it; `size` is -1 when unknown. Never raises."""
    try:
        yield from _read(file, name, size, limits, depth)
    except ReadError as error:
        yield Problem(name, error.code, error.message, error.advice)
    except RecursionError:
        yield Problem(name, "KG117", "it is nested too deeply", "flatten it, or leave it out")
    except OSError as error:
        yield Problem(name, "KG113", f"it cannot be read: {error.strerror or error}", "check the file")
    except Exception as error:  # a reader of another library; the other files go on and this one is named
        yield Problem(
            name, "KG199", f"it could not be read: {type(error).__name__}: {error}", "report it with the file"
        )


def _read(file: IO[bytes], name: str, size: int, limits: Limits, depth: int) -> Iterator[Article | Problem]:
    kind = PurePosixPath(name.lower()).suffix
    inner = PurePosixPath(name.lower().removesuffix(kind)).suffix if kind in PACKED else ""
    if kind not in KINDS or (kind in PACKED and inner not in (*SINGLE, *RECORDS, ".tar")):
        shown = (inner + kind) or "without suffix"
        raise ReadError("KG111", f"files of the kind {shown} are not read", f"use {', '.join(KINDS)}")
    if size == 0:
        raise ReadError("KG104", "it is empty", "check the file")
    if kind in ARCHIVES or inner == ".tar":
        if depth:
            raise ReadError("KG117", "an archive inside an archive is not read", "unpack the outer one")
        for member in zip_members(file, name) if kind == ".zip" else tar_members(file, name):
            if isinstance(member, Problem):
                yield member
            else:
                yield from read_file(member.file, member.name, member.size, limits, depth + 1)
        return
    if kind in PACKED:
        if inner == ".warc" and kind == ".gz":
            yield from read_warc(file, name, limits.article)
            return
        file, kind = unpacked(file, kind), inner
    if kind in (".jsonl", ".ndjson"):
        yield from read_jsonl_stream(file, name, limits.article)
    elif kind in (".csv", ".tsv"):
        yield from read_csv_stream(file, name, limits.article)
    elif kind == ".warc":
        yield from read_warc(file, name, limits.article)
    elif kind == ".parquet":
        yield from read_parquet(file, name, limits.article)
    else:
        yield from _single(file, name, kind, limits)


def _single(file: IO[bytes], name: str, kind: str, limits: Limits) -> Iterator[Article | Problem]:
    many = kind in (".json", ".xml", ".rss", ".atom")
    data = at_most(file, limits.whole if many else limits.article)
    if kind in (".xml", ".rss", ".atom"):
        yield from read_feed(data, name)
        return
    text = decode(data)
    if kind == ".json":
        yield from read_json(text, name, limits.article)
    elif kind in (".html", ".htm"):
        yield read_page(text, name)
    else:
        yield read_plain(text, name)


def at_most(file: IO[bytes], limit: int) -> bytes:
    """All of `file`. Raises ReadError KG112 when it has more than `limit` bytes, KG104 when it is empty."""
    data = file.read(limit + 1)
    if len(data) > limit:
        raise ReadError("KG112", f"it has more than {limit:,} bytes", "split it, or raise max_file_bytes")
    if not data:
        raise ReadError("KG104", "it is empty", "check the file")
    return data
