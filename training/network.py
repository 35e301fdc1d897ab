"""The joint network: one encoder, tagging heads, span classifiers and pair scorers.

Everything above the encoder is small and is run by numpy at run time (`kg/extract/heads.py` is its twin;
`tests/training` checks that both give the same scores).
"""

from __future__ import annotations

import random
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
from training import quick

NODE = 256
FEATURE, LEXICAL = 64, 128
WITHHELD, WITHHELD_ARTICLES = 0.15, 0.1
FORBIDDEN = -1e4
LEAST_SCORE = -25.0


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

    def steps(self) -> tuple[Tensor, Tensor]:
        """(start [tags], step [tags, tags]) scores."""
        return self.start + self.start_mask, self.step + self.step_mask


def crf_loss(crfs: list[Crf], scores: list[Tensor], gold: list[Tensor], mask: Tensor) -> Tensor:
    """[layers, rows] negative log-likelihoods of several layers at once. Each of `scores` [rows, T, tags], `gold` [rows, T];
    `mask` [rows, T] of real words.

    The forward recursion runs on probabilities that are scaled to sum to one at each word (Rabiner 1989): few operations a word.
    """
    start, step = (torch.stack(x) for x in zip(*(crf.steps() for crf in crfs), strict=True))
    s, y, real = torch.stack(scores), torch.stack(gold), mask.float()
    layers = torch.arange(len(crfs), device=s.device)[:, None]
    path = start[layers, y[:, :, 0]] + s[:, :, 0].gather(2, y[:, :, :1]).squeeze(2)
    moves = step[layers[..., None], y[:, :, :-1], y[:, :, 1:]] + s[:, :, 1:].gather(3, y[:, :, 1:, None]).squeeze(3)
    path = path + (moves * real[:, 1:]).sum(2)
    top = s.amax(3, keepdim=True).detach()
    # The floor keeps products of chances within single precision; a tag so far behind changes no sum.
    emit, exp_step = (s - top).clamp(min=LEAST_SCORE).exp().unbind(2), step.exp()
    alpha, sums = start.exp()[:, None] * emit[0], []
    for t in range(len(emit)):
        if t:
            alpha = torch.bmm(alpha, exp_step) * emit[t]
        total = alpha.sum(2, keepdim=True).clamp(min=1e-30)
        alpha = alpha / total
        sums.append(total)
    log_z = ((torch.cat(sums, 2).log() + top.squeeze(3)) * real).sum(2)
    return log_z - path


class PairScorer(nn.Module):
    """Scores [..., a, b, labels] for every pair of two lists of nodes: an MLP over both and their distance, plus a biaffine term."""

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
        h = self.left(a)[..., :, None, :] + self.right(b)[..., None, :, :]
        h = h + self.apart(apart) + self.gap(gap) + self.between(between)
        if self.extra is not None and extra is not None:
            h = h + self.extra(extra)
        low_a, low_b = self.drop(gelu(self.left_low(a))), self.drop(gelu(self.right_low(b)))
        biaffine: Tensor = torch.einsum("...id,kde,...je->...ijk", low_a, self.core, low_b)
        return self.out(self.drop(gelu(h))) + biaffine


class Joint(nn.Module):
    """The whole network over one article at a time."""

    def __init__(self, base: Path, vectors: NDArray[np.float32], auxiliary: tuple[int, ...] = ()) -> None:
        super().__init__()
        # Attention dropout makes the forward pass on a CPU four times slower, so there is none.
        self.bert = BertModel.from_pretrained(
            base,
            add_pooling_layer=False,
            attn_implementation="sdpa" if torch.cuda.is_available() else quick.ATTENTION,
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

    def encode(self, ids: Tensor, places: Tensor) -> Tensor:
        """Word states [words, hidden] before lexical features and dropout: a mix of all layers, mean over a word's pieces.
        `ids` [windows, pieces], `places` [words, 3] of window, first piece, number of pieces."""
        layers = self.bert(ids, attention_mask=(ids != PADDING).long(), output_hidden_states=True).hidden_states
        weights = torch.softmax(self.mix, 0)
        mixed = (sum(w * x for w, x in zip(weights, layers, strict=True)) * self.scale).float()
        total = F.pad(mixed, (0, 0, 1, 0)).cumsum(1)
        row, first, count = places.unbind(1)
        return (total[row, first + count] - total[row, first]) / count[:, None]

    def word_states(self, encoded: Tensor, vector_ids: Tensor, features: Tensor) -> Tensor:
        """[words, width]: encoder states beside what the word itself says. `features` is [words, MOST] bucket numbers."""
        if self.training:  # some features withheld, on some articles all: the data may not be there at run time
            least = 1.0 if random.random() < WITHHELD_ARTICLES else WITHHELD
            kept = torch.rand(features.shape, device=features.device) > least
            features = features * kept
        count = (features > 0).sum(1, keepdim=True).clamp(min=1)
        bag = self.features(features).sum(1) / count.sqrt()
        own = gelu(self.lexical(torch.cat([self.vectors[vector_ids], bag], -1)))
        return self.drop(torch.cat([encoded, own], -1))

    def kinds(self, nodes: Tensor, prior: Tensor) -> Tensor:
        """[events, types] scores; `prior` [events, types] is what the trigger's word alone tells."""
        scores: Tensor = self.kind(nodes) + self.prior * prior
        return scores

    def nodes(self, layer: nn.Linear, states: Tensor, ranges: Tensor, around: Tensor) -> Tensor:
        """[spans, NODE] from first, last, mean word and the mean of the sentence. `ranges` [spans, 2] and `around` [words, 2]
        are ranges of words."""
        total = F.pad(states, (0, 0, 1, 0)).double().cumsum(0)
        a, b = ranges.unbind(1)
        s, t = around[a].unbind(1)
        mean, sentence = (total[b] - total[a]) / (b - a)[:, None], (total[t] - total[s]) / (t - s)[:, None]
        joined = torch.cat([states[a], states[b - 1], mean.float(), sentence.float()], -1)
        return self.drop(gelu(layer(joined)))

    def typed(self, nodes: Tensor, types: Tensor, hide: float = 0.0) -> Tensor:
        """Nodes with the embedding of their type number, some of the types withheld in training."""
        if hide:
            types = torch.where(torch.rand(types.shape, device=nodes.device) < hide, HIDDEN_NODE, types)
        return nodes + self.types(types)
