"""Setting up the morphology data: from a wheel made here, nothing is fetched."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.text import camel_data

INSIDE = "camel_tools/calima_star/databases/almor-msa/"


def wheel(folder: Path, text: str = "###PREFIXES###\n###STEMBACKOFF###\nx\n") -> Path:
    path = folder / "old.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(INSIDE + camel_data.NAME, text)
        archive.writestr(INSIDE + "LICENSE", "GPL")
    return path


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def test_the_missing_section_is_added_and_the_licence_kept(tmp_path: Path) -> None:
    source = wheel(tmp_path)
    mended = b"###PREFIXES###\n###TOKENIZATIONS###\nTOKENIZATION d3tok atbtok d1tok d2tok\n###STEMBACKOFF###\nx\n"
    camel_data.install(source, tmp_path, sha(source.read_bytes()), sha(mended))
    assert (tmp_path / camel_data.NAME).read_bytes() == mended
    assert (tmp_path / f"{camel_data.NAME}.LICENSE").read_text() == "GPL"
    assert not list(tmp_path.glob("*.part"))


def test_another_file_is_refused_and_nothing_is_left(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="KG312"):
        camel_data.install(wheel(tmp_path), tmp_path)
    assert not (tmp_path / camel_data.NAME).exists()


def test_a_database_of_another_form_is_refused(tmp_path: Path) -> None:
    source = wheel(tmp_path, "nothing")
    with pytest.raises(ModelError, match="STEMBACKOFF"):
        camel_data.install(source, tmp_path, sha(source.read_bytes()))


def test_without_a_package_index_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("CAMELTOOLS_DATA", raising=False)
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(ModelError, match="KG311") as caught:
        camel_data.set_up()
    assert "kg setup" in caught.value.advice


def test_data_that_is_there_is_not_fetched_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path))
    (tmp_path / "camel_tools").mkdir()
    there = tmp_path / "camel_tools" / camel_data.NAME
    there.write_text("x")
    assert camel_data.set_up() == (there, False)


def test_the_users_own_data_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KHABAR_HOME", str(tmp_path / "empty"))
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path))
    own = tmp_path / "data" / "morphology_db" / "calima-msa-r13" / "morphology.db"
    own.parent.mkdir(parents=True)
    own.write_text("x")
    assert camel_data.database() == own
