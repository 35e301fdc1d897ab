"""The joint network: one encoder, tagging heads, span classifiers and pair scorers.

Everything above the encoder is small and is run by numpy at run time (`kg/extract/heads.py` is its twin;
`tests/training` checks that both give the same scores).
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import BertModel

from kg.extract.features import BETWEEN, DISTANCES, NAME_FEATURES, SENTENCE_GAPS
from kg.extract.labels import (
    EVENT_MODS,
    EVENTS,
    HIDDEN_NODE,
    MARKS,
    MENTIONS,
    NODE_TYPES,
    RELATION_LABELS,
    ROLE_LABELS,
    SAY_MODS,
    SAYS_LABELS,
    TAGS,
    allowed_start,
    allowed_step,
)
from kg.extract.windows import PADDING
from kg.extract.wordfeatures import BUCKETS

NODE = 256
FEATURE, LEXICAL = 64, 128
WITHHELD, WITHHELD_ARTICLES = 0.15, 0.1
FORBIDDEN = -1e4


def gelu(x: Tensor) -> Tensor:
    """GELU in its tanh form, which numpy can compute too."""
    return F.gelu(x, approximate="tanh")


class Crf(nn.Module):
    """A linear-chain CRF over TAGS in which impossible BIO steps have no chance."""

    def __init__(self) -> None:
        super().__init__()
        self.step = nn.Parameter(torch.zeros(len(TAGS), len(TAGS)))
        self.start = nn.Parameter(torch.zeros(len(TAGS)))
        step = [[0.0 if allowed_step(a, b) else FORBIDDEN for b in TAGS] for a in TAGS]
        start = [0.0 if allowed_start(a) else FORBIDDEN for a in TAGS]
        self.register_buffer("step_mask", torch.tensor(step))
        self.register_buffer("start_mask", torch.tensor(start))

    def loss(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Summed negative log-likelihood. scores [B, N, tags], gold [B, N], mask [B, N] of real words."""
        step, start, real = self.step + self.step_mask, self.start + self.start_mask, mask.float()
        path = start[gold[:, 0]] + scores[:, 0].gather(1, gold[:, :1]).squeeze(1)
        moves = step[gold[:, :-1], gold[:, 1:]] + scores[:, 1:].gather(2, gold[:, 1:, None]).squeeze(2)
        path = path + (moves * real[:, 1:]).sum(1)
        alpha, exp_step, alphas = start + scores[:, 0], step.exp(), []
        alphas.append(alpha)
        for t in range(1, scores.shape[1]):
            top = alpha.amax(1, keepdim=True)
            alpha = ((alpha - top).exp() @ exp_step).clamp(min=1e-30).log() + top + scores[:, t]
            alphas.append(alpha)
        last = torch.stack(alphas, 1)[torch.arange(len(scores)), mask.long().sum(1) - 1]
        return (torch.logsumexp(last, 1) - path).sum()


class PairScorer(nn.Module):
    """Scores [a, b, labels] for every pair of two lists of nodes: an MLP over both and their distance, plus a biaffine term."""

    def __init__(self, labels: int, extra: int = 0, rank: int = 96, hidden: int = 192, none_bias: float = 4.0) -> None:
        super().__init__()
        self.left, self.right = nn.Linear(NODE, hidden), nn.Linear(NODE, hidden)
        self.apart = nn.Embedding(DISTANCES, hidden)
        self.gap = nn.Embedding(SENTENCE_GAPS, hidden)
        self.between = nn.Embedding(BETWEEN, hidden)
        for table in (self.apart, self.gap, self.between):
            nn.init.normal_(table.weight, std=0.02)
        self.extra = nn.Linear(extra, hidden) if extra else None
        self.out = nn.Linear(hidden, labels)
        self.left_low, self.right_low = nn.Linear(NODE, rank), nn.Linear(NODE, rank)
        self.core = nn.Parameter(torch.randn(labels, rank, rank) * 0.02)
        self.drop = nn.Dropout(0.3)
        if labels > 1:
            with torch.no_grad():
                self.out.bias.zero_()
                self.out.bias[0] = none_bias

    def forward(self, a: Tensor, b: Tensor, buckets: tuple[Tensor, ...], extra: Tensor | None = None) -> Tensor:
        apart, gap, between = buckets
        h = self.left(a)[:, None] + self.right(b)[None] + self.apart(apart) + self.gap(gap) + self.between(between)
        if self.extra is not None and extra is not None:
            h = h + self.extra(extra)
        low_a, low_b = self.drop(gelu(self.left_low(a))), self.drop(gelu(self.right_low(b)))
        biaffine: Tensor = torch.einsum("id,kde,je->ijk", low_a, self.core, low_b)
        return self.out(self.drop(gelu(h))) + biaffine


