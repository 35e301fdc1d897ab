"""Who is who across articles: merges with reasons, chains refused, people's judgements kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.across import Judgement, Outcome, Side, clusters
from kg.resolve.across.profiles import Profile
from kg.resolve.across.reasons import Match
from kg.resolve.across.records import Accounts

Settled = Callable[..., Outcome]


def together(outcome: Outcome, *ids: str) -> bool:
    return any(set(ids) <= set(i.members) for i in outcome.identities)


def test_one_person_in_two_articles_is_one_with_a_reason(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b", day="2024-05-15")
    x = one.thing("PER", "الدكتور كريم الحسيني", roles=frozenset({"المتحدث"}), groups=frozenset({"الدفاع المدني"}))
    y = two.thing("PER", "كريم الحسيني", roles=frozenset({"المتحدث"}))
    found = settled(one, two)
    assert together(found, x, y)
    why = next(j.why for j in found.judgements if set(j.pair) == {x, y})
    assert "the same full name" in why


def test_a_name_alone_is_not_enough(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b", day="2020-01-01")
    x, y = one.thing("PER", "محمد حسن"), two.thing("PER", "محمد حسن")
    assert not together(settled(one, two), x, y)


def test_two_ages_never_become_one_through_a_third(paper: type, settled: Settled) -> None:
    papers = [paper(n, day=f"2024-05-1{i}") for i, n in enumerate("abc")]
    role = frozenset({"شاهد عيان"})
    ages = (frozenset({24}), frozenset(), frozenset({61}))
    ids = [p.thing("PER", "سالم العدني", ages=age, roles=role) for p, age in zip(papers, ages, strict=True)]
    found = settled(*papers)
    assert not together(found, ids[0], ids[2])


def test_two_fathers_never_become_one_through_a_third(paper: type, settled: Settled) -> None:
    papers = [paper(n) for n in "abc"]
    role = frozenset({"مدير المستشفى"})
    names = ("محمد بن سالم الخطيب", "محمد الخطيب", "محمد بن علي الخطيب")
    ids = [p.thing("PER", name, roles=role) for p, name in zip(papers, names, strict=True)]
    assert not together(settled(*papers), ids[0], ids[2])


def test_a_last_name_with_two_bearers_stays_undecided(paper: type, settled: Settled) -> None:
    one, two, three = paper("a"), paper("b"), paper("c")
    x = one.thing("PER", "أنيس الغربي", groups=frozenset({"نجوم الساحل"}))
    y = two.thing("PER", "نبيل الغربي", groups=frozenset({"نجوم الساحل"}))
    z = three.thing("PER", "الغربي", groups=frozenset({"نجوم الساحل"}))
    found = settled(one, two, three)
    assert not together(found, x, y)
    assert not together(found, x, z)
    assert not together(found, y, z)


def test_ministries_of_two_countries_are_two(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b")
    one.thing("GPE.COUNTRY", "المغرب", mentions=3)
    two.thing("GPE.COUNTRY", "الجزائر", mentions=3)
    x, y = one.thing("ORG.GOV", "وزارة الداخلية"), two.thing("ORG.GOV", "وزارة الداخلية")
    assert not together(settled(one, two), x, y)


def test_descriptions_are_nobody_elses(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b")
    x, y = one.thing("ORG.ARM", "التنظيم"), two.thing("ORG.ARM", "التنظيم")
    p, q = one.thing("GPE.CITY", "المدينة"), two.thing("GPE.CITY", "المدينة")
    found = settled(one, two)
    assert not together(found, x, y)
    assert not together(found, p, q)


def test_links_carry_score_and_reason(paper: type, settled: Settled) -> None:
    one = paper("a")
    one.thing("GPE.COUNTRY", "لبنان", mentions=2)
    x = one.thing("GPE.CITY", "مدينة طرابلس", places=frozenset({"لبنان"}))
    found = settled(one)
    link = found.links[x]
    assert link.entry.id == "gn:266826"
    assert link.sure
    assert "inside" in link.why
    assert any(j.other.id == "gn:266826" and j.one.id == x for j in found.judgements)


def human(verdict: str, one: Side, other: Side) -> Judgement:
    return Judgement(verdict, one, other, float(verdict == "same"), "decided", "samira", "2024-06-01T10:00:00Z")


def test_a_persons_judgement_outweighs_the_program(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b", day="2024-05-15")
    role = frozenset({"المتحدث"})
    x, y = one.thing("PER", "كريم الحسيني", roles=role), two.thing("PER", "كريم الحسيني", roles=role)
    sides = Side(x, "كريم الحسيني", "PER", "a"), Side(y, "كريم الحسيني", "PER", "b")
    assert together(settled(one, two), x, y)
    assert not together(settled(one, two, log=[human("different", *sides)]), x, y)
    later = [human("different", *sides), human("same", *sides)]
    assert together(settled(one, two, log=later), x, y)


def test_a_judgement_finds_its_thing_when_the_iri_has_changed(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b")
    x, y = one.thing("PER", "سعيد"), two.thing("PER", "الحاج سعيد المعلم")
    sides = Side("x:gone/1", "سعيد", "PER", "a"), Side("x:gone/2", "الحاج سعيد المعلم", "PER", "b")
    assert together(settled(one, two, log=[human("same", *sides)]), x, y)


def test_a_link_can_be_refused_and_made_by_hand(paper: type, settled: Settled) -> None:
    one = paper("a")
    one.thing("GPE.COUNTRY", "لبنان", mentions=2)
    x = one.thing("GPE.CITY", "طرابلس")
    here = Side(x, "طرابلس", "GPE.CITY", "a")
    refused = settled(one, log=[human("different", here, Side("gn:266826"))])
    assert x not in refused.links
    made = settled(one, log=[human("same", here, Side("gn:2210247"))])
    assert made.links[x].entry.id == "gn:2210247"


@given(st.permutations(range(4)))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    from tests.resolve.across.conftest import Paper

    names = ("كريم الحسيني", "الدكتور كريم الحسيني", "سليم الخازن", "الحسيني")
    papers = []
    for n, name in enumerate(names):
        one = Paper(f"p{n}", day=f"2024-05-{10 + n}")
        one.thing("PER", name, roles=frozenset({"المتحدث باسم الدفاع"}), groups=frozenset({"الدفاع المدني"}))
        papers.append(one)
    from kg.resolve.across import identify

    whole = identify([p.account() for p in papers])
    assert identify([papers[i].account() for i in order]) == whole


def test_accounts_are_ordered_by_day_then_id(paper: type) -> None:
    late, early = paper("a", day="2024-06-01"), paper("b", day="2024-05-01")
    assert [a.source.id for a in Accounts.of([late.account(), early.account()])] == ["b", "a"]


@pytest.mark.parametrize("verdict", ["maybe", ""])
def test_a_verdict_is_one_of_three(verdict: str) -> None:
    with pytest.raises(ValueError, match="not a verdict"):
        Judgement(verdict, Side("a"), Side("b"), 1.0, "")


def test_a_country_stays_one_thing_whatever_stands_beside_it(paper: type, settled: Settled) -> None:
    """One that is not linked (its names are those of two countries) made every later one a tie, and so a thing of its own."""
    papers = [paper(f"p{i}") for i in range(6)]
    for i, each in enumerate(papers):
        names = ("الكويت",) if i == 1 else ()
        each.thing("GPE.COUNTRY", "السعودية" if i % 2 else "المملكة العربية السعودية", names=names)
    found = settled(*papers)
    assert max(len(i.members) for i in found.identities) >= 5


def test_the_world_means_the_large_place_of_a_name(paper: type, settled: Settled) -> None:
    one = paper("a", outlet="الحرة")
    one.thing("GPE.CITY", "جنيف")
    one.thing("GPE.COUNTRY", "الولايات المتحدة")
    one.thing("GPE.CITY", "شيكاغو")
    (city,) = [i for i in settled(one).identities if i.label == "جنيف"]
    assert city.links[0].entry.country == "CH"


def test_a_place_does_not_speak_for_itself(paper: type, settled: Settled) -> None:
    one = paper("a")
    one.thing("GPE.CITY", "واشنطن")
    one.thing("GPE.COUNTRY", "الولايات المتحدة")
    (city,) = [i for i in settled(one).identities if i.label == "واشنطن"]
    assert "near other places" not in city.links[0].why


def test_parts_of_a_country_are_not_the_country(paper: type, settled: Settled) -> None:
    one = paper("a")
    one.thing("GPE.COUNTRY", "السعودية")
    one.thing("GPE.REGION", "المحافظات السعودية")
    assert all(len(i.members) == 1 for i in settled(one).identities)


def test_a_thing_is_compared_with_few_of_many_namesakes(
    paper: type, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    compare = clusters.compare

    def counted(a: Profile, b: Profile) -> Match:
        asked.append(1)
        return compare(a, b)

    monkeypatch.setattr(clusters, "compare", counted)
    papers = [paper(f"p{i:03}", day=f"2024-01-{1 + i % 28:02}") for i in range(60)]
    for i, each in enumerate(papers):
        each.thing("PER", f"{'ابتثج'[i % 5] * 3}ان {'سليم' if i % 2 else 'نبيل'} الحداد", ages=frozenset({20 + i}))
    settled(*papers)
    assert len(asked) <= 2 * clusters.MOST_COMPARED * len(papers)
