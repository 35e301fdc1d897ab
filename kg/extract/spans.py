"""Mention, trigger and cue spans with their types: the first half of reading an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.decode import marked_spans, tagged_spans, viterbi
from kg.extract.denial import Denying
from kg.extract.heads import Floats, Heads, softmax
from kg.extract.labels import EVENT_MODS, EVENTS, MENTIONS, SAY_MODS
from kg.extract.lexicon import trigger_types, type_prior
from kg.extract.thresholds import Thresholds
from kg.inventory import coarse
from kg.temporal import joins_times, says_time, words_of_time

RULE_SCORE = 0.9
GOVERNED, GOVERNED_SHARE = 2.0, 0.5
"""What is denied is news: what is added to the score of a denied word that may name an event, and the share of the least score
that is asked of a denied event."""
SURE_CUE = 0.97
"""The score of a cue that only the list of denials knows."""
EXILE = "displace"
"""The event that «نفي» names where it does not deny."""


@dataclass(frozen=True, slots=True)
class Words:
    """The words of an article as the model sees them, with sentence numbers and word ranges of the sentences."""

    surface: tuple[str, ...]
    sentence_of: tuple[int, ...]
    sentences: tuple[tuple[int, int], ...]

    def around(self) -> NDArray[np.int64]:
        """[words, 2]: the word range of each word's sentence."""
        out = np.zeros((len(self.surface), 2), np.int64)
        for a, b in self.sentences:
            out[a:b] = (a, b)
        return out


@dataclass(frozen=True, slots=True)
class Found:
    """Spans of words with type, score and modalities, and their node states for the pair scorers."""

    ranges: list[tuple[int, int]]
    types: list[str]
    scores: list[float]
    mods: list[tuple[str, ...]]
    nodes: Floats

    def __len__(self) -> int:
        return len(self.ranges)


_FINE = [np.array([coarse(kind) == c for kind in MENTIONS]) for c in dict.fromkeys(map(coarse, MENTIONS))]
_MASK = dict(zip(dict.fromkeys(map(coarse, MENTIONS)), _FINE, strict=True))


def find_mentions(
    heads: Heads,
    states: Floats,
    words: Words,
    limits: Thresholds,
    dates: Sequence[tuple[int, int]] = (),
    listed: Sequence[tuple[tuple[int, int], str]] = (),
) -> Found:
    """Mentions of both layers (names may stand inside names), typed among the subtypes of their coarse type.

    `dates` are word ranges that rules hold for dates; see `join_dates`. `listed` are names of a gazetteer with their types:
    added where nothing was found.
    """
    spans: dict[tuple[int, int], str] = {}
    certainty: dict[tuple[int, int], float] = {}
    for layer, penalty in (("outer", limits.outer), ("inner", limits.inner)):
        scores = heads.linear(layer, states)
        scores[:, 0] -= penalty
        start, step = heads.crf(layer)
        odds = softmax(scores).max(-1)
        for a, b in words.sentences:
            for span, kind in tagged_spans(viterbi(scores[a:b], start, step), a):
                if span not in spans:
                    spans[span] = kind
                    certainty[span] = float(odds[span[0] : span[1]].mean())
    join_dates(spans, certainty, dates, words.surface)
    given = {span: kind for span, kind in listed if not any(s[0] < span[1] and span[0] < s[1] for s in spans)}
    spans.update({span: coarse(kind) for span, kind in given.items()})
    certainty.update(dict.fromkeys(given, RULE_SCORE))
    ranges = sorted(spans)
    nodes = heads.nodes("mention_span", states, ranges, words.around())
    types, sure = [], []
    if ranges:
        fine = heads.linear("fine", nodes)
        for i, span in enumerate(ranges):
            allowed = np.where(_MASK[spans[span]], fine[i], -np.inf)
            best = MENTIONS.index(given[span]) if span in given else int(allowed.argmax())
            types.append(MENTIONS[best])
            sure.append(certainty[span] * float(softmax(allowed)[best]))
    return Found(ranges, types, sure, [()] * len(ranges), nodes)


