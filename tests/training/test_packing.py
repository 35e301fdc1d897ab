"""What travels comes back the same: 4-bit blocks, parts of a network, masked rows."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from training.adapt import LENGTH, masked, rows_of  # noqa: E402
from training.annotated import bare, with_text  # noqa: E402
from training.average import mean  # noqa: E402
from training.bundle import pack_blocks, unpack_blocks  # noqa: E402
from training.carry import join, split  # noqa: E402
from training.export import encoder_graph, quantize  # noqa: E402
from training.restore import floats, int8_arrays  # noqa: E402


def test_blocks_of_small_numbers_are_packed_without_loss() -> None:
    rng = np.random.default_rng(0)
    whole = rng.integers(-8, 8, (6, 64))
    whole.reshape(-1, 32)[:, 0] = -8
    weights = {"a": (whole * np.repeat(rng.random((6, 2)), 32, 1)).astype(np.float16), "b": rng.random(5).astype(np.float16)}
    packed = pack_blocks(weights)
    assert "a" not in packed
    found = unpack_blocks(packed)
    assert np.allclose(found["a"].astype(float), weights["a"].astype(float), rtol=2e-3)
    assert np.array_equal(found["b"], weights["b"])


def test_other_matrices_stay_as_they_are() -> None:
    weights = {"a": np.random.default_rng(0).normal(size=(4, 64)).astype(np.float16)}
    assert np.array_equal(unpack_blocks(pack_blocks(weights))["a"], weights["a"])


def test_a_network_in_parts_is_whole_again(net: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("training.carry.PART", 50_000)
    torch.save(net.state_dict(), tmp_path / "model.pt")
    split(tmp_path / "model.pt", tmp_path, "it")
    assert len(list(tmp_path.glob("it.part*"))) > 10
    join(tmp_path, "it", tmp_path / "again", net.vectors.numpy())
    found = torch.load(tmp_path / "again" / "model.pt", weights_only=True)
    assert found.keys() == net.state_dict().keys()
    for name, value in net.state_dict().items():
        assert torch.allclose(found[name], value, atol=1e-2), name


def test_whole_words_are_masked_and_signs_of_the_row_never() -> None:
    ids = torch.randint(4, 40, (8, LENGTH))
    ids[:, 0] = 0
    word_start = torch.zeros(50, dtype=torch.bool)
    word_start[::3] = True
    generator = torch.Generator().manual_seed(1)
    changed, at, gold = masked(ids, word_start, 3, 50, generator)
    assert torch.equal(gold, ids.flatten()[at])
    assert (changed[:, 0] == 0).all()
    hidden = torch.zeros(ids.numel(), dtype=torch.bool)
    hidden[at] = True
    hidden = hidden.view_as(ids)
    goes_on = ~word_start[ids[:, 2:]]  # a piece that begins no word shares the lot of the piece before it
    assert torch.equal(hidden[:, 2:][goes_on], hidden[:, 1:-1][goes_on])
    assert 0.1 < float(hidden.float().mean()) < 0.3


def test_rows_begin_with_the_start_sign_and_lose_nothing_between() -> None:
    stream = np.arange(3 * LENGTH, dtype=np.uint16)
    rows = rows_of(stream, 5)
    assert rows.shape == (2, LENGTH)
    assert (rows[:, 0] == 0).all()
    assert rows[:, 1:].flatten().tolist() == stream[5 : 5 + 2 * (LENGTH - 1)].tolist()


def test_the_encoder_that_ships_can_be_trained_on(net: Any, tmp_path: Path) -> None:
    weights = {k: v.float().numpy() for k, v in net.state_dict().items()}
    config = net.bert.config
    quantize(encoder_graph(weights, config.num_hidden_layers, config.num_attention_heads), tmp_path / "encoder.onnx")
    found = floats(int8_arrays(tmp_path / "encoder.onnx"))
    known = {k.removeprefix("bert."): v for k, v in weights.items() if k.startswith("bert.")}
    known["embeddings.position_embeddings.weight"] += known["embeddings.token_type_embeddings.weight"][0]
    known["embeddings.token_type_embeddings.weight"][:] = 0
    assert found.keys() == known.keys()
    assert all(v.flags.c_contiguous for v in found.values())  # other orders are written wrongly by safetensors
    for name, value in known.items():
        assert np.allclose(found[name], value, atol=np.abs(value).max() / 100), name


def test_annotations_travel_without_the_words_of_the_article() -> None:
    mention = {"id": "m1", "start": 4, "end": 9, "text": "Beirut", "type": "GPE.CITY", "cluster": "b", "value": None}
    relation = {"id": "r1", "type": "in", "head": "m1", "tail": "m2"}
    gold = {"doc": {"date": "?"}, "sentences": [(0, 9)], "mentions": [mention], "events": [], "relations": [relation], "says": []}
    kept = bare({**gold, "name": "x"})
    assert "text" not in kept["mentions"][0]
    assert with_text(kept, "From Paris")["mentions"][0]["text"] == "From Paris"[4:9]
    assert with_text(kept, "From Paris")["relations"] == [relation]


def test_the_mean_of_weights_leaves_numbers_of_things_alone() -> None:
    a = {"w": torch.tensor([1.0, 3.0]), "n": torch.tensor(4)}
    b = {"w": torch.tensor([3.0, 5.0]), "n": torch.tensor(9)}
    found = mean([a, b])
    assert found["w"].tolist() == [2.0, 4.0]
    assert int(found["n"]) == 4
