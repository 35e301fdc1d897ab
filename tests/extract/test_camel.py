"""camel-tools' recogniser through its real loading code, on a checkpoint made here: labels follow from the words alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.errors import ModelError
from kg.extract import document
from kg.extract.camel import MOST_PIECES, CamelNames, find_checkpoint, named
from kg.extract.names import NameSpan
from kg.model import Article, Span

LABELS = ("B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O")
LEXICON = {
    "سالم": "B-PERS",
    "الهاشمي": "I-PERS",
    "نخيلة": "B-LOC",
    "الجديدة": "I-LOC",
    "المرفأ": "B-ORG",
    "دينار": "B-MISC",
    "زار": "O",
    ".": "O",
}


@pytest.fixture(scope="module")
def checkpoint(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A BERT token classifier without layers: each word of LEXICON has its own direction, which its label reads off."""
    import torch
    from transformers import BertConfig, BertForTokenClassification

    folder = tmp_path_factory.mktemp("data") / "ner" / "tiny"
    folder.mkdir(parents=True)
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *LEXICON]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False, "strip_accents": False}))
    config = BertConfig(
        vocab_size=len(pieces), hidden_size=len(pieces), num_hidden_layers=0, num_attention_heads=1, intermediate_size=4,
        max_position_embeddings=512, id2label=dict(enumerate(LABELS)), label2id={x: i for i, x in enumerate(LABELS)},
    )  # fmt: skip
    model = BertForTokenClassification(config)
    with torch.no_grad():
        embeddings = model.bert.embeddings
        embeddings.word_embeddings.weight.copy_(torch.eye(len(pieces)))
        embeddings.position_embeddings.weight.zero_()
        embeddings.token_type_embeddings.weight.zero_()
        model.classifier.weight.zero_()
        model.classifier.bias.zero_()
        for at, piece in enumerate(pieces):
            model.classifier.weight[LABELS.index(LEXICON.get(piece, "O")), at] = 1.0
    model.save_pretrained(folder)
    return folder


def found(text: str, checkpoint: Path) -> list[tuple[str, str]]:
    spans = CamelNames(checkpoint).find(document(Article("a", text)))["camel_names"]
    return [(n.span.of(text), n.types[0]) for n in spans]


def test_names_of_an_article(checkpoint: Path) -> None:
    text = "زار سالم الهاشمي نخيلة الجديدة . زار المرفأ"
    assert found(text, checkpoint) == [("سالم الهاشمي", "PER"), ("نخيلة الجديدة", "GPE"), ("المرفأ", "ORG")]


def test_labels_that_stand_for_no_type_are_no_names(checkpoint: Path) -> None:
    assert found("زار دينار", checkpoint) == []


def test_words_that_the_tokenizer_cannot_see_shift_nothing(checkpoint: Path) -> None:
    """A word of marks alone has no pieces; camel-tools would hand each label to the word before."""
    marks = "\u064b\u064c"
    assert found(f"زار {marks} سالم الهاشمي", checkpoint) == [("سالم الهاشمي", "PER")]


def test_sentences_longer_than_the_model_are_cut(checkpoint: Path) -> None:
    text = "زار " * (2 * MOST_PIECES) + "سالم الهاشمي"
    assert found(text, checkpoint) == [("سالم الهاشمي", "PER")]


def test_an_empty_article_has_no_names(checkpoint: Path) -> None:
    assert found("", checkpoint) == []


def test_the_users_models_are_found(checkpoint: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("CAMELTOOLS_DATA", str(tmp_path / "camel"))
    with pytest.raises(ModelError, match="camel_data -i"):
        find_checkpoint()
    own = tmp_path / "camel" / "data" / "ner" / "mine"
    own.parent.mkdir(parents=True)
    own.symlink_to(checkpoint)
    assert find_checkpoint() == find_checkpoint("mine") == own
    assert find_checkpoint(str(checkpoint)) == checkpoint
    with pytest.raises(ModelError, match="KG320"):
        find_checkpoint("other")


def test_a_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="KG321"):
        CamelNames(tmp_path).find(document(Article("a", "زار سالم")))


@pytest.mark.parametrize(
    ("labels", "wanted"),
    [
        ("B-PERS I-PERS O", [(0, 2)]),
        ("B-PERS B-PERS O", [(0, 1), (1, 2)]),
        ("I-LOC I-ORG O", [(0, 1), (1, 2)]),
        ("O B-MISC I-MISC", []),
        ("O O B-ORG", [(2, 3)]),
    ],
)
def test_labels_to_names(labels: str, wanted: list[tuple[int, int]]) -> None:
    words = [Span(0, 1), Span(1, 2), Span(2, 3)]
    spans = [n.span for n in named(words, labels.split())]
    assert [(s.start, s.end) for s in spans] == wanted


def test_a_place_may_be_of_three_types() -> None:
    assert list(named([Span(0, 1)], ["B-LOC"])) == [NameSpan(Span(0, 1), ("GPE", "LOC", "FAC"))]
