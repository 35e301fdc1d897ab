"""The union of the model's dates and the rules' dates."""

from __future__ import annotations

import pytest

from kg.extract.spans import join_dates

WORDS = ["غاب", "عن", "مران", "الأمس", "قبل", "اليوم", "قبل", "الأخير", "من", "مباراة", "الأهلي", "3", "مرات"]


@pytest.mark.parametrize(
    ("model", "rules", "wanted"),
    [
        ({(3, 4): "DATE"}, [(3, 4)], {(3, 4): "DATE"}),
        ({}, [(3, 4)], {(3, 4): "DATE"}),
        ({(5, 6): "DATE"}, [(5, 8)], {(5, 8): "DATE"}),
        ({(5, 8): "DATE"}, [(5, 6)], {(5, 8): "DATE"}),
        ({(2, 4): "DATE"}, [(3, 4)], {(3, 4): "DATE"}),
        ({(2, 4): "EVT"}, [(3, 4)], {(2, 4): "EVT"}),
        ({(11, 12): "DATE"}, [], {}),
        ({(5, 6): "DATE"}, [], {(5, 6): "DATE"}),
    ],
)
def test_union(
    model: dict[tuple[int, int], str], rules: list[tuple[int, int]], wanted: dict[tuple[int, int], str]
) -> None:
    join_dates(model, {}, rules, WORDS)
    assert model == wanted


def test_two_times_side_by_side_are_not_one() -> None:
    beside: dict[tuple[int, int], str] = {(0, 3): "DATE"}
    join_dates(beside, {}, [(0, 1), (2, 3)], ["اليوم", "قبل", "الغد"])
    assert beside == {(0, 1): "DATE", (2, 3): "DATE"}
    joined: dict[tuple[int, int], str] = {(0, 3): "DATE"}
    join_dates(joined, {}, [(0, 1), (2, 3)], ["نوفمبر", "من", "العام"])
    assert joined == {(0, 3): "DATE"}