def join_dates(
    spans: dict[tuple[int, int], str], certainty: dict[tuple[int, int], float], dates: Sequence[tuple[int, int]],
    surface: Sequence[str],
) -> None:  # fmt: skip
    """The union of the model's dates and those of the rules.

    A date of the rules that takes in dates of the model replaces them, and one that touches no mention is added. A date of the
    model gives way to those inside it if it has other words that are not of time, or if nothing joins them to one time; one that
    no rule touches stays only if something in it tells a time.
    """
    for a, b in [s for s, kind in spans.items() if kind == "DATE"]:
        inside = [d for d in dates if a <= d[0] and d[1] <= b]
        if inside and (a, b) not in inside:
            rest = [surface[i] for i in range(a, b) if not any(d[0] <= i < d[1] for d in inside)]
            if not words_of_time(rest) or (len(inside) > 1 and not joins_times(rest)):
                del spans[a, b]
        elif not any(d[0] < b and a < d[1] for d in dates) and not says_time(" ".join(surface[a:b])):
            del spans[a, b]
    for a, b in dates:
        touching = [s for s in spans if s[0] < b and a < s[1]]
        if all(spans[s] == "DATE" and a <= s[0] and s[1] <= b for s in touching):
            for span in touching:
                del spans[span]
            spans[a, b] = "DATE"
            certainty.setdefault((a, b), RULE_SCORE)


def find_events(heads: Heads, states: Floats, words: Words, limits: Thresholds, denying: Denying) -> Found:
    """Event triggers with their type and modalities: those of which trigger and type together are sure enough.

    A verb of denial is no event, unless it is one of exile.
    """
    scores = heads.linear("trigger", states)
    for i, word in enumerate(words.surface):
        if denying.governed(i) and trigger_types(word):
            scores[i, 1] += GOVERNED
    ranges, odds = _marked(scores, words.sentence_of, limits.trigger)
    nodes = heads.nodes("event_span", states, ranges, words.around())
    if not ranges:
        return Found([], [], [], [], nodes)
    prior = type_prior([words.surface[a] for a, _ in ranges])
    kinds = softmax(heads.kinds(nodes, prior) + np.float32(limits.lexicon) * prior)
    sure = np.array(odds) * kinds.max(-1)
    types = [EVENTS[int(k)] for k in kinds.argmax(-1)]
    mods = 1 / (1 + np.exp(-heads.linear("event_mod", nodes)))
    cues = {d.cue for d in denying.denials if d.certain}
    no_events = {i for i, (a, b) in enumerate(ranges) if types[i] != EXILE and cues.intersection(range(a, b))}
    least = [limits.event * (GOVERNED_SHARE if denying.governed(a) else 1) for a, _ in ranges]
    kept = [i for i in range(len(ranges)) if sure[i] >= least[i] and i not in no_events]
    return Found(
        [ranges[i] for i in kept],
        [types[i] for i in kept],
        [float(sure[i]) for i in kept],
        [tuple(m for m, p in zip(EVENT_MODS, mods[i], strict=True) if p > limits.modality) for i in kept],
        nodes[kept],
    )


def find_says(heads: Heads, states: Floats, words: Words, limits: Thresholds, denying: Denying, events: Found) -> Found:
    """Attribution cues with their modality (as type). Verbs of denial are cues that deny, whatever the model thinks of them."""
    ranges, odds = _marked(heads.linear("cue", states), words.sentence_of, limits.cue)
    sure = dict(zip(ranges, odds, strict=True))
    taken = {w for a, b in (*ranges, *events.ranges) for w in range(a, b)}
    sure |= {(d.cue, d.cue + 1): SURE_CUE for d in denying.denials if d.certain and d.cue not in taken}
    ranges = sorted(sure)
    nodes = heads.nodes("says_span", states, ranges, words.around())
    types = [SAY_MODS[int(k)] for k in heads.linear("say_mod", nodes).argmax(-1)] if ranges else []
    for i, (a, b) in enumerate(ranges):
        for denial in denying.denials:
            if a <= denial.cue < b:
                types[i] = "believe" if denial.negated else "deny"
    return Found(ranges, types, [sure[r] for r in ranges], [()] * len(ranges), nodes)


def _marked(scores: Floats, sentence_of: Sequence[int], penalty: float) -> tuple[list[tuple[int, int]], list[float]]:
    ranges = marked_spans(scores, sentence_of, penalty)
    odds = 1 - softmax(scores)[:, 0]
    return ranges, [float(odds[a:b].mean()) for a, b in ranges]
