"""Names from a list of one's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.extract import document
from kg.extract.gazetteer import Gazetteer, read_gazetteer
from kg.model import Article


def listed(tmp_path: Path, text: str) -> dict[str, str]:
    (tmp_path / "names.tsv").write_text(text, encoding="utf-8")
    return read_gazetteer(tmp_path / "names.tsv")


def found(names: dict[str, str], text: str) -> list[tuple[str, str]]:
    doc = document(Article("g" * 16, text))
    return [(n.span.of(text), n.type) for n in Gazetteer(names).find(doc)["gazetteer_spans"]]


NAMES = "# mine\nالقوات الخاصة\tORG.ARM\nالقوات\tORG.ARM\nوادي النور\tGPE.CITY\nواحة\tGPE.CITY\n"


def test_the_longest_name_wins_in_any_spelling(tmp_path: Path) -> None:
    names = listed(tmp_path, NAMES)
    assert found(names, "وصلت القوّات الخاصه إلى وادى النور") == [
        ("القوّات الخاصه", "ORG.ARM"),
        ("وادى النور", "GPE.CITY"),
    ]


def test_particles_are_left_out(tmp_path: Path) -> None:
    assert found(listed(tmp_path, NAMES), "قال للناس وبالقوات الخاصة") == [("القوات الخاصة", "ORG.ARM")]


def test_parts_of_words_are_not_names(tmp_path: Path) -> None:
    assert found(listed(tmp_path, NAMES), "الواحات القواتية") == []


@pytest.mark.parametrize(("text", "code"), [("اسم بلا نوع", "KG130"), ("اسم\tXYZ", "KG131")])
def test_broken_lists_name_the_line(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(ReadError, match=code):
        listed(tmp_path, text)


def test_a_list_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="KG130"):
        read_gazetteer(tmp_path / "x.tsv")
