"""The notebooks as saved: outputs are there, none is an error, each has a picture that needs no kernel."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

ROOT = Path(__file__).parent.parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def outputs(path: Path) -> Iterator[Any]:
    for cell in nbformat.read(path, as_version=4).cells:
        yield from cell.get("outputs", [])


def test_there_are_five() -> None:
    assert [p.name[:2] for p in NOTEBOOKS] == ["01", "02", "03", "04", "05"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_saved_outputs_show_a_picture_and_no_error(path: Path) -> None:
    nbformat.validate(nbformat.read(path, as_version=4))
    found = list(outputs(path))
    assert [o for o in found if o.output_type == "error"] == []
    pictures = [o for o in found if {"image/svg+xml", "image/png"} & set(o.get("data", {}))]
    assert pictures
    assert sum('src="data:image/svg+xml;base64,' in o.data.get("text/html", "") for o in pictures if "data" in o) >= 1


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_every_code_cell_was_run_in_order(path: Path) -> None:
    numbers = [c.execution_count for c in nbformat.read(path, as_version=4).cells if c.cell_type == "code"]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda p: p.stem)
def test_no_path_of_a_machine_is_in_them(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "/home/" not in text
    assert str(ROOT) not in text
