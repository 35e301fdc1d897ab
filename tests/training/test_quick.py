"""The quick attention gives what torch's gives; dropout from a pool drops its share and is silent when reading."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from torch import nn  # noqa: E402
from torch.nn.functional import scaled_dot_product_attention  # noqa: E402

from training.quick import PooledDropout, attention, quicken  # noqa: E402


def test_attention_is_that_of_torch() -> None:
    query, key, value = torch.randn(3, 2, 4, 7, 8).unbind(0)
    mask = torch.zeros(2, 1, 7, 7)
    mask[1, :, :, 5:] = -1e9
    found, _ = attention(nn.Identity(), query, key, value, mask, 8**-0.5)
    right = scaled_dot_product_attention(query, key, value, attn_mask=mask).transpose(1, 2)
    assert torch.allclose(found, right, atol=1e-5)


def test_padding_is_never_looked_at() -> None:
    query, key, value = torch.randn(3, 1, 2, 6, 4).unbind(0)
    mask = torch.zeros(1, 1, 6, 6)
    mask[..., 4:] = -1e9
    before, _ = attention(nn.Identity(), query, key, value, mask, 0.5)
    after, _ = attention(nn.Identity(), query, key, value.index_fill(2, torch.tensor([4, 5]), 9.0), mask, 0.5)
    assert torch.equal(before, after)


def test_a_share_is_dropped_and_the_rest_grows() -> None:
    drop = PooledDropout(0.25)
    out = drop(torch.ones(400, 500))
    assert out.unique().tolist() == pytest.approx([0.0, 4 / 3])
    assert float((out == 0).float().mean()) == pytest.approx(0.25, abs=0.01)


def test_two_calls_drop_other_places() -> None:
    drop = PooledDropout(0.5)
    x = torch.ones(64, 64)
    assert not torch.equal(drop(x), drop(x))


def test_nothing_is_dropped_when_reading() -> None:
    drop = PooledDropout(0.5).eval()
    x = torch.randn(5, 5)
    assert torch.equal(drop(x), x)


def test_parameters_keep_their_names() -> None:
    net = nn.Sequential(nn.Linear(2, 2), nn.Dropout(0.1), nn.Sequential(nn.Dropout(0.2), nn.Linear(2, 1)))
    names = list(net.state_dict())
    quicken(net)
    assert list(net.state_dict()) == names
    assert [m.p for m in net.modules() if isinstance(m, PooledDropout)] == [0.1, 0.2]
    assert not any(isinstance(m, nn.Dropout) for m in net.modules())
