"""What is fuzzed: each target takes any bytes and holds that nothing comes out but what is promised.

An error of Khabar with a code is an answer; KG199 and KG299 ("nobody foresaw this") and any other exception are a crash.
"""

from __future__ import annotations

import contextlib
import io
import json
from collections.abc import Callable

import pyoxigraph as ox

from kg.errors import KhabarError, QueryError, ReadError
from kg.extract import document, extract
from kg.model import Article, Problem, Span
from kg.rdf import nquads, story_quads, trig, turtle
from kg.read import read_text
from kg.read.decode import decode
from kg.read.fields import prefix_date
from kg.read.kinds import KINDS, Limits, read_file
from kg.resolve import resolve
from kg.store import OxigraphStore, check
from kg.temporal import parse, resolve_times
from kg.text.clitics import bare_name, proclitic_length
from kg.text.fold import fold, fold_key, folded
from kg.text.latin import romanise
from kg.text.sentences import sentences
from kg.text.words import words
from kg.view import explorer_html
from kg.view.bidi import isolate
from tests.fakes import fake_pipeline

UNFORESEEN = ("KG199", "KG299")
BASE = "https://w3id.org/khabar/"
_NAMES = [*(f"a{kind}" for kind in KINDS), "a.jsonl.gz", "a.tar.gz", "a.txt.xz", "a.csv.bz2", "a.html.zst", "a.warc.gz", "a", "a.png"]


def readers(data: bytes) -> None:
    """The first byte chooses a kind of file, the rest is what is in it."""
    name = _NAMES[data[0] % len(_NAMES)] if data else "a.txt"
    for item in read_file(io.BytesIO(data[1:]), name, -1, Limits(100_000)):
        if isinstance(item, Problem):
            assert item.code not in UNFORESEEN, f"{name}: {item.message}"
            assert item.code.startswith("KG1")
            assert item.message
        else:
            item.text.encode("utf-8")
            (item.title + item.source + item.url + item.lang).encode("utf-8")


def decoding(data: bytes) -> None:
    """Bytes of no known encoding."""
    with contextlib.suppress(ReadError):
        decode(data).encode("utf-8", "surrogatepass")


def text(data: bytes) -> None:
    """Sentences, words, folding, clitics: offsets always point into the text."""
    given = data.decode("utf-8", "replace")
    for spans in (sentences(given), words(given)):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(given)
            end = span.end
    plain = fold(given)
    assert plain.text == folded(given)
    fold_key(given)
    for span in words(given)[:50]:
        word = span.of(given)
        assert 0 <= proclitic_length(word) <= len(word)
        bare_name(word)
        romanise(word)
    assert isolate(given)


def temporal(data: bytes) -> None:
    """Dates in any text, with any date of publication and address."""
    published, _, rest = data.decode("utf-8", "replace").partition("\n")
    url, _, given = rest.partition("\n")
    spans = [Span(s.start, s.end) for s in words(given)[:20]]
    known = prefix_date(published)
    calendar = resolve_times(given, spans, known, url)
    assert len(calendar.times) == len(spans)
    parse(given[:200], known)


def guard(data: bytes) -> None:
    """A query that passes the guard changes nothing and reaches nothing outside; one that does not gets a code."""
    query = data.decode("utf-8", "replace")
    with contextlib.suppress(QueryError):
        check(query)
        store = OxigraphStore()
        store.add([ox.Quad(ox.NamedNode("x:s"), ox.NamedNode("x:p"), ox.Literal("o"), ox.NamedNode("x:g"))])
        with contextlib.suppress(SyntaxError, ValueError, OSError, RuntimeError):
            store.run(query)
        assert len(store) == 1


