"""JSON lines, JSON and CSV: one article a record, whatever the usual names of its fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import IO

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.article import make_article
from kg.read.decode import decode
from kg.read.fields import attributes

_HEAD = 1 << 16
_WHOLE = 100_000_000
"""Bytes of a file that is not UTF-8: it is recognised and read as a whole."""


def read_jsonl_stream(file: IO[bytes], path: str, limit: int) -> Iterator[Article | Problem]:
    """Each line an article; a broken or too long line is a Problem of its own. Lines end with \\n."""
    for number, line in enumerate(_lines(file, limit), 1):
        where = f"{path}:{number}"
        if line is None:
            yield _too_long(where, limit)
        elif line.strip():
            try:
                record = json.loads(line if isinstance(line, str) else decode(line))
            except ReadError as error:
                yield Problem(where, error.code, error.message, error.advice)
            except (ValueError, RecursionError) as error:
                yield Problem(where, "KG107", f"the line is not JSON: {error}", "mend the line")
            else:
                yield read_record(record, where, limit)


def _lines(file: IO[bytes], limit: int) -> Iterator[bytes | str | None]:
    """Lines, None for one of more than `limit` bytes, which is passed over without being held."""
    head = file.read(_HEAD)
    if not _is_utf8(head):
        rest = file.read(_WHOLE)
        if len(rest) == _WHOLE:
            raise ReadError("KG112", f"it is not UTF-8 and has more than {_WHOLE:,} bytes", "save it as UTF-8")
        yield from decode(head + rest).split("\n")
        return
    whole = io.BufferedReader(_Joined(head.removeprefix(b"\xef\xbb\xbf"), file), _HEAD)
    while line := whole.readline(limit + 1):
        if len(line) <= limit or line.endswith(b"\n"):
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = whole.readline(_HEAD)
        yield None


def _is_utf8(head: bytes) -> bool:
    """Whether `head` may be the beginning of UTF-8 text (its last letter may be cut)."""
    if b"\x00" in head:
        return False
    try:
        head.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start >= len(head) - 3 and len(head) == _HEAD
    return True


class _Joined(io.RawIOBase):
    """What was read already, then the rest."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data, self._head = self._head[: len(view)], self._head[len(view) :]
        data = data or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)


def read_json(text: str, path: str, limit: int = _WHOLE) -> Iterator[Article | Problem]:
    """A record or a list of records."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield Problem(path, "KG107", f"it is not JSON: {error}", "mend the file")
        return
    for number, record in enumerate(data if isinstance(data, list) else [data], 1):
        yield read_record(record, f"{path}:{number}" if isinstance(data, list) else path, limit)


def read_csv_stream(file: IO[bytes], path: str, limit: int) -> Iterator[Article | Problem]:
    """Each row an article; the first row names the fields. Separators , ; and tab are recognised."""
    head = file.read(_HEAD)
    lines: io.TextIOBase
    if _is_utf8(head):
        joined = io.BufferedReader(_Joined(head.removeprefix(b"\xef\xbb\xbf"), file), _HEAD)
        lines = io.TextIOWrapper(joined, encoding="utf-8", errors="replace", newline="")
        first = head.decode("utf-8", "replace").split("\n", 1)[0]
    else:
        rest = file.read(_WHOLE)
        if len(rest) == _WHOLE:
            raise ReadError("KG112", f"it is not UTF-8 and has more than {_WHOLE:,} bytes", "save it as UTF-8")
        text = decode(head + rest)
        lines, first = io.StringIO(text, newline=""), text.split("\n", 1)[0]
    separator = max(",;\t", key=first.count)
    csv.field_size_limit(limit)
    try:
        for number, record in enumerate(csv.DictReader(_nulls_out(lines, limit), delimiter=separator), 2):
            yield read_record({k: v for k, v in record.items() if k is not None}, f"{path}:{number}", limit)
    except csv.Error as error:
        yield Problem(path, "KG108", f"it is not CSV: {error}", "save it as CSV with a header row")


def _nulls_out(lines: io.TextIOBase, limit: int) -> Iterator[str]:
    """Lines of at most `limit` characters; csv refuses the longer field by itself."""
    while line := lines.readline(limit + 2):
        yield line.replace("\x00", "\ufffd")


def _too_long(where: str, limit: int) -> Problem:
    return Problem(where, "KG112", f"the line has more than {limit:,} bytes", "split it, or raise max_file_bytes")


def read_record(record: object, where: str, limit: int) -> Article | Problem:
    """The article of one record, or what is wrong with it: KG107, KG109, KG112, and those of an article."""
    if not isinstance(record, dict):
        return Problem(where, "KG107", "the record is not an object with fields", 'write {"title": …, "text": …}')
    found = attributes(record)
    if "text" not in found:
        shown = ", ".join(map(str, record))[:80]
        advice = "name the field text, body or content"
        return Problem(where, "KG109", f"the record has no text field, only {shown}", advice)
    if len(found["text"]) > limit:
        return _too_long(where, limit)
    try:
        return make_article(found.pop("text"), path=where, **found)
    except ReadError as error:
        return Problem(where, error.code, error.message, error.advice)
