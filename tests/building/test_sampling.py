"""The first articles are validated in full, then a fixed share, chosen by the article and not by chance."""

from __future__ import annotations

from kg.building.sampling import FIRST, SHARE, tasks
from tests.building.news import article


def drawn(count: int, check: str) -> list[bool]:
    return [full for _, full in tasks((article(n) for n in range(count)), check)]  # type: ignore[arg-type]


def test_the_first_are_all_checked() -> None:
    assert all(drawn(FIRST, "sample"))


def test_later_about_one_in_so_many_is_checked_and_always_the_same() -> None:
    found = drawn(FIRST + 10 * SHARE, "sample")
    assert 3 <= sum(found[FIRST:]) <= 20
    assert found == drawn(FIRST + 10 * SHARE, "sample")


def test_all_and_none() -> None:
    assert all(drawn(50, "all"))
    assert not any(drawn(50, "none"))
