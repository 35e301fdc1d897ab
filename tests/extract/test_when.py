"""One event, one time."""

from __future__ import annotations

import numpy as np

from kg.extract.links import Link, Links
from kg.extract.spans import Found, Words
from kg.extract.when import announcements, one_time

# Two sentences: «أعلنت الوزارة الخميس أن انفجارا وقع الثلاثاء .» and «قال شاهد إن الانفجار وقع ليلا .»
SURFACE = (
        "أعلنت",
        "الوزارة",
        "الخميس",
        "أن",
        "انفجارا",
        "وقع",
        "الثلاثاء",
        ".",
        "قال",
        "شاهد",
        "إن",
        "الانفجار",
        "وقع",
        "ليلا",
        ".",
    )
WORDS = Words(SURFACE, (0,) * 8 + (1,) * 7, ((0, 8), (8, 15)))
NODES = np.zeros((0, 1), np.float32)
DAYS = Found([(2, 3), (6, 7), (13, 14)], ["DATE"] * 3, [1.0] * 3, [()] * 3, NODES)
EVENTS = Found([(4, 5), (11, 12)], ["attack"] * 2, [1.0] * 2, [()] * 2, NODES)
SAYS = Found([(0, 1), (8, 9)], ["assert"] * 2, [1.0] * 2, [()] * 2, NODES)


def times(*roles: Link, share: float = 0.45) -> set[tuple[int, int]]:
    links = Links(list(roles), [], {}, [], {}, {0: 0, 1: 0})
    return {(r.head, r.tail) for r in one_time(links, WORDS, DAYS, EVENTS, SAYS, share).roles}


def test_the_day_after_a_cue_is_that_of_the_saying() -> None:
    assert list(announcements(WORDS, DAYS, EVENTS, SAYS)) == [0]


def test_of_several_times_the_best_is_kept() -> None:
    assert times(Link(1, 1, "time", 0.4), Link(1, 2, "time", 0.6)) == {(1, 2)}


def test_a_day_of_its_own_sentence_comes_before_the_day_of_the_saying() -> None:
    assert times(Link(0, 0, "time", 0.9), Link(0, 1, "time", 0.5)) == {(0, 1)}


def test_a_day_of_another_sentence_counts_only_where_no_telling_has_its_own() -> None:
    assert times(Link(0, 1, "time", 0.9), Link(1, 0, "time", 0.8)) == {(0, 1)}
    assert times(Link(1, 0, "time", 0.8)) == {(1, 0)}
    assert times(Link(0, 0, "time", 0.8)) == {(0, 0)}


def test_a_weak_day_gives_way_to_that_of_another_telling() -> None:
    assert times(Link(0, 1, "time", 0.9), Link(1, 2, "time", 0.3)) == {(0, 1)}
    assert times(Link(0, 1, "time", 0.9), Link(1, 2, "time", 0.6)) == {(0, 1), (1, 2)}


def test_a_far_place_gives_way_to_a_near_one() -> None:
    assert times(Link(0, 1, "place", 0.4), Link(0, 2, "place", 0.9)) == {(0, 1)}
    assert times(Link(0, 2, "place", 0.9)) == {(0, 2)}
