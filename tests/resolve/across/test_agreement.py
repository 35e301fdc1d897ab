"""Origins, events, slots, numbers and belief."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.across import Agreement, Outcome, Source, Statement
from kg.resolve.across.agreement import belief, independent
from kg.resolve.across.origins import origins
from kg.resolve.across.values import Value, read_number

Settled = Callable[..., Outcome]
STORY = (
    "قتل عشرة أشخاص في حريق اندلع في سوق المدينة القديمة فجر الأحد بحسب مصادر طبية. "
    "وقال شهود إن النيران التهمت عشرات المحال قبل وصول سيارات الإطفاء إلى المكان. "
    "وأعلنت البلدية فتح تحقيق في أسباب الحريق ووعدت بتعويض أصحاب المحال المتضررة."
)
OTHER = (
    "افتتح الوزير صباح اليوم معرض الكتاب في دورته الجديدة بحضور عدد من الناشرين العرب. "
    "ويستمر المعرض عشرة أيام وتشارك فيه مئات دور النشر من بلدان مختلفة."
)


def of(sources: list[Source]) -> list[set[str]]:
    return [set(o.articles) for o in origins(sources)]


def test_copies_of_an_agency_count_once() -> None:
    copies = [Source(f"a{n}", f"بيروت – رويترز: {STORY}", outlet=f"صحيفة {n}") for n in range(12)]
    found = origins(copies)
    assert len(found) == 1
    assert found[0].label == "رويترز"


def test_copies_without_a_byline_come_from_the_earliest() -> None:
    found = origins([Source("a", STORY, outlet="المنارة"), Source("b", STORY + " " + OTHER[:40], outlet="الفنار")])
    assert [set(o.articles) for o in found] == [{"a", "b"}]
    assert found[0].label == "المنارة"
    assert "copies" in found[0].why[1]


def test_two_stories_of_two_outlets_are_two_origins() -> None:
    assert of([Source("a", STORY, outlet="المنارة"), Source("b", OTHER, outlet="الفنار")]) == [{"b"}, {"a"}]


@pytest.mark.parametrize("byline", ["(أ ف ب)", "(رويترز)", "[د ب أ]", "(وكالة الساحل)"])
def test_bylines(byline: str) -> None:
    (found,) = origins([Source("a", f"{STORY} {byline}", outlet="المنارة")])
    assert found.key.startswith("agency:")


def test_a_colon_in_the_first_words_is_no_dateline() -> None:
    (found,) = origins([Source("a", f"وزير الصحة: {STORY}", outlet="المنارة")])
    assert found.key.startswith("outlet:")


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("17", "17", True), ("17", "12", False), ("50~after", "60", True), ("50~after", "40", False), ("20~approx", "21", True),
        ("20~approx", "30", False), ("3-6", "5", True), ("10~before", "12", False), ("10~before", "7", True),
        ("2000000MAD", "2000000MAD", True),
    ],
)  # fmt: skip
def test_when_numbers_agree(one: str, other: str, agree: bool) -> None:
    a, b = read_number(one), read_number(other)
    assert a is not None
    assert b is not None
    assert a.agrees(b) is agree
    assert b.agrees(a) is agree


@pytest.mark.parametrize("text", ["", "many", "3-1-2", "6-3", "~after"])
def test_what_is_no_number(text: str) -> None:
    assert read_number(text) is None


def value(voice: str, origin: str, confidence: float = 0.9, factuality: str = "asserted") -> Value:
    claim = Statement(f"c{voice}{origin}{factuality}", origin, "e", "type", "x", factuality, confidence=confidence)
    return Value("happened", "happened", "x", claim, voice, origin)


def test_voices_that_share_an_origin_or_a_source_are_one() -> None:
    assert len(independent([value("police", "a"), value("police", "b"), value("witness", "b"), value("army", "c")])) == 2


@given(st.lists(st.tuples(st.sampled_from("pqrs"), st.sampled_from("abcd"), st.floats(0, 1)), max_size=6))
def test_belief_lies_between_nought_and_one_and_grows_with_voices(told: list[tuple[str, str, float]]) -> None:
    values = [value(v, o, c) for v, o, c in told]
    base = belief(values)
    assert 0 <= base <= 1
    assert belief([*values, value("new", "new")]) >= base
    assert belief(values, [value("x", "y", 0.9, "denied")]) <= base


def attack(paper: type, name: str, killed: str, place: str = "مدينة طرابلس", day: str = "2024-05-14", **more: str) -> object:
    one = paper(name, day=day, **more)
    event = one.event("attack", "انفجار")
    one.claim(event, "place", one.thing("GPE.CITY", place, places=frozenset({"لبنان"})))
    one.claim(event, "time", one.date("2024-05-14"))
    dead = one.event("kill", "مقتل")
    group = one.thing("GRP", "شخصا")
    one.claim(dead, "cause", event)
    sentence = one.claims[-1].sentence
    one.claim(dead, "patient", group, sentence=sentence)
    one.claim(group, "count", one.number(killed), sentence=sentence)
    one.thing("PER", "كريم الحسيني", roles=frozenset({"المتحدث"}), groups=frozenset({"الدفاع المدني"}))
    return one


def about(outcome: Outcome, slot: str) -> Agreement:
    return max((a for a in outcome.agreements if any(r.slot == slot for r in a.readings)), key=lambda a: len(a.readings))


def test_one_event_told_by_two_outlets(paper: type, settled: Settled) -> None:
    found = settled(attack(paper, "a", "9"), attack(paper, "b", "12"))
    events = [i for i in found.identities if i.event and i.kind == "attack"]
    assert [len(e.members) for e in events] == [2]
    (toll,) = about(found, "killed").tolls
    assert (toll.least, toll.most, toll.states) == (9, 12, ("disputed",))


def test_a_later_higher_number_is_a_revision(paper: type, settled: Settled) -> None:
    found = settled(attack(paper, "a", "9"), attack(paper, "b", "12", day="2024-05-16"))
    (toll,) = about(found, "killed").tolls
    assert toll.states == ("revised",)
    assert toll.latest.key == "12"


def test_the_same_number_from_two_voices_is_agreed(paper: type, settled: Settled) -> None:
    (toll,) = about(settled(attack(paper, "a", "9"), attack(paper, "b", "9")), "killed").tolls
    assert toll.states == ("agreed",)


def test_attacks_on_other_days_are_others(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b", day="2024-07-01")
    for p, day in ((one, "2024-05-14"), (two, "2024-07-01")):
        event = p.event("attack", "انفجار")
        p.claim(event, "place", p.thing("GPE.CITY", "مدينة طرابلس", places=frozenset({"لبنان"})))
        p.claim(event, "time", p.date(day))
    assert not [i for i in settled(one, two).identities if i.event]


def test_an_event_and_what_is_said_of_it_are_two(paper: type, settled: Settled) -> None:
    found = settled(attack(paper, "a", "9"), attack(paper, "b", "9"))
    kinds = [i.kind for i in found.identities if i.event]
    assert sorted(kinds) == ["attack", "kill"]


def test_what_happens_once_is_one_event_although_times_disagree(paper: type, settled: Settled) -> None:
    """The coup against one leader, told with two dates by one article: one event with contradicting claims."""
    one = paper("a", day="2019-02")
    leader = one.thing("PER", "أبو بكر البغدادي", roles=frozenset({"زعيم"}), groups=frozenset({"داعش"}))
    official, paper_says = one.thing("ROLE", "مسؤول عسكري"), one.thing("ORG.MED", "صحيفة الغارديان")
    for day, place, who in (("2018-09-15", "بلدة الكشمة", official), ("2019-01-10", "مدينة هجين", paper_says)):
        event = one.event("coup", "انقلاب")
        one.claim(event, "patient", leader)
        one.claim(event, "time", one.date(day), speakers=(who,))
        one.claim(event, "place", one.thing("GPE.CITY", place), speakers=(who,))
    found = settled(one)
    (event,) = [i for i in found.identities if i.event]
    assert len(event.members) == 2
    clash = {c.slot for a in found.agreements for c in a.comparisons if not c.agree}
    assert {"time", "place"} <= clash


def test_a_denial_contradicts_and_lowers_belief(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b")
    for p, factuality in ((one, "asserted"), (two, "denied")):
        minister = p.thing("PER", "يوسف بن عياد", roles=frozenset({"وزير الماء"}), groups=frozenset({"الحكومة"}))
        event = p.event("dismiss", "استقالة")
        p.claims[-1] = type(p.claims[-1])(**{**_fields(p.claims[-1]), "factuality": factuality})
        p.claim(event, "agent", minister, factuality=factuality)
        p.claim(event, "time", p.date("2024-09-10"))
    found = settled(one, two)
    made = about(found, "agent")
    assert {"happened", "agent"} <= {c.slot for c in made.comparisons if not c.agree}
    (reading,) = [r for r in made.readings if r.slot == "agent"]
    assert reading.opposing
    assert reading.belief < 0.5


def test_a_plan_contradicts_nothing(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b")
    for p in (one, two):
        minister = p.thing("PER", "يوسف بن عياد", roles=frozenset({"وزير الماء"}), groups=frozenset({"الحكومة"}))
        event = p.event("dismiss", "استقالة")
        p.claim(event, "agent", minister)
        p.claim(event, "time", p.date("2024-09-10"))
    two.claim(event, "time", two.date("2024-07-01"), factuality="planned")
    found = settled(one, two)
    assert [len(i.members) for i in found.identities if i.event] == [2]
    assert not [c for a in found.agreements for c in a.comparisons if not c.agree]


def _fields(claim: Statement) -> dict[str, object]:
    return {name: getattr(claim, name) for name in claim.__slots__}


def test_the_count_of_the_word_that_tells_of_the_dead_is_their_number(paper: type, settled: Settled) -> None:
    one, two = paper("a"), paper("b")
    for each in (one, two):
        event = each.event("attack", "انفجار")
        each.claim(event, "place", each.thing("GPE.CITY", "مدينة طرابلس", places=frozenset({"لبنان"})))
        each.claim(event, "time", each.date("2024-05-14"))
        dead, hurt = each.thing("GRP", "قتيلا"), each.thing("GRP", "جريحا")
        kill = each.event("kill", "قتيلا")
        sentence = each.claims[-1].sentence
        each.claim(kill, "cause", event)
        each.claim(kill, "patient", dead, sentence=sentence, confidence=0.2)
        each.claim(kill, "patient", hurt, sentence=sentence, confidence=0.9)
        each.claim(dead, "count", each.number("17"), sentence=sentence)
        each.claim(hurt, "count", each.number("50"), sentence=sentence)
    (toll,) = about(settled(one, two), "killed").tolls
    assert (toll.least, toll.most) == (17, 17)


def test_a_number_counts_however_sure_its_speaker_is(paper: type, settled: Settled) -> None:
    one, two = attack(paper, "a", "9"), attack(paper, "b", "9")
    for each in (one, two):
        each.claims = [replace(c, confidence=0.25, speakers=("x:who",)) if c.predicate == "patient" else c for c in each.claims]
    assert about(settled(one, two), "killed").tolls
