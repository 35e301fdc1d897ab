"""A tiny network with random weights, and the project's own annotated articles as training articles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from kg.evaluate.ann import read_ann

PIECES = 50
ARTICLES = Path(__file__).parents[1] / "articles"


class Letters:
    """Stands in for the tokenizer: a word's pieces are its letters, folded into few numbers."""

    mask = 4

    def __call__(self, word: str) -> list[int]:
        return [5 + ord(c) % (PIECES - 5) for c in word[:4]]


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a tiny encoder."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    torch.manual_seed(0)
    folder = tmp_path_factory.mktemp("base")
    config = transformers.BertConfig(
        vocab_size=PIECES, hidden_size=16, num_hidden_layers=2, num_attention_heads=2, intermediate_size=32
    )
    transformers.BertModel(config, add_pooling_layer=False).save_pretrained(folder)
    return Path(folder)


@pytest.fixture(scope="session")
def net(base: Path) -> Any:
    """The joint network over it, in evaluation mode."""
    from training.network import Joint

    table = np.random.default_rng(0).normal(size=(10, 8)).astype(np.float32)
    return Joint(base, table).eval()


@pytest.fixture(scope="session")
def articles() -> list[Any]:
    """Four hand-annotated articles over words."""
    from training.corpus import gold_article

    names = ("dam", "final", "quake", "vote")
    texts = [(ARTICLES / f"{n}.txt").read_text(encoding="utf-8") for n in names]
    return [gold_article(n, t, read_ann(ARTICLES / f"{n}.ann")) for n, t in zip(names, texts, strict=True)]
