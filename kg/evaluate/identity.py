"""How often things are merged rightly: pairs of names, and places to tell apart, from lists with the right answers.

names.tsv: verdict (same, different), type, name, context, name, context. places.tsv: right entry (an id, a country's code, or - for
none), type, name, context. A context is `key=value` pairs between semicolons: role, of, nat, age, in, land, day, with, near, outlet;
several values between |.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError
from kg.inventory import coarse
from kg.resolve.across.clusters import MERGE
from kg.resolve.across.compare import compare
from kg.resolve.across.linking import Around, link
from kg.resolve.across.naming import is_named
from kg.resolve.across.profiles import Profile, Setting, profile
from kg.resolve.across.records import Thing
from kg.resolve.across.reference import reference
from kg.resolve.demonyms import land_of

NAMES, PLACES = "names.tsv", "places.tsv"


@dataclass(frozen=True, slots=True)
class Pair:
    """A pair with its right verdict and what was decided: `score` is the probability that the two are one."""

    kind: str
    same: bool
    first: str
    second: str
    score: float
    why: str

    @property
    def merged(self) -> bool:
        """Whether the program merges them."""
        return self.score >= MERGE

    @property
    def right(self) -> bool:
        """Whether that is right."""
        return self.merged == self.same


@dataclass(frozen=True, slots=True)
class Placed:
    """A place with its right entry and the one that was chosen ('' for none)."""

    name: str
    context: str
    wanted: str
    found: str
    country: str
    score: float

    @property
    def right(self) -> bool:
        """Whether the entry is the right one, or of the right country where only that is asked for."""
        if self.wanted == "-":
            return not self.found
        return self.wanted in (self.found, self.country) if self.found else False


def _rows(path: Path, columns: int) -> Iterator[list[str]]:
    if not path.is_file():
        raise ReadError("KG121", f"no file {path}", f"give a folder with {NAMES} and {PLACES}")
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip() and not line.startswith("#"):
            row = line.split("\t")
            if len(row) != columns:
                raise ReadError("KG120", f"{path.name}:{number} has {len(row)} columns, not {columns}", "see kg/evaluate/identity.py")
            yield row


def pairs(path: Path) -> list[Pair]:
    """Every pair of names of a list, decided. Raises ReadError KG120, KG121."""
    found = []
    for verdict, kind, first, one, second, other in _rows(path, 6):
        a, b = _profile("a", kind, first, one), _profile("b", kind, second, other)
        match = compare(a, b) if a is not None and b is not None else None
        score, why = (match.score, match.why) if match else (0.0, "one of them only describes")
        found.append(Pair(coarse(kind), verdict == "same", first, second, score, why))
    return found


def _profile(name: str, kind: str, label: str, context: str) -> Profile | None:
    """The profile of a name in its context; None for a description, which is never merged."""
    told = _context(context)
    thing = _thing(name, kind, label, told)
    if not is_named(thing):
        return None
    lands = told.get("land", ())
    nations = [code if len(code) == 2 else land_of(code) for code in told.get("nat", ())]
    around = Around(tuple((code, 1.0) for code in lands))
    made = link(thing, reference(), around, nations)
    setting = Setting(name, next(iter(told.get("day", ())), ""), frozenset(told.get("with", ())), tuple(lands))
    return profile(thing, setting, [made.entry.id] if made and made.sure else (), nations)


def _thing(name: str, kind: str, label: str, told: dict[str, tuple[str, ...]]) -> Thing:
    ages = frozenset(int(a) for a in told.get("age", ()))
    roles, groups, inside = (frozenset(told.get(k, ())) for k in ("role", "of", "in"))
    return Thing(name, name, kind, label, (), roles, groups, frozenset(), inside, ages)


def _context(text: str) -> dict[str, tuple[str, ...]]:
    parts = (part.split("=", 1) for part in text.split(";") if "=" in part)
    return {key.strip(): tuple(v.strip() for v in value.split("|")) for key, value in parts}


def places(path: Path) -> list[Placed]:
    """Every place of a list, linked. Raises ReadError KG120, KG121."""
    found = []
    table = reference()
    for wanted, kind, name, context in _rows(path, 4):
        told = _context(context)
        lands = tuple((code, 1.0) for code in told.get("land", ()))
        near = []
        for other in told.get("near", ()):
            made = link(_thing(other, "GPE.CITY", other, {}), table, Around(lands))
            if made is not None and made.sure:
                near.append(made.entry)
        votes = Counter(dict(lands)) + Counter(e.country for e in near)
        around = Around(tuple((c, float(n)) for c, n in votes.items()), tuple(near), next(iter(told.get("outlet", ())), ""))
        thing = _thing(name, kind, name, told)
        made = link(thing, table, around) if is_named(thing) else None
        sure = made if made is not None and made.sure else None
        entry = sure.entry if sure else None
        found.append(Placed(name, context, wanted, entry.id if entry else "", entry.country if entry else "", made.score if made else 0.0))
    return found


@dataclass(frozen=True, slots=True)
class Merging:
    """Precision and recall of merges for some kinds, as parts of one."""

    precision: float
    recall: float
    pairs: int

    @classmethod
    def of(cls, found: list[Pair]) -> Merging:
        """Counted over `found`."""
        right = sum(p.merged and p.same for p in found)
        merged, same = sum(p.merged for p in found), sum(p.same for p in found)
        return cls(right / merged if merged else 1.0, right / same if same else 1.0, len(found))


def identity_report(folder: Path) -> str:
    """Merge precision and recall by kind and the accuracy of place linking, as a table. Raises ReadError KG120, KG121."""
    found, placed = pairs(folder / NAMES), places(folder / PLACES)
    lines = [f"{'merging':14}     P      R   pairs"]
    for kind in [*sorted({p.kind for p in found}), ""]:
        some = Merging.of([p for p in found if p.kind == kind or not kind])
        lines.append(f"{kind or 'all':14} {100 * some.precision:5.1f}  {100 * some.recall:5.1f}  {some.pairs:6}")
    right = sum(p.right for p in placed)
    lines.append(f"{'places linked':14} {100 * right / len(placed):5.1f}         {len(placed):6}" if placed else "no places")
    return "\n".join(lines) + "\n"
