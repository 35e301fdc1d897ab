"""A file of one article may be named for its day."""

from __future__ import annotations

import pytest

from kg.temporal import resolve_times
from kg.temporal.publication import from_name

TEXT = "وصل الوفد إلى الميناء صباح أمس."
DATELINE = "بيروت - الثلاثاء 19 يوليو 2022\nوصل الوفد إلى الميناء صباح أمس."


@pytest.mark.parametrize(
    ("path", "day"),
    [
        ("news/2019-02-17-title.txt", "2019-02-17"),
        ("paper_20190217_3.html", "2019-02-17"),
        ("2019.02.17.md", "2019-02-17"),
        ("2019_02_17.HTM", "2019-02-17"),
        ("2019-02-17.jsonl", ""),
        ("2019-0217.txt", ""),
        ("2019-02-31.txt", ""),
        ("120190217.txt", ""),
        ("2019/02/17/title.txt", ""),
        ("", ""),
    ],
)
def test_the_day_in_the_name_of_a_file(path: str, day: str) -> None:
    assert from_name(path) == day


def test_the_name_dates_an_article_that_has_no_date() -> None:
    found = resolve_times(TEXT, [], path="20220719.txt")
    assert (found.published, found.published_source) == ("2022-07-19", "given")
    assert "file's name" in found.why


@pytest.mark.parametrize(("published", "text", "day"), [("2020-01-02", TEXT, "2020-01-02"), ("", DATELINE, "2022-07-19")])
def test_metadata_and_a_dateline_count_for_more(published: str, text: str, day: str) -> None:
    assert resolve_times(text, [], published, path="2018-05-06.txt").published == day


def test_a_month_that_is_known_is_made_more_precise_by_the_name() -> None:
    assert resolve_times(TEXT, [], "2022-07", path="2022-07-19.txt").published == "2022-07-19"
    assert resolve_times(TEXT, [], "2022-07", path="2021-01-01.txt").published == "2022-07"
