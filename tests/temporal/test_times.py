"""Finding, anchoring, and what follows from a value."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.model import Span
from kg.temporal import edtf, find_times, parse, resolve_times
from kg.temporal.calendars import bounds
from kg.temporal.lexicon import lexicon


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("وقع الهجوم يوم 10 يناير الماضي قرب المدينة", ["يوم 10 يناير الماضي"]),
        ("وقعت منتصف شهر شتنبر من سنة 2018، أي", ["منتصف شهر شتنبر من سنة 2018"]),
        ("قال أمس الأحد إن", ["أمس الأحد"]),
        ("في 3 آب 2012 ثم في عام 2014", ["3 آب 2012", "عام 2014"]),
    ],
)
def test_times_are_found_whole(text: str, wanted: list[str]) -> None:
    assert [s.of(text) for s in find_times(text)] == wanted


@given(st.text(alphabet=st.sampled_from("ابتيناير0123456789/- عام الماضي\n"), max_size=200))
def test_found_spans_lie_in_the_text_in_order(text: str) -> None:
    found = find_times(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))


MONTHS = sorted(lexicon().forms("month").items())


@given(st.dates(date(1950, 1, 1), date(2049, 12, 31)), st.sampled_from(MONTHS))
def test_any_date_in_any_calendar_parses_back(day: date, month: tuple[str, int]) -> None:
    if day.day > 28:
        return
    word, number = month
    time = parse(f"{day.day} {word} {day.year}")
    assert time is not None
    assert time.value == f"{day.year}-{number:02}-{day.day:02}"


@given(
    st.dates(date(1950, 1, 1), date(2049, 12, 31)),
    st.sampled_from(["{d}/{m}/{y}", "{d}-{m}-{y}", "{y}-{m}-{d}", "{d}/{m}/{y}م"]),
)
def test_any_date_in_digits_parses_back(day: date, form: str) -> None:
    time = parse(form.format(d=day.day, m=day.month, y=day.year))
    assert time is not None
    assert time.value == day.isoformat()


@given(st.text(max_size=120))
def test_nothing_crashes(text: str) -> None:
    parse(text, "2019-02-20")
    resolve_times(text, [Span(0, len(text))])


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2018-09~mid", "2018-09-01", "2018-09-30"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("2019-02-17TEV", "2019-02-17", "2019-02-17"),
        ("2019-W07", "2019-02-11", "2019-02-17"),
        ("2010-Q3", "2010-07-01", "2010-09-30"),
        ("197X", "1970-01-01", "1979-12-31"),
        ("2014/2018", "2014-01-01", "2018-12-31"),
        ("2019-02-30", "", ""),
        ("P2D", "", ""),
        ("PAST_REF", "", ""),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    assert bounds(value) == (first, last)


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2018-09~mid", "2018-09~"),
        ("2019-02-17", "2019-02-17"),
        ("2014/2018", "2014/2018"),
        ("P2D", ""),
        ("2018-SU", "2018-22"),
        ("2018-W38", ""),
    ],
)
def test_edtf(value: str, wanted: str) -> None:
    assert edtf(value) == wanted


def published(text: str, given: str = "", url: str = "") -> tuple[str, str]:
    found = resolve_times(text, find_times(text), given, url)
    return found.published, found.published_source


def test_a_given_date_counts_first() -> None:
    assert published("في عام 2010", "2012-03-04") == ("2012-03-04", "given")


def test_the_address_tells() -> None:
    assert published("نص", url="https://example.org/2019/02/17/x") == ("2019-02-17", "given")


def test_a_dateline_tells() -> None:
    assert published("الثلاثاء 19 يوليو 2012\nقال الوزير إنه سافر أمس") == ("2012-07-19", "inferred")


def test_the_text_itself_tells() -> None:
    text = "وقعت المحاولة منتصف شتنبر من سنة 2018. ونشر التقرير يوم 7 فبراير الجاري، بعد أن نجا يوم 10 يناير الماضي."
    found = resolve_times(text, find_times(text))
    assert (found.published, found.published_source) == ("2019-02", "inferred")
    assert "2019" in found.why
    assert [t.value for t in found.times] == ["2018-09~mid", "2019-02-07", "2019-01-10"]


def test_without_a_hint_nothing_is_invented() -> None:
    found = resolve_times("سافر أمس", [Span(5, 8)])
    assert (found.published, found.published_source) == ("", "unknown")
    assert found.times[0].value == "XXXX-XX-XX"
    assert found.times[0].earliest == ""
