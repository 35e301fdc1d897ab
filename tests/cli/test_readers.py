"""Choosing who reads and who finds names, on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from kg.cli import app
from kg.cli.reader import chosen
from kg.errors import KhabarError
from tests.extract.endpoint import Reply, serve

ANSWER = {
    "mentions": [{"id": "m1", "type": "PER", "sentence": 1, "text": "سالم", "cluster": "salim"}],
    "events": [], "relations": [], "says": [],
}  # fmt: skip


@pytest.fixture
def article(tmp_path: Path) -> Path:
    file = tmp_path / "a.txt"
    file.write_text("زار سالم نخيلة في أول يوم من أيام المعرض الذي تقيمه البلدية كل عام.", encoding="utf-8")
    return file


def test_options_become_settings() -> None:
    assert chosen("", "", "", "") == {}
    assert chosen("camel", "", "", "mine") == {"names": "camel", "model": "mine"}
    assert chosen("", "llm", "http://x/v1", "m") == {"extractor": "llm", "llm_base_url": "http://x/v1", "llm_model": "m"}


def test_extract_through_an_endpoint_tells_the_cost(article: Path) -> None:
    with serve([Reply(json.dumps(ANSWER, ensure_ascii=False))]) as endpoint:
        arguments = ["extract", str(article), "--extractor", "llm", "--base-url", endpoint.url, "--model", "m", "-f", "json"]
        done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert done.exit_code == 0
    assert [m["text"] for m in json.loads(done.stdout)["mentions"]] == ["سالم"]
    assert "llm m: 1 requests" in done.stderr


def test_build_through_an_endpoint_that_fails_names_each_article(article: Path, tmp_path: Path) -> None:
    with serve([Reply("no key", 401)]) as endpoint:
        arguments = ["build", str(article), "-o", str(tmp_path / "out"), "--extractor", "llm", "--base-url", endpoint.url]
        done = CliRunner().invoke(app, [*arguments, "--model", "m"], catch_exceptions=False)
    assert done.exit_code == 1
    assert "KG241" in done.stderr


def test_camel_names_without_a_model_say_how_to_get_one(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    done = CliRunner().invoke(app, ["build", str(article), "-o", str(tmp_path / "out"), "--names", "camel"])
    assert isinstance(done.exception, KhabarError)
    assert done.exception.code == "KG320"
    assert "camel_data" in done.exception.advice
