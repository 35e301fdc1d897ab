"""Label matrices of the pair scorers for one article, from its gold annotation."""

from __future__ import annotations

import torch
from torch import Tensor

from kg.extract.labels import RELATION_LABELS, ROLE_LABELS
from training.corpus import GoldArticle

IGNORED = -100
"""Pairs with this label are left out of the loss."""


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
