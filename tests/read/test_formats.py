"""Packed files, archives, crawls, feeds, tables and addresses: their articles, and what is wrong with the broken ones."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.errors import ReadError
from kg.model import Article, Problem
from kg.read import guarded as guards
from kg.read import read, stream

TEXT = "أعلنت بلدية الواحة أن أعمال الطريق الجديد ستبدأ في المدينة خلال الأسبوع المقبل، وقال رئيسها إن العمل من أولويات المجلس."
PAGE = f"<html><head><title>طريق</title></head><body><article><h1>طريق</h1><p>{TEXT}</p></article></body></html>"


def record(number: int) -> str:
    return json.dumps({"title": f"خبر {number}", "text": f"{TEXT} {number}"}, ensure_ascii=False)


def lines(count: int) -> bytes:
    return "".join(record(n) + "\n" for n in range(count)).encode()


def zst(data: bytes) -> bytes:
    zstandard = pytest.importorskip("zstandard")
    return bytes(zstandard.ZstdCompressor().compress(data))


PACKERS: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".bz2": bz2.compress,
    ".xz": lzma.compress,
    ".zst": zst,
}


@pytest.mark.parametrize("suffix", PACKERS)
def test_packed_lines(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"a.jsonl{suffix}").write_bytes(PACKERS[suffix](lines(5)))
    found = read(tmp_path)
    assert [a.path for a in found.articles] == [f"a.jsonl{suffix}:{n}" for n in range(1, 6)]
    assert found.problems == ()


@pytest.mark.parametrize("suffix", PACKERS)
def test_a_file_that_breaks_off_gives_what_came_before(tmp_path: Path, suffix: str) -> None:
    import random

    noise = random.Random(1)
    many = "".join(
        json.dumps({"text": f"{TEXT} {noise.getrandbits(400)}"}, ensure_ascii=False) + "\n" for _ in range(3000)
    ).encode()
    data = PACKERS[suffix](many)
    (tmp_path / f"a.jsonl{suffix}").write_bytes(data[: len(data) * 2 // 3])
    found = read(tmp_path)
    assert found.problems[-1].code in ("KG116", "KG107")
    assert suffix == ".zst" or found.problems[-1].code == "KG116"
    assert suffix == ".bz2" or len(found.articles) > 100


def test_lines_longer_than_an_article_may_be_are_passed_over(tmp_path: Path) -> None:
    long = json.dumps({"text": TEXT * 100_000}).encode()
    assert len(long) > 10_000_000
    (tmp_path / "a.jsonl").write_bytes(lines(1) + long + b"\n" + lines(2))
    found = read(tmp_path)
    assert [a.path for a in found.articles] == ["a.jsonl:1", "a.jsonl:4"]
    assert [(p.where, p.code) for p in found.problems] == [("a.jsonl:2", "KG112"), ("a.jsonl:3", "KG110")]


def test_a_collection_may_be_larger_than_an_article(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(50))
    assert len(read(tmp_path, max_file_bytes=1000).articles) == 50


def make_zip(path: Path, members: dict[str, bytes]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def make_tar(path: Path, members: dict[str, bytes]) -> None:
    with tarfile.open(path, "w:gz" if path.suffix in (".gz", ".tgz") else "w") as archive:
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))


@pytest.mark.parametrize(("name", "make"), [("a.zip", make_zip), ("a.tar", make_tar), ("a.tar.gz", make_tar), ("a.tgz", make_tar)])
def test_archives(tmp_path: Path, name: str, make: Callable[[Path, dict[str, bytes]], None]) -> None:
    members = {
        "one.txt": TEXT.encode(),
        "sub/two.html": PAGE.replace("الطريق", "الجسر").encode(),
        "three.jsonl.gz": gzip.compress(lines(2)),
        ".hidden.txt": TEXT.encode(),
        "__MACOSX/x.txt": TEXT.encode(),
        "picture.png": b"x",
        "empty.txt": b"",
        "inner.zip": b"PK",
    }
    make(tmp_path / name, members)
    found = read(tmp_path)
    assert {a.path for a in found.articles} == {
        f"{name}!one.txt", f"{name}!sub/two.html", f"{name}!three.jsonl.gz:1", f"{name}!three.jsonl.gz:2",
    }  # fmt: skip
    assert {p.where: p.code for p in found.problems} == {
        f"{name}!picture.png": "KG111", f"{name}!empty.txt": "KG104", f"{name}!inner.zip": "KG117",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["../../outside.txt", "/etc/outside.txt", "a/../../outside.txt", "C:\\outside.txt"])
def test_names_in_archives_are_no_paths(tmp_path: Path, name: str) -> None:
    """Nothing is unpacked, so nothing can be put elsewhere; the name is shown as it is."""
    inside = tmp_path / "in"
    inside.mkdir()
    make_tar(inside / "a.tar", {name: TEXT.encode()})
    make_zip(inside / "b.zip", {name: f"{TEXT} ب".encode()})
    assert len(read(inside).articles) == 2
    assert list(tmp_path.rglob("*outside*")) == []


def test_a_bomb_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guards, "FREE_BYTES", 1_000_000)
    zeros = gzip.compress(b"\n" * 30_000_000)
    (tmp_path / "a.jsonl.gz").write_bytes(zeros)
    make_zip(tmp_path / "b.zip", {"x.jsonl": b"\n" * 30_000_000})
    (tmp_path / "c.tgz").write_bytes(zeros)
    found = {p.where: p.code for p in read(tmp_path).problems}
    assert found["a.jsonl.gz"] == "KG114"
    assert found["b.zip!x.jsonl"] == "KG114"
    assert found["c.tgz"] in ("KG114", "KG116")


def test_a_large_member_is_not_held(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"big.txt": TEXT.encode() * 10_000, "small.txt": TEXT.encode()})
    found = read(tmp_path)
    assert [a.path for a in found.articles] == ["a.zip!small.txt"]
    assert [(p.where, p.code) for p in found.problems] == [("a.zip!big.txt", "KG112")]


def test_an_encrypted_member_is_named(tmp_path: Path) -> None:
    make_zip(tmp_path / "a.zip", {"x.txt": TEXT.encode()})
    data = bytearray((tmp_path / "a.zip").read_bytes())
    at = data.index(b"PK\x01\x02")
    data[at + 8] |= 1
    (tmp_path / "a.zip").write_bytes(data)
    assert [p.code for p in read(tmp_path).problems] == ["KG118"]


def test_damaged_archives(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no zip at all")
    (tmp_path / "b.tar").write_bytes(b"no tar at all" * 100)
    (tmp_path / "c.jsonl.gz").write_bytes(b"no gzip")
    assert {p.where: p.code for p in read(tmp_path).problems} == dict.fromkeys(("a.zip", "b.tar", "c.jsonl.gz"), "KG116")


RSS = f"""<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>صوت الواحة</title>
<item><title>طريق جديد</title><link>https://example.org/1</link><pubDate>Tue, 03 Mar 2020 10:00:00 GMT</pubDate>
<description><![CDATA[<p>{TEXT}</p><script>alert(1)</script>]]></description></item>
<item><title>قصير</title><description>نعم</description></item></channel></rss>"""
ATOM = f"""<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>صوت</title><entry><title>خبر</title>
<updated>2021-05-06T07:08:09Z</updated><link href="https://example.org/2"/>
<content type="html">&lt;p&gt;{TEXT}&lt;/p&gt;&lt;p&gt;{TEXT}&lt;/p&gt;</content></entry></feed>"""


def test_feeds(tmp_path: Path) -> None:
    pytest.importorskip("feedparser")
    (tmp_path / "a.rss").write_text(RSS, encoding="utf-8")
    (tmp_path / "b.atom").write_text(ATOM, encoding="utf-8")
    (tmp_path / "c.xml").write_text("<x>no feed</x>", encoding="utf-8")
    found = read(tmp_path)
    first, second = found.articles
    assert (first.title, first.source, first.url, first.published, first.text) == (
        "طريق جديد", "صوت الواحة", "https://example.org/1", "2020-03-03", TEXT,
    )  # fmt: skip
    assert (second.text, second.published) == (f"{TEXT}\n{TEXT}", "2021-05-06")
    assert {p.where: p.code for p in found.problems} == {"a.rss:2": "KG104", "c.xml": "KG119"}


@pytest.mark.parametrize("suffix", [".warc", ".warc.gz"])
def test_a_crawl(tmp_path: Path, suffix: str) -> None:
    pytest.importorskip("warcio")
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with (tmp_path / f"a{suffix}").open("wb") as file:
        writer = WARCWriter(file, gzip=suffix.endswith(".gz"))
        for number, (status, kind, body) in enumerate(
            [("200 OK", "text/html; charset=utf-8", PAGE), ("404 Not Found", "text/html", PAGE), ("200 OK", "image/png", "x")]
        ):
            headers = StatusAndHeaders(status, [("Content-Type", kind)], protocol="HTTP/1.1")
            payload = io.BytesIO(body.encode())
            address = f"https://example.org/{number}"
            writer.write_record(writer.create_warc_record(address, "response", payload=payload, http_headers=headers))
    found = read(tmp_path)
    assert [(a.url, a.path) for a in found.articles] == [("https://example.org/0", f"a{suffix}:1")]
    assert TEXT in found.articles[0].text
    assert found.problems == ()


def test_a_table(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    import pyarrow.parquet as pq

    columns = {"headline": ["أ", "ب"], "body": [TEXT, None], "views": [1, 2], "date": ["2020-01-02", ""]}
    pq.write_table(pa.table(columns), tmp_path / "a.parquet")
    pq.write_table(pa.table({"x": [1]}), tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes(b"PAR1 no parquet")
    found = read(tmp_path)
    assert [(a.title, a.published, a.path) for a in found.articles] == [("أ", "2020-01-02", "a.parquet:1")]
    assert {p.where: p.code for p in found.problems} == {"a.parquet:2": "KG109", "b.parquet": "KG109", "c.parquet": "KG116"}


def test_addresses(tmp_path: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    memory.pipe("/press/a.jsonl", lines(2))
    memory.pipe("/press/sub/b.txt", f"{TEXT} ب".encode())
    try:
        assert [a.path for a in read("memory://press").articles] == ["a.jsonl:1", "a.jsonl:2", "sub/b.txt"]
        assert len(read("memory://press/*.jsonl").articles) == 2
        assert len(read("memory://press/a.jsonl").articles) == 2
        with pytest.raises(ReadError, match="KG101"):
            read("memory://nothing/here")
        with pytest.raises(ReadError, match="KG115"):
            read("nosuchprotocol://x")
    finally:
        memory.rm("/press", recursive=True)


def test_a_stream_knows_how_far_it_is(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(lines(2000))
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    source = stream(tmp_path)
    shares = [source.share for item in source if isinstance(item, Article)]
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_a_link_in_a_circle_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert len(read(tmp_path).articles) == 1


def test_half_a_letter_from_json_is_no_crash(tmp_path: Path) -> None:
    """JSON can spell half of a surrogate pair, which no text can hold."""
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT, "title": "\ud83d x"}) + "\n", encoding="utf-8")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT + "\udc00"}) + "\n", encoding="utf-8")
    for item in stream(tmp_path):
        if isinstance(item, Problem):
            item.message.encode("utf-8")
        else:
            (item.text + item.title).encode("utf-8")
