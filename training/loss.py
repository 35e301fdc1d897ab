"""Negative log-likelihoods of a batch of articles, by task."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from kg.extract.labels import CUE_NODE, EVENT_NODE, GROUP_OF_EVENT
from training.batches import Batch, Pairs
from training.network import Joint, PairScorer, crf_loss
from training.targets import IGNORED

HIDE_TYPE = 0.2
SMOOTHED = 0.1
"""Label smoothing of event types: 55 types, many near one another (Szegedy et al. 2016)."""
WEIGHTS = {"kind": 1.5, "group": 0.5, "further": 0.5}


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the parts."""
    return torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in sorted(parts.items())]).sum()


def batch_loss(net: Joint, batch: Batch, states: Tensor) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    """Summed losses of every task, and what the taggers find now: tags [words], trigger chances [words].

    `states` are those of all words of the batch.
    """
    loss, tags, triggers = _tagging(net, batch, states)
    m = net.nodes(net.mention_span, states, batch.mentions, batch.around)
    e = net.nodes(net.event_span, states, batch.events, batch.around)
    s = net.nodes(net.says_span, states, batch.says, batch.around)
    m_types = _kinds(net, batch, m, e, s, loss)
    e_types = torch.where(batch.event_types >= 0, batch.event_types, net.kind(e).argmax(-1))
    nodes = torch.cat([
        net.typed(m, m_types, HIDE_TYPE), net.typed(e, EVENT_NODE + e_types, HIDE_TYPE),
        net.typed(s, torch.full((len(s),), CUE_NODE, device=s.device)), s.new_zeros(1, s.shape[1] if len(s) else m.shape[1]),
    ])  # fmt: skip
    weight = _article_weights(batch)
    for name, scorer, pairs in (
        ("role", net.role, batch.role),
        ("relation", net.relation, batch.relation),
        ("says", net.says, batch.said),
    ):
        loss[name] = _labels(_scores(scorer, pairs, nodes), pairs.target, weight)
    for name, scorer, pairs in (("coref", net.coref, batch.coref), ("same_event", net.same_event, batch.same_event)):
        loss[name] = _antecedents(_scores(scorer, pairs, nodes)[..., 0], pairs.target, weight)
    return loss, tags, triggers


def _article_weights(batch: Batch) -> Tensor:
    """[articles]: the weight of each article."""
    firsts = [sum(batch.sizes[:i]) for i in range(len(batch.sizes))]
    return batch.weight[torch.tensor(firsts, device=batch.weight.device)]


def _tagging(net: Joint, batch: Batch, states: Tensor) -> tuple[dict[str, Tensor], Tensor, Tensor]:
    own = states[: batch.words]
    mask = batch.sentences >= 0
    index = batch.sentences.clamp(min=0)
    outer, inner = net.outer(own), net.inner(own)
    gold = [layer[index] * mask for layer in (batch.outer, batch.inner)]
    rows = crf_loss([net.outer_crf, net.inner_crf], [outer[index], inner[index]], gold, mask)
    rows = rows * batch.weight[batch.sentences[:, 0]]
    trigger, cue = net.trigger(own), net.cue(own)
    loss = {
        "outer": rows[0].sum(), "inner": rows[1].sum(),
        "trigger": (F.cross_entropy(trigger, batch.triggers, reduction="none") * batch.weight).sum(),
        "cue": (F.cross_entropy(cue, batch.cues, reduction="none") * batch.weight).sum(),
    }  # fmt: skip
    if batch.extra_set >= 0:
        loss["further"] = F.cross_entropy(
            net.auxiliary[batch.extra_set](states[batch.words :]), batch.extra_tags, reduction="sum"
        )
    return loss, outer.argmax(-1).detach(), trigger.softmax(-1)[:, 1].detach()


def _kinds(net: Joint, batch: Batch, m: Tensor, e: Tensor, s: Tensor, loss: dict[str, Tensor]) -> Tensor:
    """Adds the losses of the span classifiers; gives the types of the mentions, guessed for those that are none."""
    fine = net.fine(m)
    real = batch.mention_types >= 0
    weight = batch.weight[batch.mentions[:, 0]]
    gold = torch.where(real, batch.mention_types, IGNORED)
    loss["fine"] = (F.cross_entropy(fine, gold, ignore_index=IGNORED, reduction="none") * weight).sum()
    known = torch.nonzero(batch.event_types >= 0).squeeze(1)
    types, weight = batch.event_types[known], batch.weight[batch.events[known, 0]]
    log_p = F.log_softmax(net.kinds(e[known], batch.prior[known]), -1)
    loss["kind"] = (
        ((1 - SMOOTHED) * F.nll_loss(log_p, types, reduction="none") - SMOOTHED * log_p.mean(-1)) * weight
    ).sum()
    groups = torch.tensor(GROUP_OF_EVENT, device=log_p.device)
    by_group = log_p.new_zeros(len(known), max(GROUP_OF_EVENT) + 1).index_add(1, groups, log_p.exp())
    loss["group"] = (F.nll_loss(by_group.clamp(min=1e-6).log(), groups[types], reduction="none") * weight).sum()
    mods = F.binary_cross_entropy_with_logits(net.event_mod(e[known]), batch.event_mods, reduction="none")
    loss["event_mod"] = (mods.sum(1) * weight).sum()
    say = F.cross_entropy(net.say_mod(s), batch.say_mods, reduction="none")
    loss["say_mod"] = (say * batch.weight[batch.says[:, 0]]).sum()
    return torch.where(real, batch.mention_types, fine.argmax(-1))


def _scores(scorer: PairScorer, pairs: Pairs, nodes: Tensor) -> Tensor:
    return scorer(nodes[pairs.rows], nodes[pairs.columns], pairs.buckets, pairs.extra)


def _labels(scores: Tensor, target: Tensor, weight: Tensor) -> Tensor:
    each = F.cross_entropy(scores.flatten(0, 2), target.flatten(), ignore_index=IGNORED, reduction="none")
    return (each.view(len(target), -1).sum(1) * weight).sum()


def _antecedents(scores: Tensor, right: Tensor, weight: Tensor) -> Tensor:
    """Each span chooses among the earlier ones or "nothing"; any true antecedent counts (Lee et al. 2017)."""
    n = scores.shape[1]
    earlier = torch.tril(torch.ones(n, n, dtype=torch.bool, device=scores.device), -1)
    full = torch.cat([scores.masked_fill(~earlier, -1e4), scores.new_zeros(*scores.shape[:2], 1)], 2)
    chosen = torch.logsumexp(full.masked_fill(~right, -1e4), 2)
    each = (torch.logsumexp(full, 2) - chosen) * right.any(2)
    return (each.sum(1) * weight).sum()
