"""From tag scores to spans of words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract.labels import TAGS

Floats = NDArray[np.float32]


def viterbi(scores: Floats, start: Floats, step: Floats) -> list[int]:
    """The best path through scores [words, tags] (Viterbi 1967)."""
    if not len(scores):
        return []
    best = start + scores[0]
    back = np.zeros(scores.shape, np.int64)
    for t in range(1, len(scores)):
        through = best[:, None] + step
        back[t] = through.argmax(0)
        best = through.max(0) + scores[t]
    path = [int(best.argmax())]
    for t in range(len(scores) - 1, 0, -1):
        path.append(int(back[t, path[-1]]))
    return path[::-1]


def tagged_spans(path: Sequence[int], offset: int = 0) -> list[tuple[tuple[int, int], str]]:
    """[((first word, past last), coarse type)] of a BIO path."""
    found, i = [], 0
    while i < len(path):
        tag, j = TAGS[path[i]], i + 1
        if tag != "O":
            while j < len(path) and TAGS[path[j]] == "I-" + tag[2:]:
                j += 1
            found.append(((offset + i, offset + j), tag[2:]))
        i = j
    return found


def marked_spans(scores: Floats, sentence_of: Sequence[int], outside_penalty: float) -> list[tuple[int, int]]:
    """Spans of O/B/I scores [words, 3]; a raised `outside_penalty` finds more. Spans stay inside a sentence."""
    shifted = scores.copy()
    shifted[:, 0] -= outside_penalty
    best = shifted.argmax(1)
    found, i = [], 0
    while i < len(best):
        j = i + 1
        if best[i] == 1:
            while j < len(best) and best[j] == 2 and sentence_of[j] == sentence_of[i]:
                j += 1
            found.append((i, j))
        i = j
    return found
