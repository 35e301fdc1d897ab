"""The CRF's loss is the exact negative log-likelihood."""

from __future__ import annotations

import itertools

import pytest

torch = pytest.importorskip("torch")

from kg.extract.labels import TAGS  # noqa: E402
from training.network import Crf, crf_loss  # noqa: E402


@pytest.mark.parametrize("length", [1, 2, 3])
def test_loss_is_that_of_all_paths(length: int) -> None:
    torch.manual_seed(length)
    crf = Crf()
    with torch.no_grad():
        crf.step.normal_(), crf.start.normal_()
    scores = torch.randn(1, 4, len(TAGS))
    gold = torch.tensor([[1, 2, 0, 0]])
    mask = torch.tensor([[t < length for t in range(4)]])
    start, step = crf.steps()

    def path(tags: tuple[int, ...]) -> torch.Tensor:
        total = start[tags[0]] + sum(scores[0, t, tag] for t, tag in enumerate(tags))
        return total + sum(step[a, b] for a, b in itertools.pairwise(tags))

    every = torch.stack([path(p) for p in itertools.product(range(len(TAGS)), repeat=length)])
    wanted = torch.logsumexp(every, 0) - path(tuple(gold[0, :length].tolist()))
    found = crf_loss([crf, crf], [scores, scores], [gold, gold], mask)
    assert torch.allclose(found, wanted.expand(2, 1), atol=1e-3)


def test_gradient_is_finite_on_extreme_scores() -> None:
    crf = Crf()
    scores = (torch.randn(2, 30, len(TAGS)) * 60).requires_grad_()
    gold, mask = torch.zeros(2, 30, dtype=torch.long), torch.ones(2, 30, dtype=torch.bool)
    crf_loss([crf], [scores], [gold], mask).sum().backward()
    assert scores.grad is not None
    assert torch.isfinite(scores.grad).all()
