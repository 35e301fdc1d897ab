"""CoNLL files: read, mapped, scored as seqeval does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ReadError, UsageError
from kg.evaluate.bare import BareNames
from kg.evaluate.conll import (
    SENTENCES,
    Tagged,
    article_of,
    entities,
    labels_of,
    names_text,
    read_conll,
    read_map,
    score_conll,
    score_names,
)  # fmt: skip
from kg.extract import document
from kg.model import Article, Extraction, Mention, Span

MAP = read_map("PERS=PER,LOC=GPE+LOC,ORG=ORG")
WORDS = "زار سالم الهاشمي مدينة نخيلة ."
LABELS = "O B-PERS I-PERS O B-LOC O"
FILE = "\n".join(f"{w} {x}" for w, x in zip(WORDS.split(), LABELS.split(), strict=True)) + "\n"


def mention(text: str, words: str, kind: str, number: int = 1) -> Mention:
    at = text.index(words)
    return Mention(f"m{number}", Span(at, at + len(words)), kind, words, 1)


def reader(*found: tuple[str, str]) -> object:
    def read(article: Article) -> Extraction:
        mentions = tuple(mention(article.text, w, kind, n) for n, (w, kind) in enumerate(found, 1))
        return Extraction(article, document(article).sentences, mentions)

    return read


@pytest.fixture
def conll(tmp_path: Path) -> Path:
    file = tmp_path / "names.txt"
    file.write_text(FILE, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        ("O O", []),
        ("B-PER I-PER O", [("PER", 0, 2)]),
        ("B-PER B-PER", [("PER", 0, 1), ("PER", 1, 2)]),
        ("I-PER I-PER", [("PER", 0, 2)]),
        ("B-PER I-LOC", [("PER", 0, 1), ("LOC", 1, 2)]),
        ("O I-LOC O B-LOC", [("LOC", 1, 2), ("LOC", 3, 4)]),
        ("", []),
    ],
)
def test_entities_as_conlleval_reads_them(labels: str, wanted: list[tuple[str, int, int]]) -> None:
    assert entities(labels.split()) == wanted


TAGS = st.sampled_from(["O", "B-PER", "I-PER", "B-LOC", "I-LOC"])


@given(st.lists(st.lists(st.tuples(TAGS, TAGS), min_size=1, max_size=12), min_size=1, max_size=6))
def test_scores_are_those_of_seqeval(rows: list[list[tuple[str, str]]]) -> None:
    metrics = pytest.importorskip("seqeval.metrics")
    gold, predicted = [[a for a, _ in row] for row in rows], [[b for _, b in row] for row in rows]
    ours = score_names(gold, predicted).row()
    rates = (metrics.precision_score, metrics.recall_score, metrics.f1_score)
    assert ours == pytest.approx([rate(gold, predicted, zero_division=0) for rate in rates])


def test_a_name_without_its_generic_noun(conll: Path) -> None:
    read = reader(("سالم الهاشمي", "PER"), ("مدينة نخيلة", "GPE.CITY"))
    assert score_conll(conll, MAP, read, BareNames()).row() == (1, 1, 1)  # type: ignore[arg-type]
    assert score_conll(conll, MAP, read).row() == (0.5, 0.5, 0.5)  # type: ignore[arg-type]


def test_wrong_types_and_borders_are_no_hits(conll: Path) -> None:
    scores = score_conll(conll, MAP, reader(("سالم", "PER"), ("نخيلة", "ORG.COM")))  # type: ignore[arg-type]
    assert sum(scores.hits.values()) == 0
    assert dict(scores.predicted) == {"PERS": 1, "ORG": 1}
    assert "micro" in names_text(scores)


def test_labels_outside_the_map_are_left_out(conll: Path) -> None:
    scores = score_conll(conll, read_map("PERS=PER"), reader(("سالم الهاشمي", "PER"), ("نخيلة", "GPE.CITY")))  # type: ignore[arg-type]
    assert scores.row() == (1, 1, 1)
    assert scores.labels() == ["PERS"]


def test_of_nested_names_the_longest_counts() -> None:
    sentences = [Tagged(("جامعة", "نخيلة", "الجديدة"), ("B-ORG", "I-ORG", "I-ORG"))]
    article, places = article_of(sentences, "a")
    found = [mention(article.text, "نخيلة", "GPE.CITY"), mention(article.text, "جامعة نخيلة الجديدة", "ORG.EDU", 2)]
    assert labels_of(found, places, MAP) == [["B-ORG", "I-ORG", "I-ORG"]]
    outer = [found[0], replace(found[1], type="ROLE")]
    assert labels_of(outer, places, MAP) == [["O", "B-LOC", "O"]]


def test_a_particle_glued_to_a_name_belongs_to_its_token() -> None:
    sentences = [Tagged(("وبنخيلة", "مطر"), ("B-LOC", "O"))]
    article, places = article_of(sentences, "a")
    assert labels_of([mention(article.text, "نخيلة", "GPE.CITY")], places, MAP) == [["B-LOC", "O"]]


@pytest.mark.parametrize(
    ("words", "kind", "start"),
    [
        ("مدينة نخيلة", "GPE.CITY", 6),
        ("نخيلة", "GPE.CITY", 0),
        ("البلاد", "GPE.COUNTRY", None),
        ("الحكومة المصرية", "ORG.GOV", None),
        ("حكومة نخيلة", "ORG.GOV", 0),
        ("البنك الدولي", "ORG.INT", 0),
        ("صحيفة المرفأ", "ORG.MED", 6),
        ("حزب النور", "ORG.POL", 0),
        ("الرجل", "PER", None),
    ],
)
def test_what_of_a_mention_is_a_name(words: str, kind: str, start: int | None) -> None:
    assert BareNames().start(mention(words, words, kind)) == start


def test_files_with_and_without_articles(tmp_path: Path) -> None:
    plain, marked = tmp_path / "plain.txt", tmp_path / "marked.txt"
    plain.write_text((FILE + "\n") * (SENTENCES + 1), encoding="utf-8-sig")
    marked.write_text("-DOCSTART- O\n\n" + FILE + "-DOCSTART- O\n\n" + FILE, encoding="utf-8")
    assert [len(a) for a in read_conll(plain)] == [SENTENCES, 1]
    assert [len(a) for a in read_conll(marked)] == [1, 1]


def test_every_token_stands_where_it_is_said_to(conll: Path) -> None:
    (sentences,) = read_conll(conll)
    article, places = article_of(sentences, "a")
    assert [[p.of(article.text) for p in row] for row in places] == [list(s.tokens) for s in sentences]


@pytest.mark.parametrize("text", ["كلمة\n", "كلمة PER\n", "", "\n\n", "كلمة X-PER\n"])
def test_files_that_are_no_conll_are_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "bad.txt"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match="KG123"):
        read_conll(file)


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "latin.txt").write_bytes(b"\xe9 O\n")
    for name in ("latin.txt", "none.txt"):
        with pytest.raises(ReadError, match="KG123"):
            read_conll(tmp_path / name)


def test_maps() -> None:
    assert read_map("PERS=PER, LOC=GPE.CITY+LOC ,MISC=") == {"PER": "PERS", "GPE.CITY": "LOC", "LOC": "LOC"}
    for wrong in ("PERS", "PERS=PERSON", "", "=PER", "MISC="):
        with pytest.raises(UsageError, match="KG641"):
            read_map(wrong)
