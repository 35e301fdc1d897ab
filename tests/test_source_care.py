"""The source itself: no invisible characters, no long files, no modules named for nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCES = sorted(p for folder in ("kg", "training", "tests", "benchmarks") for p in (ROOT / folder).rglob("*.py"))
INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\u061c\ufeff\u00ad\u0640]")


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_invisible_characters(path: Path) -> None:
    """They can hide code from the eye: write them as escapes."""
    assert not INVISIBLE.search(path.read_text(encoding="utf-8"))


def test_no_file_is_longer_than_400_lines() -> None:
    long = {str(p.relative_to(ROOT)): n for p in SOURCES if (n := len(p.read_text("utf-8").splitlines())) > 400}
    assert long == {}


def test_files_are_small_as_a_rule() -> None:
    lengths = sorted(len(p.read_text("utf-8").splitlines()) for p in SOURCES if "kg" in p.relative_to(ROOT).parts[0])
    assert lengths[len(lengths) // 2] <= 120


def test_no_module_is_called_utils() -> None:
    assert not [p for p in SOURCES if p.stem in ("utils", "helpers", "manager", "misc", "common")]


def test_data_files_are_named_in_sources() -> None:
    """Every data file's origin and licence is written down."""
    known = (ROOT / "kg" / "data" / "SOURCES.md").read_text(encoding="utf-8")
    files = [p.name for p in (ROOT / "kg" / "data").rglob("*") if p.is_file() and p.name != "SOURCES.md"]
    assert [name for name in files if name not in known] == []
