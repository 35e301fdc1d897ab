"""A build into a folder: what is kept, what is read again, what is withdrawn, and that the graph does not depend on the way."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.model import Problem
from kg.store import DiskStore
from tests.building.news import BROKEN, article, articles, build, named


def graphs(folder: Path) -> set[str]:
    """The named graphs of articles (identity across articles has one of its own)."""
    with DiskStore(folder / "store", read_only=True) as store:
        return {g for g in store.graphs() if "/graph/" in g and not g.endswith("/identity")}


def test_everything_that_was_given_is_in_the_store_and_the_report(tmp_path: Path) -> None:
    made = build(tmp_path, articles(5))
    assert (made.made, made.kept, made.withdrawn, made.problems) == (5, 0, 0, ())
    assert len(graphs(tmp_path)) == made.totals.articles == 5
    report = json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))
    assert report["graph"]["digest"] == made.digest
    assert {p.name for p in made.files} == {"graph.trig", "graph.ttl"}


def test_what_has_not_changed_is_not_read_again(tmp_path: Path) -> None:
    first = build(tmp_path, articles(5))
    again = build(tmp_path, articles(5))
    assert (again.made, again.kept) == (0, 5)
    assert again.digest == first.digest


def test_what_is_added_alone_is_read(tmp_path: Path) -> None:
    build(tmp_path, articles(3))
    more = build(tmp_path, articles(5))
    assert (more.made, more.kept) == (2, 3)
    assert more.digest == build(tmp_path / "other", articles(5)).digest


def test_a_withdrawn_article_loses_exactly_its_graph(tmp_path: Path) -> None:
    build(tmp_path, articles(5))
    before = graphs(tmp_path)
    less = build(tmp_path, articles(4))
    assert less.withdrawn == 1
    assert len(before - graphs(tmp_path)) == 1
    assert graphs(tmp_path) < before
    assert less.digest == build(tmp_path / "other", articles(4)).digest


def test_a_changed_article_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    build(tmp_path, articles(3))
    changed = [*articles(2), article(2, " وعاد.")]
    made = build(tmp_path, changed)
    assert (made.made, made.kept, made.withdrawn) == (1, 2, 1)
    assert made.digest == build(tmp_path / "other", changed).digest


def test_the_same_article_twice_is_one(tmp_path: Path) -> None:
    made = build(tmp_path, [*articles(2), article(0)])
    assert made.totals.articles == 2
    assert made.codes == {"KG110": 1}


def test_an_article_that_fails_is_named_and_tried_again_next_time(tmp_path: Path) -> None:
    items = [*articles(2), named(BROKEN)]
    made = build(tmp_path, items)
    assert made.totals.articles == 2
    assert [p.where for p in made.problems] == ["odd.txt"]
    assert "broken on purpose" in made.problems[0].message
    again = build(tmp_path, items)
    assert again.kept == 2
    assert again.codes == made.codes


def test_a_problem_of_the_reading_stops_nothing(tmp_path: Path) -> None:
    lost = Problem("bad.txt", "KG104", "it holds no article text", "check the file")
    made = build(tmp_path, [lost, *articles(2)])
    assert made.problems == (lost,)
    assert made.totals.articles == 2


def test_another_reader_makes_all_parts_stale(tmp_path: Path) -> None:
    build(tmp_path, articles(3))
    made = build(tmp_path, articles(3), "tests.fakes:slow_pipeline")
    assert (made.made, made.kept) == (3, 0)


def test_files_are_removed_when_they_are_no_longer_wanted(tmp_path: Path) -> None:
    build(tmp_path, articles(2))
    build(tmp_path, articles(3), files=False)
    assert not (tmp_path / "graph.trig").exists()
    assert not (tmp_path / "graph.ttl").exists()


def test_the_journal_tells_what_happened(tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    build(tmp_path / "out", [*articles(2), named(BROKEN)], journal=log)
    events = [json.loads(line)["event"] for line in log.read_text(encoding="utf-8").splitlines()]
    assert events[0] == "begin"
    assert events[-1] == "end"
    assert sorted(events[1:-1]) == ["article", "article", "problem"]


@pytest.mark.parametrize("interrupted_after", [0, 1, 4])
def test_a_build_that_was_stopped_goes_on(tmp_path: Path, interrupted_after: int) -> None:
    def source() -> object:
        yield from articles(6)[:interrupted_after]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build(tmp_path / "a", source())  # type: ignore[arg-type]
    made = build(tmp_path / "a", articles(6))
    assert made.made + made.kept == 6
    assert made.digest == build(tmp_path / "b", articles(6)).digest


@limits(max_examples=6)
@given(order=st.permutations(range(5)), once=st.integers(0, 5))
def test_neither_order_nor_number_of_builds_matters(
    tmp_path_factory: pytest.TempPathFactory, order: list[int], once: int
) -> None:
    folder = tmp_path_factory.mktemp("order")
    build(folder, [article(n) for n in order[:once]])
    made = build(folder, [article(n) for n in order])
    trig = (folder / "graph.trig").read_bytes()
    plain = tmp_path_factory.mktemp("plain")
    assert made.digest == build(plain, articles(5)).digest
    assert trig == (plain / "graph.trig").read_bytes()
