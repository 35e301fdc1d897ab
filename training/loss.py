"""Negative log-likelihoods of one article, by task."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from kg.extract.features import distances, name_likeness
from kg.extract.labels import (
    CUE_NODE,
    EVENT_INDEX,
    EVENT_MODS,
    EVENT_NODE,
    GROUP_OF_EVENT,
    MENTION_INDEX,
    RELATION_LABELS,
    ROLE_LABELS,
    SAY_MODS,
    TAGS,
)
from kg.extract.lexicon import type_prior
from kg.inventory import CLUSTERED, coarse
from training.corpus import GoldArticle
from training.network import Joint

IGNORED = -100
HIDE_TYPE = 0.2
SMOOTHED = 0.1
"""Label smoothing of event types: 55 types, many near one another (Szegedy et al. 2016)."""
MOST_SPURIOUS = 12
WEIGHTS = {"kind": 1.5, "group": 0.5}
_GROUPS = torch.tensor(GROUP_OF_EVENT)


def total(parts: dict[str, Tensor]) -> Tensor:
    """The weighted sum of the parts."""
    return torch.stack([WEIGHTS.get(name, 1.0) * value for name, value in sorted(parts.items())]).sum()


def article_loss(net: Joint, article: GoldArticle, words: list[str], states: Tensor) -> dict[str, Tensor]:
    """Summed losses of every task on one article. `words` are its words as the model saw them (perhaps changed)."""
    loss = _tagging(net, article, states)
    mentions, events, says = article.mentions, article.events, article.says
    ranges = torch.zeros(len(words), 2, dtype=torch.long)
    for a, b in article.sentence_ranges:
        ranges[a:b, 0], ranges[a:b, 1] = a, b
    m_ranges, e_ranges, s_ranges = ([x["range"] for x in items] for items in (mentions, events, says))
    wrong_m, wrong_e = _spurious(net, article, states)
    m = net.nodes(net.mention_span, states, m_ranges + wrong_m, ranges)
    e = net.nodes(net.event_span, states, e_ranges + wrong_e, ranges)
    s = net.nodes(net.says_span, states, s_ranges, ranges)
    nm, ne = len(mentions), len(events)
    if nm:
        gold = torch.tensor([MENTION_INDEX[x["type"]] for x in mentions])
        loss["fine"] = F.cross_entropy(net.fine(m[:nm]), gold, reduction="sum")
    if ne:
        kinds = torch.tensor([EVENT_INDEX[x["type"]] for x in events])
        prior = torch.from_numpy(type_prior([words[a] for a, _ in e_ranges]))
        log_p = F.log_softmax(net.kinds(e[:ne], prior), -1)
        loss["kind"] = (1 - SMOOTHED) * F.nll_loss(log_p, kinds, reduction="sum") - SMOOTHED * log_p.mean(-1).sum()
        by_group = torch.zeros(ne, int(_GROUPS.max()) + 1).index_add(1, _GROUPS, log_p.exp())
        loss["group"] = F.nll_loss(by_group.clamp(min=1e-6).log(), _GROUPS[kinds], reduction="sum")
        mods = torch.tensor([[float(q in x["mods"]) for q in EVENT_MODS] for x in events])
        loss["event_mod"] = F.binary_cross_entropy_with_logits(net.event_mod(e[:ne]), mods, reduction="sum")
    if says:
        gold = torch.tensor([SAY_MODS.index(x["mod"]) for x in says])
        loss["say_mod"] = F.cross_entropy(net.say_mod(s), gold, reduction="sum")
    with torch.no_grad():
        m_types = [MENTION_INDEX[x["type"]] for x in mentions] + net.fine(m[nm:]).argmax(-1).tolist()
        e_types = [EVENT_INDEX[x["type"]] for x in events] + net.kind(e[ne:]).argmax(-1).tolist()
    m = net.typed(m, m_types, HIDE_TYPE)
    e = net.typed(e, [EVENT_NODE + k for k in e_types], HIDE_TYPE)
    s = net.typed(s, [CUE_NODE] * len(says))
    targets = Targets(article, len(wrong_m), len(wrong_e))
    m_all, e_all = m_ranges + wrong_m, e_ranges + wrong_e

    def near(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> tuple[Tensor, ...]:
        return tuple(torch.from_numpy(x) for x in distances(a, b, article.sentence_of))

    if e_all and targets.any_node:
        scores = net.role(e, torch.cat([m, e]), near(e_all, m_all + e_all))
        loss["role"] = _pairs(scores, targets.roles())
    if len(m_all) > 1:
        loss["relation"] = _pairs(net.relation(m, m, near(m_all, m_all)), targets.relations())
    if says:
        scores = net.says(s, torch.cat([m, e, s]), near(s_ranges, m_all + e_all + s_ranges))
        loss["says"] = _pairs(scores, targets.says())
    chain = sorted((i for i, x in enumerate(mentions) if coarse(x["type"]) in CLUSTERED), key=lambda i: m_ranges[i])
    if len(chain) > 1:
        spans, types = [m_ranges[i] for i in chain], [mentions[i]["type"] for i in chain]
        scores = net.coref(m[chain], m[chain], near(spans, spans), torch.from_numpy(name_likeness(words, spans, types)))
        loss["coref"] = _antecedents(scores[..., 0], [mentions[i]["cluster"] for i in chain])
    order = sorted(range(ne), key=lambda i: e_ranges[i])
    if len(order) > 1:
        spans, types = [e_ranges[i] for i in order], [events[i]["type"] for i in order]
        likeness = torch.from_numpy(name_likeness(words, spans, types))
        scores = net.same_event(e[order], e[order], near(spans, spans), likeness)
        loss["same_event"] = _antecedents(scores[..., 0], [events[i]["cluster"] for i in order])
    return loss


class Targets:
    """Label matrices of the pair scorers. Pairs that are true by a cluster mate of the annotated filler are left out."""

    def __init__(self, article: GoldArticle, wrong_mentions: int, wrong_events: int) -> None:
        self.article, self.wm, self.we = article, wrong_mentions, wrong_events
        self.nm, self.ne, self.ns = len(article.mentions), len(article.events), len(article.says)
        self.m = {x["id"]: i for i, x in enumerate(article.mentions)}
        self.e = {x["id"]: i for i, x in enumerate(article.events)}
        self.s = {x["id"]: i for i, x in enumerate(article.says)}
        self.cluster = [x["cluster"] for x in article.mentions]
        self.event_column = self.nm + self.wm
        self.says_column = self.event_column + self.ne + self.we

    @property
    def any_node(self) -> bool:
        """Whether there is anything that could fill a role."""
        return self.says_column > 0

    def mates(self, i: int) -> list[int]:
        """The other mentions of the cluster of mention `i`."""
        mine = self.cluster[i]
        return [k for k, c in enumerate(self.cluster) if k != i and c and c == mine]

    def column(self, node: str) -> int | None:
        """The column of a mention, event or saying among all fillers."""
        if node in self.m:
            return self.m[node]
        if node in self.e:
            return self.event_column + self.e[node]
        return self.says_column + self.s[node] if node in self.s else None

    def roles(self) -> Tensor:
        """[events, mentions + events]."""
        target = torch.zeros(self.ne + self.we, self.says_column, dtype=torch.long)
        for i, event in enumerate(self.article.events):
            for _, filler in event["roles"]:
                if filler in self.m:
                    target[i, self.mates(self.m[filler])] = IGNORED
            target[i, self.event_column + i] = IGNORED
        for i, event in enumerate(self.article.events):
            for name, filler in event["roles"]:
                column = self.column(filler)
                if column is not None:
                    target[i, column] = ROLE_LABELS.index(name)
        return target

    def relations(self) -> Tensor:
        """[mentions, mentions]."""
        n = self.nm + self.wm
        target = torch.zeros(n, n, dtype=torch.long).fill_diagonal_(IGNORED)
        pairs = [(self.m.get(r["head"]), self.m.get(r["tail"]), r["type"]) for r in self.article.gold["relations"]]
        known = [(a, b, RELATION_LABELS.index(t)) for a, b, t in pairs if a is not None and b is not None]
        for a, b, _ in known:
            for p in (a, *self.mates(a)):
                target[p, [b, *self.mates(b)]] = IGNORED
        for a, b, label in known:
            target[a, b] = label
        return target

    def says(self) -> Tensor:
        """[sayings, mentions + events + sayings]."""
        target = torch.zeros(self.ns, self.says_column + self.ns, dtype=torch.long)
        for i, saying in enumerate(self.article.says):
            target[i, self.says_column + i] = IGNORED
            if saying["source"] in self.m:
                target[i, self.mates(self.m[saying["source"]])] = IGNORED
                target[i, self.m[saying["source"]]] = 1
            for node in saying["content"]:
                column = self.column(node)
                if column is not None and column >= self.event_column:
                    target[i, column] = 2
        return target


def _tagging(net: Joint, article: GoldArticle, states: Tensor) -> dict[str, Tensor]:
    lengths = [b - a for a, b in article.sentence_ranges]
    index = torch.zeros(len(lengths), max(lengths), dtype=torch.long)
    mask = torch.zeros(len(lengths), max(lengths), dtype=torch.bool)
    for row, (a, b) in enumerate(article.sentence_ranges):
        index[row, : b - a], mask[row, : b - a] = torch.arange(a, b), True
    table = states[index]

    def rows(tags: Any) -> Tensor:
        return torch.from_numpy(tags)[index] * mask

    return {
        "outer": net.outer_crf.loss(net.outer(table), rows(article.outer), mask),
        "inner": net.inner_crf.loss(net.inner(table), rows(article.inner), mask),
        "trigger": F.cross_entropy(net.trigger(states), torch.from_numpy(article.triggers), reduction="sum"),
        "cue": F.cross_entropy(net.cue(states), torch.from_numpy(article.cues), reduction="sum"),
    }


@torch.no_grad()
def _spurious(net: Joint, article: GoldArticle, states: Tensor) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Spans that the taggers find now but that overlap no gold one: the pair scorers must learn to leave them alone."""
    tags, marks = net.outer(states).argmax(-1).numpy(), net.trigger(states).softmax(-1)[:, 1].numpy() > 0.3
    mention_free = ~(article.outer > 0) & ~(article.inner > 0)
    wrong_m: list[tuple[int, int]] = []
    i = 0
    while i < len(tags):
        j = i + 1
        if tags[i] and mention_free[i]:
            while j < len(tags) and tags[j] and TAGS[tags[j]][0] == "I" and mention_free[j]:
                j += 1
            wrong_m.append((i, j))
        i = j
    wrong_e = [(int(i), int(i) + 1) for i in np.nonzero(marks & (article.triggers == 0))[0]]
    return wrong_m[:MOST_SPURIOUS], wrong_e[:MOST_SPURIOUS]


def _pairs(scores: Tensor, target: Tensor) -> Tensor:
    return F.cross_entropy(
        scores.reshape(-1, scores.shape[-1]), target.reshape(-1), ignore_index=IGNORED, reduction="sum"
    )


def _antecedents(scores: Tensor, clusters: list[str | None]) -> Tensor:
    """Each span chooses among the earlier ones or "nothing"; any true antecedent counts (Lee et al. 2017)."""
    n = len(clusters)
    same = torch.tensor([[a is not None and a == b for b in clusters] for a in clusters])
    earlier = torch.tril(torch.ones(n, n, dtype=torch.bool), -1)
    full = torch.cat([scores.masked_fill(~earlier, -1e4), scores.new_zeros(n, 1)], 1)
    right = same & earlier
    right = torch.cat([right, ~right.any(1, keepdim=True)], 1)
    return (torch.logsumexp(full, 1) - torch.logsumexp(full.masked_fill(~right, -1e4), 1)).sum()
