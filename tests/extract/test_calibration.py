"""Scores become probabilities by curves that never change their order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import ModelError
from kg.extract.calibration import Calibration
from kg.model import Event, Mention, Role, Span

CARD = {"calibrated": {"mention": {"scores": [0.4, 0.8], "right": [0.2, 0.6]}, "role": {"scores": [0.5], "right": [0.3]}}}
KNOWN = Calibration.of_card(CARD)


@pytest.mark.parametrize(("score", "right"), [(0.0, 0.2), (0.4, 0.2), (0.6, 0.4), (0.8, 0.6), (1.0, 0.6)])
def test_a_score_lies_on_the_curve(score: float, right: float) -> None:
    assert KNOWN.value("mention", score) == pytest.approx(right)


def test_without_a_curve_a_score_stays() -> None:
    assert KNOWN.value("event", 0.77) == 0.77
    assert Calibration.of_card({}).value("mention", 0.5) == 0.5


@given(st.floats(0, 1), st.floats(0, 1))
def test_the_order_of_scores_is_kept(a: float, b: float) -> None:
    low, high = sorted((a, b))
    assert KNOWN.value("mention", low) <= KNOWN.value("mention", high)


def test_everything_but_the_score_stays() -> None:
    mention = Mention("m1", Span(0, 3), "PER", "abc", 1, "c1", None, 0.8)
    (found,) = KNOWN.mentions([mention])
    assert (found.id, found.span, found.type, found.cluster) == ("m1", Span(0, 3), "PER", "c1")
    assert found.score == pytest.approx(0.6)


def test_the_roles_of_an_event_have_a_curve_of_their_own() -> None:
    event = Event("e1", Span(0, 3), "meet", "abc", 1, (Role("agent", "m1", 0.9),), score=0.9)
    (found,) = KNOWN.events([event])
    assert found.score == 0.9
    assert found.roles[0].score == pytest.approx(0.3)


@pytest.mark.parametrize(
    "row", [{"scores": [0.8, 0.4], "right": [0.1, 0.2]}, {"scores": [0.1], "right": [0.1, 0.2]}, {"scores": [], "right": []}]
)
def test_a_curve_that_is_none_is_an_error_of_the_model(row: dict[str, list[float]]) -> None:
    with pytest.raises(ModelError, match="KG303"):
        Calibration.of_card({"calibrated": {"mention": row}})
