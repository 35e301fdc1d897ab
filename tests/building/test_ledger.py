"""The ledger is whole at any moment, and says so when it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.building.ledger import NAME, Ledger
from kg.building.part import Part
from kg.errors import GraphError


def part(name: str, body: bytes = b"x", quads: int = 3) -> Part:
    return Part(name, f"{name}.txt", f"urn:g:{name}", body, body, quads, 7, "2021-05-03", (1, 2, 3))


def kept(ledger: Ledger, *parts: Part) -> None:
    with ledger.changing():
        for p in parts:
            ledger.see(p.article, p.digest)
    ledger.keep([(p, p.digest) for p in parts])


def test_what_is_kept_is_known_next_time(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        kept(ledger, part("a"))
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        with ledger.changing():
            assert [ledger.see("a", b"x"), ledger.see("a", b"x"), ledger.see("b", b"x")] == ["kept", "twice", "new"]


def test_a_part_made_from_something_else_is_new(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        kept(ledger, part("a"))
        ledger.begin()
        with ledger.changing():
            assert ledger.see("a", b"y") == "new"


def test_sums_are_over_all_articles(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        kept(ledger, part("a"), part("b", b"y", 5))
        totals = ledger.totals()
        assert (totals.articles, totals.quads, totals.words, totals.claims) == (2, 8, 14, 6)


def test_what_is_not_offered_is_swept_and_leaves_the_store(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        kept(ledger, part("a"), part("b", b"y"))
        ledger.mark_stored()
        ledger.begin()
        with ledger.changing():
            ledger.see("a", b"x")
        assert ledger.sweep() == 1
        assert ledger.gone() == ("urn:g:b",)
        assert ledger.pending() == (0, 1)


def test_an_article_that_comes_back_is_not_gone(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        kept(ledger, part("a"))
        ledger.mark_stored()
        ledger.begin()
        ledger.sweep()
        ledger.begin()
        kept(ledger, part("a"))
        assert ledger.gone() == ()
        assert ledger.pending() == (1, 0)


def test_a_change_that_fails_changes_nothing(tmp_path: Path) -> None:
    def fail(ledger: Ledger) -> None:
        with ledger.changing():
            ledger.see("a", b"x")
            raise RuntimeError

    with Ledger(tmp_path) as ledger:
        ledger.begin()
        with pytest.raises(RuntimeError):
            fail(ledger)
        with ledger.changing():
            assert ledger.see("a", b"x") == "new"


def test_digests_and_bodies_come_by_graph(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.begin()
        kept(ledger, part("b", b"y"), part("a"))
        assert [g for g, _ in ledger.digests()] == ["urn:g:a", "urn:g:b"]
        assert [body for *_, body in ledger.bodies()] == [b"x", b"y"]


def test_a_damaged_file_is_named_with_what_to_do(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"no database at all, and long enough to be read as one" * 40)
    with pytest.raises(GraphError, match="KG418") as caught:
        Ledger(tmp_path)
    assert "build again" in str(caught.value)


def test_a_ledger_of_another_version_is_refused(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        ledger.set("format", "0")
    with pytest.raises(GraphError, match="KG418"):
        Ledger(tmp_path)


def test_a_whole_ledger_has_no_damage(tmp_path: Path) -> None:
    with Ledger(tmp_path) as ledger:
        assert ledger.damage() == ""
