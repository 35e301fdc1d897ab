"""report.json: what a build did, for programs."""

from __future__ import annotations

import json
import platform
from dataclasses import asdict, dataclass
from pathlib import Path

from kg.building.ledger import Totals
from kg.errors import GraphError
from kg.model import Problem

NAME = "report.json"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did. `problems` are the first thousand; `codes` counts them all."""

    totals: Totals
    made: int
    kept: int
    withdrawn: int
    problems: tuple[Problem, ...]
    codes: dict[str, int]
    violations: tuple[Problem, ...]
    files: tuple[Path, ...]
    seconds: dict[str, float]
    words: int
    digest: str
    components: dict[str, str]


def report(outcome: Outcome) -> dict[str, object]:
    """A JSON-ready dict. Every key is always there; times are in seconds of the clock on the wall."""
    took = sum(outcome.seconds.values())
    return {
        "graph": {**asdict(outcome.totals), "digest": outcome.digest},
        "articles": {"read": outcome.made, "kept": outcome.kept, "withdrawn": outcome.withdrawn},
        "words_read": outcome.words,
        "seconds": {name: round(value, 3) for name, value in outcome.seconds.items()},
        "words_per_second": round(outcome.words / took, 1) if took else 0,
        "problems": {"by_code": outcome.codes, "first": [asdict(p) for p in outcome.problems[:100]]},
        "violations": [asdict(v) for v in outcome.violations],
        "components": outcome.components,
        "machine": {"system": platform.platform(), "python": platform.python_version()},
        "files": [path.name for path in outcome.files],
    }


def write_report(folder: Path, outcome: Outcome) -> Path:
    """Writes it, whole or not at all. Raises GraphError KG414."""
    path = folder / NAME
    part = path.with_name(NAME + ".part")
    try:
        part.write_text(json.dumps(report(outcome), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        part.replace(path)
    except (OSError, UnicodeEncodeError) as error:
        raise GraphError("KG414", f"cannot write {path}: {error}", "free some space, or give another folder") from error
    return path