class Joint(nn.Module):
    """The whole network over one article at a time."""

    def __init__(self, base: Path, vectors: NDArray[np.float32], auxiliary: tuple[int, ...] = ()) -> None:
        super().__init__()
        # Attention dropout makes the forward pass on a CPU four times slower, so there is none.
        self.bert = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attn_implementation="sdpa",
            attention_probs_dropout_prob=0.0,
            dtype=torch.float32,
        )
        width = self.bert.config.hidden_size
        self.mix = nn.Parameter(torch.zeros(self.bert.config.num_hidden_layers + 1))
        self.scale = nn.Parameter(torch.ones(1))
        self.register_buffer("vectors", torch.from_numpy(vectors))
        self.features = nn.Embedding(BUCKETS, FEATURE, padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.1)
        self.lexical = nn.Linear(vectors.shape[1] + FEATURE, LEXICAL)
        self.prior = nn.Parameter(torch.tensor([1.0]))
        width += LEXICAL
        self.drop = nn.Dropout(0.25)
        self.outer, self.inner = nn.Linear(width, len(TAGS)), nn.Linear(width, len(TAGS))
        self.outer_crf, self.inner_crf = Crf(), Crf()
        self.trigger, self.cue = nn.Linear(width, len(MARKS)), nn.Linear(width, len(MARKS))
        self.mention_span, self.event_span, self.says_span = (nn.Linear(4 * width, NODE) for _ in range(3))
        self.fine, self.kind = nn.Linear(NODE, len(MENTIONS)), nn.Linear(NODE, len(EVENTS))
        self.event_mod, self.say_mod = nn.Linear(NODE, len(EVENT_MODS)), nn.Linear(NODE, len(SAY_MODS))
        self.types = nn.Embedding(NODE_TYPES, NODE)
        nn.init.normal_(self.types.weight, std=0.1)
        self.role, self.relation = PairScorer(len(ROLE_LABELS)), PairScorer(len(RELATION_LABELS))
        self.says = PairScorer(len(SAYS_LABELS))
        self.coref, self.same_event = PairScorer(1, NAME_FEATURES), PairScorer(1, NAME_FEATURES)
        self.auxiliary = nn.ModuleList([nn.Linear(width, n) for n in auxiliary])

    def encode(self, rows: list[list[int]], places: NDArray[np.int64]) -> Tensor:
        """Word states [words, hidden] before lexical features and dropout: a mix of all layers, mean over a word's pieces."""
        device = self.mix.device
        ids = torch.full((len(rows), max(map(len, rows))), PADDING, device=device)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = torch.tensor(row)
        layers = self.bert(ids, attention_mask=(ids != PADDING).long(), output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        mixed = (sum(w * x for w, x in zip(weights, layers, strict=True)) * self.scale).float()
        total = F.pad(mixed, (0, 0, 1, 0)).cumsum(1)
        row, first, count = torch.from_numpy(places).to(device).unbind(1)
        return (total[row, first + count] - total[row, first]) / count[:, None]

    def word_states(self, encoded: Tensor, vector_ids: Tensor, features: Tensor) -> Tensor:
        """[words, width]: encoder states beside what the word itself says. `features` is [words, MOST] bucket numbers."""
        if (
            self.training
        ):  # some features withheld, and on some articles all of them: the data may not be there at run time
            kept = torch.rand(features.shape) > (1.0 if torch.rand(()) < WITHHELD_ARTICLES else WITHHELD)
            features = features * kept
        count = (features > 0).sum(1, keepdim=True).clamp(min=1)
        bag = self.features(features).sum(1) / count.sqrt()
        own = gelu(self.lexical(torch.cat([self.vectors[vector_ids], bag], -1)))
        return self.drop(torch.cat([encoded, own], -1))

    def kinds(self, nodes: Tensor, prior: Tensor) -> Tensor:
        """[events, types] scores; `prior` [events, types] is what the trigger's word alone tells."""
        scores: Tensor = self.kind(nodes) + self.prior * prior
        return scores

    def nodes(self, layer: nn.Linear, states: Tensor, ranges: list[tuple[int, int]], sentences: Tensor) -> Tensor:
        """[spans, NODE] from first, last, mean word and the mean of the sentence. `sentences` is [words, 2] of word ranges."""
        if not ranges:
            return states.new_zeros(0, NODE)
        total = F.pad(states, (0, 0, 1, 0)).cumsum(0)
        a, b = torch.tensor(ranges, device=states.device).unbind(1)
        s, t = sentences[a].unbind(1)
        mean, around = (total[b] - total[a]) / (b - a)[:, None], (total[t] - total[s]) / (t - s)[:, None]
        return self.drop(gelu(layer(torch.cat([states[a], states[b - 1], mean, around], -1))))

    def typed(self, nodes: Tensor, types: list[int], hide: float = 0.0) -> Tensor:
        """Nodes with the embedding of their type, some of the types withheld in training."""
        kinds = torch.tensor(types, dtype=torch.long, device=nodes.device)
        if hide:
            kinds = torch.where(torch.rand(len(types), device=nodes.device) < hide, HIDDEN_NODE, kinds)
        return nodes + self.types(kinds)
