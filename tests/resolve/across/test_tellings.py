"""Two outlets tell of one attack, though neither day nor place nor culprit agree: what makes it one, and what does not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.resolve.across import Outcome

Settled = Callable[..., Outcome]


def told(paper: Any, place: str, day: str, victims: str, cause: bool = True, words: frozenset[str] = frozenset()) -> Any:
    """An article of one attack on a convoy and of those it killed."""
    made = paper(place, day="2024-06-03")
    attack = made.event("attack", "قصف" if words else "الهجوم", words=words)
    for claim in ("agent", "agent"):
        made.claim(attack, claim, made.thing("ORG.INT", "برنامج الأغذية العالمي"))
    made.claim(attack, "patient", made.thing("PROD", "قافلة"))
    made.claim(attack, "place", made.thing("GPE.CITY", place))
    made.claim(attack, "time", made.date(day))
    killed = made.event("kill", "قتلوا")
    made.claim(killed, "patient", made.thing("PER", victims))
    if cause:
        made.claim(killed, "cause", attack)
    made.thing("PER", "مريم التجاني")
    made.thing("ORG.GOV", "الجيش السوداني")
    return made, attack


def score(settled: Settled, one: Any, two: Any) -> float:
    (a, x), (b, y) = one, two
    return max((j.score for j in settled(a, b).judgements if set(j.pair) == {x, y}), default=0.0)


def test_the_same_dead_speak_for_one_event(paper: type, settled: Settled) -> None:
    one = told(paper, "الفاشر", "2024-06-02", "عمال الإغاثة")
    same = score(settled, one, told(paper, "كبكابية", "2024-06-01", "عمال الإغاثة"))
    others = score(settled, one, told(paper, "كبكابية", "2024-06-01", "جنود الجيش"))
    untied = score(settled, one, told(paper, "كبكابية", "2024-06-01", "عمال الإغاثة", cause=False))
    assert same > others
    assert same > untied


def test_any_word_by_which_it_is_told_counts(paper: type, settled: Settled) -> None:
    one = told(paper, "الفاشر", "2024-06-02", "عمال الإغاثة")
    other = told(paper, "كبكابية", "2024-06-01", "سائقين", words=frozenset({"قصف"}))
    also = told(paper, "كبكابية", "2024-06-01", "سائقين", words=frozenset({"قصف", "الهجوم"}))
    assert score(settled, one, also) > score(settled, one, other)


def test_why_they_are_one_is_said(paper: type, settled: Settled) -> None:
    (a, x), (b, y) = (told(paper, p, d, "عمال الإغاثة") for p, d in (("الفاشر", "2024-06-02"), ("كبكابية", "2024-06-01")))
    why = next(j.why for j in settled(a, b).judgements if set(j.pair) == {x, y})
    assert "the same harm came of it to those called by the same word" in why
