"""Parquet: one article a row, whatever the usual names of its columns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read.fields import field_names
from kg.read.guarded import damaged, missing
from kg.read.records import read_record
from kg.text.fold import folded

_ROWS = 64


def read_parquet(file: IO[bytes], name: str, limit: int) -> Iterator[Article | Problem]:
    """The rows of a Parquet file, a few at a time; columns that are no field of an article are not read.

    Raises ReadError KG116 when it is damaged, KG115 when pyarrow is missing, KG109 without a text column.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise missing("pyarrow", ".parquet") from error
    if not file.seekable():
        raise ReadError("KG111", "a packed .parquet is not read", "unpack it")
    try:
        table = pq.ParquetFile(file)
        names = [n for n in table.schema_arrow.names if folded(n).strip() in field_names()]
        if not any(field_names()[folded(n).strip()] == "text" for n in names):
            shown = ", ".join(table.schema_arrow.names)[:80]
            raise ReadError("KG109", f"it has no text column, only {shown}", "name the column text, body or content")
        number = 0
        for batch in table.iter_batches(batch_size=_ROWS, columns=names):
            for row in batch.to_pylist():
                number += 1
                yield read_record(row, f"{name}:{number}", limit)
    except ReadError:
        raise
    except Exception as error:  # Arrow's own errors, and those of Python for what its rows cannot be
        raise damaged(error) from error
