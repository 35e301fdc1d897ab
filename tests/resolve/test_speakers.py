"""Chains of speakers."""

from __future__ import annotations

from kg.model import Says, Span
from kg.resolve.speakers import MOST_CHAINS, MOST_LINKS, NOBODY, Speakers

PEOPLE = {f"m{i}": f"P{i}" for i in range(40)}


def saying(name: str, source: str | None, *content: str, mod: str = "assert", at: int = 0) -> Says:
    return Says(name, Span(at, at + 1), "x", 1, source, content, mod)


def chains(content: str, *says: Says) -> list[tuple[str, ...]]:
    return [c.speakers for c in Speakers(says, PEOPLE).chains(content)]


def test_the_nearest_speaker_is_first() -> None:
    assert chains("e", saying("a1", "m1", "a2"), saying("a2", "m2", "e")) == [("P2", "P1")]


def test_three_deep() -> None:
    says = (saying("a1", "m1", "a2"), saying("a2", "m2", "a3"), saying("a3", "m3", "e"))
    assert chains("e", *says) == [("P3", "P2", "P1")]


def test_one_saying_reported_by_two_is_two_chains() -> None:
    says = (saying("a1", "m1", "a3"), saying("a2", "m2", "a3", at=5), saying("a3", "m3", "e"))
    assert chains("e", *says) == [("P3", "P1"), ("P3", "P2")]


def test_an_unnamed_source_is_kept_as_such() -> None:
    assert chains("e", saying("a1", None, "e")) == [("",)]
    assert chains("e", saying("a1", "gone", "e")) == [("",)]


def test_who_reports_their_own_words_is_one_speaker() -> None:
    assert chains("e", saying("a1", "m1", "a2"), saying("a2", "m1", "e", mod="deny")) == [("P1",)]


def test_modalities_of_all_links_are_kept() -> None:
    [chain] = Speakers([saying("a1", "m1", "a2", mod="believe"), saying("a2", "m2", "e", mod="deny")], PEOPLE).chains(
        "e"
    )
    assert chain.mods == ("deny", "believe")


def test_two_unnamed_links_stay_two() -> None:
    assert chains("e", saying("a1", None, "a2"), saying("a2", None, "e")) == [("", "")]


def test_content_named_twice_is_said_once() -> None:
    assert chains("e", saying("a1", "m1", "e", "e")) == [("P1",)]


def test_what_nobody_says_the_article_says() -> None:
    assert Speakers([], PEOPLE).chains("e") == (NOBODY,)


def test_a_saying_of_itself_ends() -> None:
    assert chains("e", saying("a1", "m1", "a1", "e")) == [("P1",)]


def test_the_order_of_sayings_is_that_of_the_text() -> None:
    assert chains("e", saying("a1", "m1", "e", at=9), saying("a2", "m2", "e", at=2)) == [("P2",), ("P1",)]


def test_everybody_says_that_everybody_says_ends_soon() -> None:
    names = [f"a{i}" for i in range(40)]
    says = [saying(n, f"m{i}", "e", *names, at=i) for i, n in enumerate(names)]
    found = Speakers(says, PEOPLE).chains("e")
    assert len(found) == MOST_CHAINS
    assert all(len(c.says) <= MOST_LINKS for c in found)


def test_a_very_long_chain_is_cut() -> None:
    says = [saying(f"a{i}", f"m{i % 40}", f"a{i + 1}" if i < 5000 else "e") for i in range(5001)]
    [chain] = Speakers(says, PEOPLE).chains("e")
    assert len(chain.speakers) == MOST_LINKS


def test_who_quotes_a_speaker_does_not_say_it_too() -> None:
    assert chains("e", saying("a1", "m1", "a2", "e"), saying("a2", "m2", "e", at=4)) == [("P2", "P1")]


def test_who_quotes_a_speaker_says_the_rest() -> None:
    says = (saying("a1", "m1", "a2", "e", "f"), saying("a2", "m2", "e", at=4))
    assert chains("f", *says) == [("P1",)]


def test_speakers_in_a_circle_still_say_it() -> None:
    two = (saying("a1", "m1", "a2", "e"), saying("a2", "m2", "a1", "e", at=4))
    three = (saying("a1", "m1", "a2", "e"), saying("a2", "m2", "a3", "e", at=4), saying("a3", "m3", "a1", "e", at=8))
    assert chains("e", *two)
    assert all(c for c in chains("e", *three))


def test_who_denies_what_another_says_denies_the_thing_and_the_other_goes_on_saying_it() -> None:
    says = (saying("a1", "m1", "a2", mod="deny"), saying("a2", "m2", "e", at=5))
    found = {(c.speakers, c.mods) for c in Speakers(says, PEOPLE).chains("e")}
    assert found == {(("P1",), ("deny",)), (("P2",), ("assert",))}


def test_who_denies_having_said_something_is_a_chain_of_one() -> None:
    assert chains("e", saying("a1", "m1", "a2", mod="deny"), saying("a2", "m1", "e")) == [("P1",)]
