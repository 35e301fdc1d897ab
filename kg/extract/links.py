"""Roles, relations, speakers and coreference between spans: the second half of reading an article."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from kg.extract.features import name_likeness
from kg.extract.heads import Floats, Heads, softmax
from kg.extract.labels import CUE_NODE, EVENT_INDEX, EVENT_NODE, MENTION_INDEX, RELATION_LABELS, ROLE_LABELS
from kg.extract.spans import Found, Words
from kg.extract.thresholds import Thresholds
from kg.inventory import CLUSTERED, coarse


@dataclass(frozen=True, slots=True)
class Link:
    """From the node numbered `head` to the one numbered `tail`, with a label."""

    head: int
    tail: int
    label: str
    score: float


@dataclass(frozen=True, slots=True)
class Links:
    """All links of an article. Tails of roles and contents count mentions first, then events, then sayings."""

    roles: list[Link]
    relations: list[Link]
    sources: dict[int, Link]
    contents: list[Link]
    mention_clusters: dict[int, int]
    event_clusters: dict[int, int]


def find_links(heads: Heads, words: Words, mentions: Found, events: Found, says: Found, limits: Thresholds) -> Links:
    """Scores every pair of the article that could be linked and keeps those above the thresholds."""
    m = heads.typed(mentions.nodes, [MENTION_INDEX[t] for t in mentions.types])
    e = heads.typed(events.nodes, [EVENT_NODE + EVENT_INDEX[t] for t in events.types])
    s = heads.typed(says.nodes, [CUE_NODE] * len(says))
    sources, contents = _says(heads, words, (mentions, m), (events, e), (says, s), limits)
    clustered = [i for i, t in enumerate(mentions.types) if coarse(t) in CLUSTERED]
    same = _clusters(heads, "coref", words, mentions, m, clustered, limits.coref)
    return Links(
        one_role(_roles(heads, words, (mentions, m), (events, e), limits), same),
        _relations(heads, words, (mentions, m), limits),
        sources,
        contents,
        same,
        _clusters(heads, "same_event", words, events, e, list(range(len(events))), limits.same_event),
    )


def _best(scores: Floats) -> tuple[np.ndarray, np.ndarray]:
    """The best label but "none" of each pair, and its probability."""
    odds = softmax(scores)
    label = odds[..., 1:].argmax(-1) + 1
    return label, np.take_along_axis(odds, label[..., None], -1)[..., 0]


def one_role(roles: Sequence[Link], same: Mapping[int, int]) -> list[Link]:
    """The roles without those that a surer one contradicts: nobody goes from a place to that same place, whichever of its
    mentions say so. `same` gives the cluster of a mention; fillers that are in none stand for themselves."""
    best: dict[tuple[int, int], Link] = {}
    for link in roles:
        key = link.head, same.get(link.tail, link.tail)
        if key not in best or link.score > best[key].score:
            best[key] = link
    return [link for link in roles if best[link.head, same.get(link.tail, link.tail)].label == link.label]


def leading(odds: Floats, label: np.ndarray, share: float) -> np.ndarray:
    """[a, b] whether each pair's odds are at least `share` of the best with the same label in its row: an event has
    seldom two places, and a far one only if it is as sure as the near one."""
    if not share:
        return np.ones(odds.shape, bool)
    best = np.zeros((len(odds), int(label.max(initial=0)) + 1), np.float32)
    np.maximum.at(best, (np.arange(len(odds))[:, None], label), odds)
    out: np.ndarray = odds >= share * np.take_along_axis(best, label, 1)
    return out


def _roles(
    heads: Heads, words: Words, m: tuple[Found, Floats], e: tuple[Found, Floats], limits: Thresholds
) -> list[Link]:
    (mentions, m_nodes), (events, e_nodes) = m, e
    if not len(events) or not len(mentions) + len(events):
        return []
    fillers, ranges = np.concatenate([m_nodes, e_nodes]), mentions.ranges + events.ranges
    label, odds = _best(heads.pairs("role", e_nodes, fillers, events.ranges, ranges, words.sentence_of))
    odds[np.arange(len(events)), len(mentions) + np.arange(len(events))] = 0  # no event fills a role of its own
    least = np.array([limits.role_of(name) for name in ROLE_LABELS])[label]
    # A role of an event that is none, or another, is wrong too: both must be sure enough together.
    together = odds * np.array(events.scores)[:, None]
    return [
        Link(int(i), int(j), ROLE_LABELS[label[i, j]], float(odds[i, j]))
        for i, j in zip(*np.nonzero((together > least) & leading(odds, label, limits.role_share)), strict=True)
    ]


def _relations(heads: Heads, words: Words, m: tuple[Found, Floats], limits: Thresholds) -> list[Link]:
    mentions, nodes = m
    if len(mentions) < 2:
        return []
    label, odds = _best(heads.pairs("relation", nodes, nodes, mentions.ranges, mentions.ranges, words.sentence_of))
    np.fill_diagonal(odds, 0)
    return [
        Link(int(i), int(j), RELATION_LABELS[label[i, j]], float(odds[i, j]))
        for i, j in zip(*np.nonzero((odds > limits.relation) & leading(odds, label, limits.relation_share)), strict=True)
    ]


def _says(
    heads: Heads,
    words: Words,
    m: tuple[Found, Floats],
    e: tuple[Found, Floats],
    s: tuple[Found, Floats],
    limits: Thresholds,
) -> tuple[dict[int, Link], list[Link]]:
    (mentions, m_nodes), (events, e_nodes), (says, s_nodes) = m, e, s
    if not len(says):
        return {}, []
    nodes, ranges = np.concatenate([m_nodes, e_nodes, s_nodes]), mentions.ranges + events.ranges + says.ranges
    odds = softmax(heads.pairs("says", s_nodes, nodes, says.ranges, ranges, words.sentence_of))
    sources, contents = {}, []
    first_content, first_saying = len(mentions), len(mentions) + len(events)
    for i in range(len(says)):
        if first_content:
            j = int(odds[i, :first_content, 1].argmax())
            if odds[i, j, 1] > limits.source:
                sources[i] = Link(i, j, "source", float(odds[i, j, 1]))
        for j in range(first_content, len(nodes)):
            if odds[i, j, 2] > limits.content and j != first_saying + i:
                contents.append(Link(i, j, "content", float(odds[i, j, 2])))
    return sources, contents


def _clusters(
    heads: Heads, scorer: str, words: Words, found: Found, nodes: Floats, members: list[int], least: float
) -> dict[int, int]:
    """{span number: number of the first span of its cluster}; each span takes its best antecedent if good enough."""
    if not members:
        return {}
    ranges, types = [found.ranges[i] for i in members], [found.types[i] for i in members]
    picked = nodes[members]
    scores = heads.pairs(
        scorer, picked, picked, ranges, ranges, words.sentence_of, name_likeness(words.surface, ranges, types)
    )[..., 0]
    cluster: dict[int, int] = {}
    for n, i in enumerate(members):
        cluster[i] = i
        if n and scores[n, :n].max() > least:
            cluster[i] = cluster[members[int(scores[n, :n].argmax())]]
    return cluster
