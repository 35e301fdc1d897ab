"""Who first wrote what articles tell, so that twelve copies count once.

An article's origin is the agency of its dateline or byline; else that of the earliest article whose text it copies (word shingles
found by MinHash, Broder 1997, and then counted exactly); else its outlet; else itself.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

import numpy as np
from numpy.typing import NDArray

from kg.locations import data_file
from kg.resolve.across.records import Source
from kg.text.fold import fold_key
from kg.text.sentences import sentences

WORDS = 5
"""Words of a shingle; shingles do not cross sentences."""
COPIED = 0.5
"""An article copies another when that part of the shorter one's shingles stands in the longer one."""
HASHES, BANDS = 64, 16
HEAD, TAIL = 90, 60
"""Characters at the start and end of a text where a dateline or byline stands."""
_AGENCY = "وكاله"
_DATELINE = re.compile(r"^[\s(\[]*(?:[^\n–—:-]{2,30}[\s]*[–—-][\s]*)?(?P<name>[^\n()–—:]{2,40}?)[\s]*[:)–—]")
_BYLINE = re.compile(r"[(\[](?P<name>[^()\[\]]{2,40})[)\]]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where articles come from: `key` tells origins apart, `articles` are their ids, `why` says for each how it was seen."""

    key: str
    label: str
    articles: tuple[str, ...]
    why: tuple[str, ...]


@cache
def agencies() -> dict[str, str]:
    """{folded name or abbreviation: the agency's label} from kg/data/lexicons/agencies.tsv."""
    found = {}
    for line in data_file("lexicons", "agencies.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            names = line.split("\t")
            found.update({fold_key(n): names[0] for n in names})
    return found


def origins(sources: Sequence[Source]) -> tuple[Origin, ...]:
    """The origins of `sources` (in the order of time), each article in exactly one."""
    copies = copy_groups(sources)
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    labels: dict[str, str] = {}
    own = {s.id: _own(s) for s in sources}
    of_group: dict[int, tuple[str, str]] = {}
    for n, source in enumerate(sources):
        key, label, why = own[source.id]
        if key.startswith("agency:"):
            of_group.setdefault(copies[n], (key, label))
    for n, source in enumerate(sources):
        key, label, why = own[source.id]
        first = copies[n]
        if not key.startswith("agency:"):
            if first in of_group:
                (key, label), why = of_group[first], "its text is that of an article by the agency"
            elif first != n:
                key, label, _ = own[sources[first].id]
                why = f"its text copies an earlier article of {label}"
        found[key].append((source.id, why))
        labels.setdefault(key, label)
    return tuple(
        Origin(key, labels[key], tuple(a for a, _ in rows), tuple(w for _, w in rows))
        for key, rows in sorted(found.items())
    )


def _own(source: Source) -> tuple[str, str, str]:
    """(key, label, why) of an article by itself."""
    agency, why = _agency(source)
    if agency:
        return f"agency:{fold_key(agency)}", agency, why
    outlet = source.outlet or urlsplit(source.url).hostname or ""
    if outlet:
        return f"outlet:{fold_key(outlet)}", outlet, "its outlet's own text"
    return f"article:{source.id}", source.title or source.id.rsplit("/", 1)[-1], "no outlet, agency or copy is known"


def _agency(source: Source) -> tuple[str, str]:
    """The agency that the outlet is, or that the dateline or byline names; ('', '') for none."""
    if found := _named(source.outlet):
        return found, "the outlet is an agency"
    head = source.text.lstrip()[:HEAD]
    dateline = _DATELINE.match(head)
    if dateline and (found := _named(dateline["name"])):
        return found, f"its dateline names {found}"
    for byline in (*_BYLINE.finditer(head), *_BYLINE.finditer(source.text.rstrip()[-TAIL:])):
        if found := _named(byline["name"]):
            return found, f"its byline names {found}"
    return "", ""


def _named(name: str) -> str:
    key = fold_key(name)
    if key in agencies():
        return agencies()[key]
    words = key.split()
    return " ".join(name.split()) if words[:1] == [_AGENCY] and 1 < len(words) <= 5 else ""


def copy_groups(sources: Sequence[Source]) -> list[int]:
    """For each source the number of the first one whose text it shares, its own number for none."""
    shingled = [_shingles(s.text) for s in sources]
    signs = [_signature(s) for s in shingled]
    buckets: dict[tuple[int, bytes], list[int]] = defaultdict(list)
    first = list(range(len(sources)))
    rows = HASHES // BANDS
    for n, sign in enumerate(signs):
        if sign is None:
            continue
        rivals: set[int] = set()
        for band in range(BANDS):
            bucket = buckets[band, sign[band * rows : (band + 1) * rows].tobytes()]
            rivals.update(bucket[:8])
            bucket.append(n)
        for rival in sorted(rivals):
            shared = len(shingled[n] & shingled[rival])
            if shared >= COPIED * min(len(shingled[n]), len(shingled[rival])):
                first[n] = first[rival]
                break
    return first


def _shingles(text: str) -> frozenset[int]:
    found = set()
    for sentence in sentences(text):
        words = fold_key(sentence.of(text)).split()
        for at in range(max(1, len(words) - WORDS + 1)):
            if len(words) >= 3:
                piece = " ".join(words[at : at + WORDS]).encode()
                found.add(int.from_bytes(hashlib.blake2b(piece, digest_size=4).digest(), "big"))
    return frozenset(found)


_PRIME = (1 << 61) - 1


@cache
def _family() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    rng = np.random.default_rng(20240514)
    return rng.integers(1, 1 << 31, HASHES, dtype=np.uint64), rng.integers(0, 1 << 31, HASHES, dtype=np.uint64)


def _signature(shingles: frozenset[int]) -> NDArray[np.uint64] | None:
    """The MinHash signature of shingles, None when there are too few to tell."""
    if len(shingles) < 8:
        return None
    a, b = _family()
    values = np.fromiter(shingles, dtype=np.uint64)
    hashed: NDArray[np.uint64] = (values[:, None] * a + b) % np.uint64(_PRIME)
    return np.asarray(hashed.min(axis=0), dtype=np.uint64)
