"""A batch is its articles side by side: padding changes nothing, weights weigh."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from kg.extract.wordfeatures import MOST  # noqa: E402
from tests.training.conftest import Letters  # noqa: E402
from training.augment import Augmenter, mistyped, spelled_otherwise  # noqa: E402
from training.batches import BatchMaker, Further, antecedents  # noqa: E402
from training.loss import batch_loss, total  # noqa: E402


class NoFeatures:
    """Words without features, with vectors by their length."""

    def __call__(self, words: list[str]) -> tuple[torch.Tensor, torch.Tensor]:
        rows = torch.tensor([len(w) % 10 for w in words], dtype=torch.long)
        return rows, torch.zeros(len(words), MOST, dtype=torch.long)


def maker(articles: list[Any], weights: list[float], augment: Augmenter | None = None) -> BatchMaker:
    return BatchMaker(articles, weights, augment, Letters(), NoFeatures(), 0.0)  # type: ignore[arg-type]


def losses(net: Any, made: BatchMaker, numbers: list[int]) -> dict[str, float]:
    batch = made(numbers, 0).to(torch.device("cpu"))
    with torch.no_grad():
        states = net.word_states(net.encode(batch.ids, batch.places), batch.vectors, batch.features)
        parts, _, _ = batch_loss(net, batch, states)
    return {name: float(value) for name, value in parts.items()}


@pytest.fixture(autouse=True)
def types_never_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.loss.HIDE_TYPE", 0.0)


def test_loss_of_a_batch_is_the_sum_of_its_articles(net: Any, articles: list[Any]) -> None:
    made = maker(articles, [1.0] * 4)
    made.wrong = {0: ([(0, 2)], [(3, 4)]), 2: ([], [(1, 2)])}
    alone = [losses(net, made, [n]) for n in range(4)]
    together = losses(net, made, [0, 1, 2, 3])
    assert together == pytest.approx({k: sum(a[k] for a in alone) for k in together}, rel=1e-3)


def test_weight_of_an_article_scales_all_its_losses(net: Any, articles: list[Any]) -> None:
    whole, half = losses(net, maker(articles, [1.0] * 4), [2]), losses(net, maker(articles, [0.5] * 4), [2])
    assert half == pytest.approx({k: v / 2 for k, v in whole.items()}, rel=1e-4)


def test_words_of_another_set_do_not_touch_the_articles(net: Any, articles: list[Any]) -> None:
    made = maker(articles, [1.0] * 4)
    plain = made([1], 0)
    more = made([1], 0, Further(0, ["one", "two", "three"], [2, 1], [0, 1, 0]))
    assert more.words == plain.words
    assert len(more.vectors) == plain.words + 3
    assert torch.equal(more.outer, plain.outer)
    assert torch.equal(more.places[: plain.words], plain.places)


def test_an_article_without_annotation_makes_a_batch(net: Any, articles: list[Any]) -> None:
    from training.corpus import gold_article

    empty = {"sentences": articles[0].gold["sentences"], "mentions": [], "events": [], "relations": [], "says": []}
    made = maker([gold_article("x", articles[0].text, empty), articles[1]], [1.0, 1.0])
    found = losses(net, made, [0])
    assert all(np.isfinite(v) for v in found.values())
    assert found["role"] == found["kind"] == found["says"] == 0


def test_every_loss_reaches_the_encoder(net: Any, articles: list[Any]) -> None:
    batch = maker(articles, [1.0] * 4)([0, 1], 0).to(torch.device("cpu"))
    for name in ("outer", "trigger", "kind", "role", "relation", "says", "coref"):
        net.zero_grad()
        states = net.word_states(net.encode(batch.ids, batch.places), batch.vectors, batch.features)
        parts, _, _ = batch_loss(net, batch, states)
        total({name: parts[name]}).backward()
        assert float(net.bert.encoder.layer[0].attention.self.query.weight.grad.abs().sum()) > 0, name


def test_antecedents_are_earlier_mates_or_none() -> None:
    found = antecedents(["a", "b", "a", None, "a"])
    assert found.nonzero()[1].tolist() == [5, 5, 0, 5, 0, 2]


def test_changed_words_stay_as_many(articles: list[Any]) -> None:
    import random

    augment = Augmenter(articles, noise=1.0, swap=1.0, typos=1.0)
    for seed in range(20):
        for article in articles:
            words = augment.words(article, random.Random(seed))
            assert len(words) == len(article.words)
            assert all(words)


def test_spellings_keep_or_change_one_letter() -> None:
    import random

    word = "\u0645\u0635\u0637\u0641\u0649"
    assert spelled_otherwise(word)[1] == word[:-1] + "\u064a"
    assert {len(mistyped(word, random.Random(n))) for n in range(30)} == {4, 5, 6}
