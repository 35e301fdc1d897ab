"""The numpy heads give the scores of the network they were trained as."""

from __future__ import annotations

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from kg.extract.features import NAME_FEATURES, distances  # noqa: E402
from kg.extract.heads import Heads  # noqa: E402
from kg.extract.wordfeatures import BUCKETS, MOST  # noqa: E402
from training.measure import head_weights  # noqa: E402
from training.network import Joint  # noqa: E402


def test_scores_agree(net: Joint) -> None:
    rng = np.random.default_rng(1)
    encoded = rng.normal(size=(12, 16)).astype(np.float32)
    rows, features = rng.integers(0, 10, 12), rng.integers(0, BUCKETS, (12, MOST)).astype(np.int32)
    heads = Heads(head_weights(net))
    ranges, sentences = [(0, 2), (3, 4), (6, 9)], np.array([[0, 5]] * 5 + [[5, 12]] * 7)
    with torch.no_grad():
        states = net.word_states(torch.from_numpy(encoded), torch.from_numpy(rows), torch.from_numpy(features).long())
        nodes = net.nodes(net.mention_span, states, torch.tensor(ranges), torch.from_numpy(sentences))
        typed = net.typed(nodes, torch.tensor([0, 1, 2]))
        buckets = tuple(torch.from_numpy(x) for x in distances(ranges, ranges, [0] * 5 + [1] * 7))
        role = net.role(typed, typed, buckets).numpy()
        extra = rng.normal(size=(3, 3, NAME_FEATURES)).astype(np.float32)
        coref = net.coref(typed, typed, buckets, torch.from_numpy(extra)).numpy()
        outer = net.outer(states).numpy()
    mine = heads.word_states(encoded, net.vectors[torch.from_numpy(rows)].numpy(), features)
    my_nodes = heads.typed(heads.nodes("mention_span", mine, ranges, sentences), [0, 1, 2])
    sentence_of = [0] * 5 + [1] * 7
    assert np.allclose(mine, states.numpy(), atol=1e-5)
    assert np.allclose(my_nodes, typed.numpy(), atol=1e-5)
    assert np.allclose(heads.linear("outer", mine), outer, atol=1e-5)
    assert np.allclose(heads.pairs("role", my_nodes, my_nodes, ranges, ranges, sentence_of), role, atol=1e-4)
    assert np.allclose(heads.pairs("coref", my_nodes, my_nodes, ranges, ranges, sentence_of, extra), coref, atol=1e-4)
