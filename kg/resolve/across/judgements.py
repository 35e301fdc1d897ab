"""The log of judgements: append-only JSON lines, machine and human alike.

Each line says that two things are the same, different or that it is not sure, who judged, when (people only), how sure and why.
Both sides are written with article, type and label beside the IRI, so that a judgement survives when a new model reads the words
a little differently and their IRI changes. Of two human judgements on one pair the later line counts; a human one outweighs the
program's, always.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import GraphError
from kg.inventory import coarse
from kg.resolve.across.records import Accounts
from kg.text.fold import fold_key

VERDICTS = ("same", "different", "unsure")
MACHINE = "khabar"
FILE = "judgements.jsonl"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two things judged: an entity or event of an article, or (`article` is '') an entry of a reference."""

    id: str
    label: str = ""
    kind: str = ""
    article: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """`score` is the probability that the two are one (of a person: 1 or 0); `by` is MACHINE or who judged."""

    verdict: str
    one: Side
    other: Side
    score: float
    why: str
    by: str = MACHINE
    at: str = ""

    def __post_init__(self) -> None:
        if self.verdict not in VERDICTS:
            raise ValueError(f"not a verdict: {self.verdict}")

    @property
    def human(self) -> bool:
        """Whether a person judged."""
        return self.by != MACHINE

    @property
    def pair(self) -> tuple[str, str]:
        """The ids in order."""
        low, high = sorted((self.one.id, self.other.id))
        return low, high

    def line(self) -> str:
        """The judgement as one line of JSON."""
        return json.dumps(
            {"verdict": self.verdict, "one": _side(self.one), "other": _side(self.other), "score": self.score, "why": self.why,
             "by": self.by, **({"at": self.at} if self.at else {})}, ensure_ascii=False,
        )  # fmt: skip


def _side(side: Side) -> dict[str, str]:
    parts = {"id": side.id, "label": side.label, "kind": side.kind, "article": side.article}
    return {k: v for k, v in parts.items() if v}


def read_log(path: Path) -> list[Judgement]:
    """The judgements of a log, in order; none when there is no file. Raises GraphError KG431 that names a bad line."""
    if not path.is_file():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            one, other = (Side(**{k: str(v) for k, v in row[name].items()}) for name in ("one", "other"))
            told = float(row["score"]), str(row["why"]), str(row["by"]), str(row.get("at", ""))
            found.append(Judgement(row["verdict"], one, other, *told))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            advice = "mend or remove that line; the log is one JSON object a line"
            raise GraphError("KG431", f"{path}:{number} is no judgement: {error}", advice) from error
    return found


def append(path: Path, judgements: Iterable[Judgement], known: Iterable[Judgement] = ()) -> int:
    """Adds judgements that `known` (what the log holds) lacks; gives how many. Raises GraphError KG414."""
    lines = {j.line() for j in known}
    fresh = [line for j in judgements if (line := j.line()) not in lines]
    if fresh:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line}\n" for line in dict.fromkeys(fresh))
        except OSError as error:
            advice = "give a folder that can be written to"
            raise GraphError("KG414", f"cannot write to {path}: {error.strerror or error}", advice) from error
    return len(fresh)


class Rulings:
    """What people have decided, on the ids that the accounts have now."""

    def __init__(self, log: Iterable[Judgement], accounts: Accounts) -> None:
        self._place = _index(accounts)
        self.kept: dict[tuple[str, str], Judgement] = {}
        for judgement in log:
            if judgement.human:
                pair = self._now(judgement.one, accounts), self._now(judgement.other, accounts)
                if all(pair) and pair[0] != pair[1]:
                    low, high = sorted(pair)
                    self.kept[low, high] = judgement
        self._apart: dict[str, set[str]] = {}
        self._together: dict[str, set[str]] = {}
        for (low, high), judgement in self.kept.items():
            table = {"different": self._apart, "same": self._together}.get(judgement.verdict)
            if table is not None:
                table.setdefault(low, set()).add(high)
                table.setdefault(high, set()).add(low)

    def __bool__(self) -> bool:
        return bool(self.kept)

    def apart(self, a: str) -> set[str]:
        """The things that a person holds for different from `a`."""
        return self._apart.get(a, set())

    def together(self, a: str) -> set[str]:
        """The things that a person holds for the same as `a`."""
        return self._together.get(a, set())

    def decided(self, a: str, b: str) -> Judgement | None:
        """What a person decided on the pair."""
        low, high = sorted((a, b))
        return self.kept.get((low, high))

    def _now(self, side: Side, accounts: Accounts) -> str:
        if not side.article or side.id in accounts.things or side.id in accounts.events:
            return side.id
        return self._place.get((side.article, coarse(side.kind), fold_key(side.label)), "")


def _index(accounts: Accounts) -> dict[tuple[str, str, str], str]:
    """{(article, kind, folded label): id}; a label that two things of an article share has none."""
    found: dict[tuple[str, str, str], str] = {}
    items: Iterator[Any] = (x for a in accounts for x in (*a.things, *a.events))
    for item in items:
        key = item.article, coarse(item.kind), fold_key(item.label)
        found[key] = "" if key in found else item.id
    return found


def side_of(item: Any) -> Side:
    """The side that a thing or event is."""
    return Side(item.id, item.label, item.kind, item.article)
