"""JSON lines, JSON and CSV: one article a record, whatever the usual names of its fields."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.article import make_article
from kg.read.fields import attributes


def read_jsonl(text: str, path: str) -> Iterator[Article | Problem]:
    """Each line an article; a broken line is a Problem of its own."""
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                record = json.loads(line)
            except (json.JSONDecodeError, RecursionError) as error:
                yield Problem(f"{path}:{number}", "KG107", f"the line is not JSON: {error}", "mend the line")
                continue
            yield _one(record, f"{path}:{number}")


def read_json(text: str, path: str) -> Iterator[Article | Problem]:
    """A record or a list of records."""
    try:
        data = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        yield Problem(path, "KG107", f"it is not JSON: {error}", "mend the file")
        return
    for number, record in enumerate(data if isinstance(data, list) else [data], 1):
        yield _one(record, f"{path}:{number}" if isinstance(data, list) else path)


def read_csv(text: str, path: str) -> Iterator[Article | Problem]:
    """Each row an article; the first row names the fields. Separators , ; and tab are recognised."""
    head = text.split("\n", 1)[0]
    separator = max(",;\t", key=head.count)
    csv.field_size_limit(10_000_000)
    try:
        for number, record in enumerate(csv.DictReader(io.StringIO(text), delimiter=separator), 2):
            yield _one({k: v for k, v in record.items() if k is not None}, f"{path}:{number}")
    except csv.Error as error:
        yield Problem(path, "KG108", f"it is not CSV: {error}", "save it as CSV with a header row")


def _one(record: object, where: str) -> Article | Problem:
    if not isinstance(record, dict):
        return Problem(where, "KG107", "the record is not an object with fields", 'write {"title": …, "text": …}')
    found = attributes(record)
    if "text" not in found:
        return Problem(
            where,
            "KG109",
            f"the record has no text field, only {', '.join(map(str, record))[:80]}",
            "name the field text, body or content",
        )
    try:
        return make_article(found.pop("text"), path=where, **found)
    except ReadError as error:
        return Problem(where, error.code, error.message, error.advice)
