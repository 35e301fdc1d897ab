"""Reading files: what can be read is read, what cannot is named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.read import read, read_text
from kg.read.fields import prefix_date
from kg.read.plain import header

TEXT = "أعلنت بلدية الواحة أن أعمال الطريق الجديد ستبدأ في المدينة خلال الأسبوع المقبل، وقال رئيسها إن العمل من أولويات المجلس."


def codes(folder: Path) -> dict[str, str]:
    return {p.where: p.code for p in read(folder).problems}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1256"])
def test_encodings_are_recognised(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.txt").write_bytes(TEXT.encode(encoding))
    assert read(tmp_path).articles[0].text == TEXT


def test_a_header_gives_metadata_and_the_text_is_kept_exactly(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        f"العنوان: طريق\nالتاريخ: 17/02/2019\nsource: صوت الواحة\n\n{TEXT}\n", encoding="utf-8"
    )
    article = read(tmp_path).articles[0]
    assert (article.title, article.published, article.source, article.text) == (
        "طريق",
        "2019-02-17",
        "صوت الواحة",
        TEXT + "\n",
    )


def test_a_colon_in_the_first_line_is_no_header() -> None:
    assert header("قال الوزير: سنبدأ غدا\n\nنص") == ({}, "قال الوزير: سنبدأ غدا\n\nنص")


def test_records(tmp_path: Path) -> None:
    lines = [json.dumps({"headline": "أ", "body": TEXT}), "{broken", json.dumps({"x": 1}), json.dumps([1])]
    (tmp_path / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (tmp_path / "b.csv").write_text(f'title;text;date\nب;"{TEXT} نعم";2020-01-02\n', encoding="utf-8")
    (tmp_path / "c.json").write_text(json.dumps([{"النص": TEXT + " لا"}]), encoding="utf-8")
    found = read(tmp_path)
    assert [a.title for a in found.articles] == ["أ", "ب", ""]
    assert found.articles[1].published == "2020-01-02"
    assert [(p.where, p.code) for p in found.problems] == [
        ("a.jsonl:2", "KG107"),
        ("a.jsonl:3", "KG109"),
        ("a.jsonl:4", "KG107"),
    ]


def test_a_page(tmp_path: Path) -> None:
    page = f"<html><head><title>طريق</title></head><body><nav>قائمة</nav><article><h1>طريق</h1><p>{TEXT}</p></article></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    article = read(tmp_path).articles[0]
    assert TEXT in article.text
    assert "قائمة" not in article.text


def test_the_same_article_twice_is_one(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT, encoding="utf-8")
    found = read(tmp_path)
    assert len(found.articles) == 1
    assert codes(tmp_path) == {"b.txt": "KG110"}


def test_what_cannot_be_read_is_named_and_the_rest_is_read(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 4)
    (tmp_path / "english.txt").write_text("This is an English article about nothing in particular.", encoding="utf-8")
    (tmp_path / "huge.txt").write_bytes(b"x" * 1_000_001)
    (tmp_path / "picture.png").write_bytes(b"x")
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text(TEXT, encoding="utf-8")
    found = read(tmp_path)
    assert [a.path for a in found.articles] == ["good.txt"]
    wanted = {
        "empty.txt": "KG104",
        "binary.txt": "KG102",
        "english.txt": "KG105",
        "huge.txt": "KG112",
        "picture.png": "KG111",
    }
    assert codes(tmp_path) == wanted
    assert all(p.advice for p in found.problems)


def test_a_path_that_is_not_there() -> None:
    with pytest.raises(ReadError, match="KG101"):
        read("no/such/file.txt")


def test_globs_and_several_paths(tmp_path: Path) -> None:
    for i in range(3):
        (tmp_path / f"{i}.txt").write_text(f"{TEXT} {i}", encoding="utf-8")
    assert len(read(tmp_path / "[01].txt", tmp_path / "2.txt").articles) == 3


def test_ids_are_those_of_the_content() -> None:
    assert read_text(TEXT).id == read_text(TEXT, title="x").id
    assert read_text(TEXT).id != read_text(TEXT, source="x").id


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2019-02-17T10:00Z", "2019-02-17"),
        ("2019/2", "2019-02"),
        ("2019", "2019"),
        ("17/02/2019", "2019-02-17"),
        ("٢٠١٩", "2019"),
        ("soon", ""),
        ("2019-13-01", ""),
        ("99", ""),
    ],
)
def test_dates_of_metadata(text: str, wanted: str) -> None:
    assert prefix_date(text) == wanted
