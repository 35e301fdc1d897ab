"""schemathesis, which nobody here wrote, asks what the OpenAPI description allows and what it forbids."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

pytest.importorskip("schemathesis")
EXAMPLES = int(os.environ.get("KHABAR_SCHEMA_EXAMPLES", "6"))


def run(site: str, folder: Path, *chosen: str) -> str:
    """What schemathesis says, '' when it finds nothing."""
    command = [
        *(sys.executable, "-m", "schemathesis.cli", "--config-file", str(Path(__file__).with_name("schemathesis.toml"))),
        *("run", f"{site}openapi.json", "--checks", "all", "--max-examples", str(EXAMPLES), "--seed", "7"),
        *("--phases", "examples,coverage,fuzzing", "--suppress-health-check", "all", "--no-color", "--request-timeout", "90"),
    ]
    done = subprocess.run([*command, *chosen], cwd=folder, capture_output=True, text=True, check=False, timeout=400)
    lines = [line[:300] for line in (done.stdout + done.stderr).splitlines()]
    return "\n".join(lines[-150:]) if done.returncode else ""


def test_schemathesis_finds_nothing(site: str, tmp_path: Path) -> None:
    assert run(site, tmp_path, "--exclude-path", "/extract") == ""


@pytest.mark.model
def test_schemathesis_finds_nothing_at_the_json_door(site: str, tmp_path: Path) -> None:
    assert run(site, tmp_path, "--include-path", "/extract") == ""


def test_the_description_is_openapi_and_names_every_question(web: httpx.Client) -> None:
    found = web.get("/openapi.json").json()
    assert found["openapi"].startswith("3.")
    listed = {q["name"] for q in web.get("/queries").json()}
    assert set(found["paths"]["/queries/{name}"]["get"]["parameters"][0]["schema"]["enum"]) == listed
