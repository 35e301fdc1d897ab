"""The README says what the program does now."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import app
from kg.store import named_queries

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_commands_it_shows_exist() -> None:
    commands = {c.name for c in app.registered_commands}
    shown = {
        line.split("kg ", 1)[1].split()[0]
        for line in README.splitlines()
        if line.strip().startswith(("$ kg ", ".venv/bin/kg "))
    }
    assert shown <= commands


def test_the_queries_it_shows_exist() -> None:
    shown = {line.split()[2] for line in README.splitlines() if line.startswith("<!-- output: ")}
    assert shown
    assert shown <= set(named_queries())


@pytest.mark.model
def test_its_outputs_are_those_of_the_seed_article() -> None:
    """Built afresh, so that an old README can't hide a change."""
    done = subprocess.run(
        [sys.executable, "docs/make_readme.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
