"""The JSON door: a text in, an extraction and its graph out; what is no text is refused in words."""

from __future__ import annotations

import json

import httpx
import pytest
import rdflib

TEXT = "قالت وزارة الصحة يوم الاثنين 4 مارس 2019 إن الطبيب سليم الحداد سافر إلى مدينة المرسى. ونفى الوزير كمال الأندلسي وقوع أي إضراب."
GOOD = {"text": TEXT, "source": "جريدة الميناء", "published": "2019-03-05"}


@pytest.mark.model
def test_a_text_is_read(web: httpx.Client) -> None:
    answer = web.post("/extract", json=GOOD, timeout=90)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert any("سليم الحداد" in m["text"] for m in found["extraction"]["mentions"])
    graph = rdflib.Graph().parse(data=found["graph"], format="turtle")
    assert rdflib.Literal("جريدة الميناء") in set(graph.objects())
    plain = web.post("/extract", content=TEXT.encode(), headers={"content-type": "text/plain", "accept": "application/n-quads"})
    assert plain.headers["content-type"] == "application/n-quads"
    assert len(rdflib.Dataset().parse(data=plain.text, format="nquads")) > 50
    other = web.post("/extract", json={"text": "This is not Arabic at all."})
    assert (other.status_code, other.json()["code"]) == (400, "KG105")


@pytest.mark.model
def test_what_is_read_is_what_kg_extract_reads(web: httpx.Client) -> None:
    import kg
    from kg.extract import to_json

    assert web.post("/extract", json={"text": TEXT}, timeout=90).json()["extraction"] == json.loads(json.dumps(to_json(kg.extract(TEXT))))


@pytest.mark.parametrize(
    ("sent", "status", "code"),
    [
        ({"json": {}}, 400, "KG525"),
        ({"json": []}, 400, "KG525"),
        ({"json": {"text": 3}}, 400, "KG525"),
        ({"json": {"text": TEXT, "file": "/etc/passwd"}}, 400, "KG525"),
        ({"json": {"text": TEXT, "published": "yesterday"}}, 400, "KG525"),
        ({"json": {"text": TEXT, "title": ["x"]}}, 400, "KG525"),
        ({"json": {"text": TEXT, "title": "x" * 3_000}}, 400, "KG525"),
        ({"json": {"text": "ا" * 60_000}}, 413, "KG516"),
        ({"content": b"\xd8" * 500_000, "headers": {"content-type": "text/plain"}}, 413, "KG516"),
        ({"content": b"\xff\xfe", "headers": {"content-type": "text/plain"}}, 400, "KG525"),
        ({"content": b"{", "headers": {"content-type": "application/json"}}, 400, "KG525"),
        ({"content": b"[" * 100_000, "headers": {"content-type": "application/json"}}, 400, "KG525"),
        ({"content": b'{"text": "\\ud800"}', "headers": {"content-type": "application/json"}}, 400, "KG525"),
        ({"content": b"<p>x</p>", "headers": {"content-type": "text/html"}}, 415, "KG517"),
        ({"files": {"text": b"x"}}, 415, "KG517"),
        ({"json": GOOD, "headers": {"accept": "image/png"}}, 406, "KG514"),
    ],
)
def test_what_is_no_text(web: httpx.Client, sent: dict[str, object], status: int, code: str) -> None:
    answer = web.post("/extract", **sent)  # type: ignore[arg-type]
    assert (answer.status_code, answer.json()["code"]) == (status, code)


def test_other_sites_may_not_have_texts_read(web: httpx.Client) -> None:
    assert "access-control-allow-origin" not in web.options("/extract").headers
    assert web.get("/extract").status_code == 405
