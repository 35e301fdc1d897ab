"""The reference gazetteer that ships: countries, divisions, cities, organisations, outlets, armed groups, clubs, people.

TSV files of kg/data/gazetteers, columns named in the first line. An entry's `ids` are Wikidata (Q…) and GeoNames (gn:…) ids;
entries whose id is not surely known have none and are named by list and a hash, so that they still tell two things apart.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from kg.inventory import coarse
from kg.locations import data_file
from kg.resolve.demonyms import land_of
from kg.resolve.names import split_head
from kg.text.clitics import unquoted
from kg.text.fold import fold_key

FILES = {
    "countries.tsv": "GPE.COUNTRY",
    "regions.tsv": "GPE.REGION",
    "cities.tsv": "GPE.CITY",
    "clubs.tsv": "ORG.SPO",
    "teams.tsv": "ORG.SPO",
    "organisations.tsv": "ORG.INT",
    "outlets.tsv": "ORG.MED",
    "groups.tsv": "ORG.ARM",
    "people.tsv": "PER",
}
"""File → mention type of its entries, where the column `kind` says no other."""


# kitaib, saraya, alwiya: brigades, folded.
WINGS = frozenset(("\u0643\u062a\u0627\u064a\u0628", "\u0633\u0631\u0627\u064a\u0627", "\u0627\u0644\u0648\u064a\u0647"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `country` is an ISO code; `inside` the division code or names of what contains it; `about` words of its role."""

    id: str
    ids: tuple[str, ...]
    kind: str
    names: tuple[str, ...]
    latin: str
    country: str = ""
    inside: str = ""
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    about: tuple[str, ...] = ()

    @property
    def iris(self) -> tuple[str, ...]:
        """Addresses of the entry at Wikidata and GeoNames."""
        return tuple(iri_of(i) for i in self.ids)


def iri_of(name: str) -> str:
    """The address of an id at Wikidata ('Q…') or GeoNames ('gn:…'); one without id has an address in Khabar's own list."""
    if name.startswith("gn:"):
        return f"https://sws.geonames.org/{name[3:]}/"
    return f"http://www.wikidata.org/entity/{name}" if name.startswith("Q") else f"https://w3id.org/khabar/list/{name}"


@dataclass(frozen=True)
class Reference:
    """Entries, found by any of their names in any spelling, with or without ال and a generic noun."""

    entries: tuple[Entry, ...]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """{id: entry}."""
        return {e.id: e for e in self.entries}

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], tuple[Entry, ...]]:
        found: dict[tuple[str, str], dict[str, Entry]] = {}
        for entry in self.entries:
            for name in (*entry.names, *entry.latin.split("|")):
                for key in keys_of(name, entry.kind):
                    found.setdefault((coarse(entry.kind), key), {})[entry.id] = entry
        return {key: tuple(es.values()) for key, es in found.items()}

    def find(self, name: str, kind: str) -> tuple[Entry, ...]:
        """The entries of the coarse kind of `kind` that bear `name`."""
        found: dict[str, Entry] = {}
        for key in keys_of(name, kind):  # the whole name first: «كتائب حزب الله» is not «حزب الله»
            found = found or {e.id: e for e in self._by_key.get((coarse(kind), key), ())}
        if not found and coarse(kind) == "ORG" and (plain := _without_land(name)):
            found = {e.id: e for key in keys_of(plain, kind) for e in self._by_key.get((coarse(kind), key), ())}
        return tuple(found.values())


def _without_land(name: str) -> str:
    """«صحيفة الغارديان البريطانية» → «صحيفة الغارديان»; '' where no demonym stands at the end or nothing is left."""
    words = name.split()
    return " ".join(words[:-1]) if len(words) > 1 and land_of(words[-1]) else ""


def keys_of(name: str, kind: str) -> tuple[str, ...]:
    """The keys under which a name is looked up: whole, without ال, without generic nouns that may be left off."""
    key = fold_key(unquoted(name))
    if not key:
        return ()
    if coarse(kind) == "PER":
        return (key,)
    _, core, loose = split_head(key, kind)
    bare = key.removeprefix("ال") if len(key) > 4 else key
    return tuple(dict.fromkeys((key, bare, *((core,) if core and loose and not _is_wing(key) else ()))))


def _is_wing(key: str) -> bool:
    """«كتائب حزب الله»: a wing that bears the name of a party is not the party."""
    return key.split()[0] in WINGS


@cache
def capitals() -> frozenset[tuple[str, str]]:
    """(country code, folded Latin name) of every capital."""
    lines = data_file("gazetteers", "countries.tsv").read_text(encoding="utf-8").splitlines()[1:]
    rows = (line.split("\t") for line in lines)
    return frozenset((row[3], fold_key(row[4])) for row in rows if row[4])


@cache
def reference() -> Reference:
    """The shipped gazetteer (read once, about a tenth of a second)."""
    entries: list[Entry] = []
    for file, kind in FILES.items():
        path = data_file("gazetteers", file)
        if path.is_file():
            entries += read_entries(path, kind)
    return Reference(tuple(entries))


def read_entries(path: Path, kind: str) -> list[Entry]:
    """The entries of one file. The first line, after #, names the columns."""
    first, *lines = path.read_text(encoding="utf-8").splitlines()
    columns = first.lstrip("# ").split("\t")
    found = []
    for line in lines:
        if line and not line.startswith("#"):
            row = dict(zip(columns, line.split("\t"), strict=False))
            found.append(_entry(row, kind, path.stem))
    return found


def _entry(row: dict[str, str], kind: str, list_: str) -> Entry:
    ids = tuple(i for i in row.get("ids", "").split("|") if i)
    number = row.get("population", "")
    first = f"{row.get('country', '')} {row.get('names', '').split('|')[0]}"
    own = hashlib.sha256(first.encode()).hexdigest()[:10]
    return Entry(
        ids[0] if ids else f"{list_}:{own}",
        ids,
        row.get("kind") or kind,
        tuple(n for n in row.get("names", "").split("|") if n),
        row.get("latin", ""),
        row.get("country", ""),
        row.get("division", "") or row.get("inside", ""),
        float(row["latitude"]) if row.get("latitude") else None,
        float(row["longitude"]) if row.get("longitude") else None,
        int(number) if number.isdigit() else 0,
        tuple(fold_key(a) for a in row.get("about", "").split("|") if a),
    )
