"""Metadata fields by any of their names, and dates in them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from kg.locations import data_file
from kg.model import PrefixDate
from kg.text.fold import folded


@cache
def field_names() -> dict[str, str]:
    """{folded name: attribute of Article}."""
    lines = data_file("lexicons", "fields.tsv").read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return {folded(name): attribute for name, attribute in pairs}


def attributes(record: Mapping[str, object]) -> dict[str, str]:
    """{attribute: value} of a record with whatever names its fields have; the first field of an attribute counts."""
    out: dict[str, str] = {}
    for name, value in record.items():
        attribute = field_names().get(folded(str(name)).strip())
        if attribute and value is not None and attribute not in out:
            out[attribute] = str(value) if attribute == "text" else " ".join(str(value).split())
    return out


def prefix_date(text: str) -> PrefixDate:
    """The date at the start of `text` ('2019-02-17T10:00Z', '2019/02', '17/02/2019', '2019'), or ''."""
    plain = folded(text).strip().split("t")[0].split(" ")[0].replace("/", "-").replace(".", "-")
    parts = plain.split("-")
    if not all(p.isdigit() for p in parts) or not 1 <= len(parts) <= 3:
        return PrefixDate("")
    if len(parts) == 3 and len(parts[2]) == 4:
        parts.reverse()
    numbers = [int(p) for p in parts]
    limits = ((1800, 2200), (1, 12), (1, 31))
    if not all(low <= n <= high for n, (low, high) in zip(numbers, limits, strict=False)) or len(parts[0]) != 4:
        return PrefixDate("")
    return PrefixDate("-".join(f"{n:0{w}}" for n, w in zip(numbers, (4, 2, 2), strict=False)))
