"""Settings: arguments, environment, file, default, in this order."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import UsageError
from kg.settings import SETTINGS, settings


def test_defaults(tmp_path: Path) -> None:
    assert settings(tmp_path).base_iri == "https://w3id.org/khabar/"


def test_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kg.toml").write_text("threads = 3\nquery_rows = 5\n")
    assert settings(tmp_path).threads == 3
    monkeypatch.setenv("KHABAR_THREADS", "4")
    assert settings(tmp_path).threads == 4
    assert settings(tmp_path, threads=5).threads == 5
    assert settings(tmp_path).query_rows == 5


def test_a_misspelt_name_is_corrected(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="did you mean 'threads'"):
        settings(tmp_path, thread=1)


@pytest.mark.parametrize(
    ("name", "value"),
    [("threads", "many"), ("threads", 0), ("base_iri", "https://x.org"), ("language", "de"), ("query_seconds", -1)],
)
def test_wrong_values_say_what_is_wanted(tmp_path: Path, name: str, value: object) -> None:
    with pytest.raises(UsageError, match="KG602"):
        settings(tmp_path, **{name: value})  # type: ignore[arg-type]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("threads =")
    with pytest.raises(UsageError, match=r"kg\.toml"):
        settings(tmp_path)


def test_every_setting_has_help() -> None:
    assert all(s.help.endswith(".") for s in SETTINGS)