def explorer(data: bytes) -> None:
    """Any text as title, outlet, address, name and words: the page holds it as data, never as markup."""
    given = data.decode("utf-8", "replace")
    head = given[:80]
    article = Article("0123456789abcdef", f"قال كريم إن الوفد وصل. سافر {given} سليم.", head, head, head, path=head)
    story = resolve(extract(article, fake_pipeline()))
    store = OxigraphStore()
    try:
        quads = story_quads(story, BASE)
    except KhabarError:
        return
    store.add(quads)
    for written, kind in ((trig(quads, BASE), ox.RdfFormat.TRIG), ([nquads(quads)], ox.RdfFormat.N_QUADS)):
        assert set(ox.parse("".join(written).encode(), kind)) == set(quads)
    triples = {q.triple for q in ox.parse("".join(turtle(quads, BASE)).encode(), ox.RdfFormat.TURTLE)}
    assert triples == {q.triple for q in quads}
    from kg.graph import facts

    page = explorer_html(facts(store), head)
    marked = "<script>alert("
    if marked in given:
        assert marked not in page


def article(data: bytes) -> None:
    """Any text as an article, through reading, extraction by a stand-in, resolution and quads."""
    given = data.decode("utf-8", "replace")
    with contextlib.suppress(KhabarError):
        made = read_text(given + " قال كريم إن الوفد وصل إلى المدينة أمس", title=given[:50], published=given[:12], url=given[:60])
        document(made)
        quads = story_quads(resolve(extract(made, fake_pipeline())), BASE)
        assert set(ox.parse(nquads(quads).encode(), ox.RdfFormat.N_QUADS)) == set(quads)


TARGETS: dict[str, Callable[[bytes], None]] = {
    "readers": readers, "decoding": decoding, "text": text, "temporal": temporal, "guard": guard, "explorer": explorer,
    "article": article,
}  # fmt: skip

SEEDS: dict[str, list[bytes]] = {
    "readers": [
        bytes([n]) + body
        for n, name in enumerate(_NAMES)
        for body in (
            json.dumps({"title": "خبر", "text": "قال كريم إن الوفد وصل إلى المدينة أمس في زيارة قصيرة"}, ensure_ascii=False).encode(),
            b"title,text\n\xd8\xae,\xd9\x82\xd8\xa7\xd9\x84\n",
            "<html><body><article><p>قال كريم إن الوفد وصل إلى المدينة أمس في زيارة قصيرة</p></article></body></html>".encode(),
            "<rss><channel><item><description>قال كريم إن الوفد وصل إلى المدينة</description></item></channel></rss>".encode(),
            b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n",
            b"PK\x03\x04", b"\x1f\x8b\x08\x00", b"BZh9", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd", b"PAR1",
        )
    ],
    "decoding": ["قال".encode("cp1256"), "قال".encode("utf-16"), b"\xff\xfe", b"\xef\xbb\xbf"],
    "text": ["وقال «كريم» إنّ الوفد وصل؛ ثم سافر…\u202e\u200f123".encode(), "بال\u0640\u0640\u0640مدينة".encode()],
    "temporal": [
        "2020-03-01\nhttps://example.org/2020/03/01/x\nأمس الأول في منتصف شتنبر 2018 والأسبوع المقبل".encode(),
        "\n\nقبل ثلاثة أيام من 5 رمضان 1441 ه\u0640 الساعة 10:30 مساء".encode(),
    ],
    "guard": [
        b"SELECT * WHERE { ?s ?p ?o }", b"ASK { ?s ?p ?o FILTER(?o = \"a#b\") } # x", b"INSERT DATA { <x:a> <x:b> <x:c> }",
        b"SELECT * FROM <file:///etc/passwd> WHERE { SERVICE <http://x> { ?s ?p ?o } }", b"\\u0053ELECT * {}",
    ],
    "explorer": ["</script><script>alert(1)</script>\u202e\u2028".encode(), b"\"}]}'; ${x} {{ 7*7 }} {% raw %}"],
    "article": ["title: خبر\n\nسافر سليم أمس".encode(), "\u202eسافر \x00 سليم".encode()],
}  # fmt: skip
"""Where the search begins."""
