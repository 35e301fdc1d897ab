"""A date, time or length that is written in any supported form parses back to itself, alone and inside a sentence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.temporal import find_times, parse
from kg.temporal.calendars import hijri_value
from kg.temporal.lexicon import lexicon

DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
MONTHS = lexicon().forms("month")
SHARED = {word: number for word, number in MONTHS.items() if list(MONTHS.values()).count(number) > 1}
WEEKDAYS = lexicon().forms("weekday")
ARABIC_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
ONES = ["", "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع"]
TEENS = ["العاشر", "الحادي عشر", *[f"{word} عشر" for word in ONES[2:]]]
UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]


def ordinal(day: int) -> str:
    """1 to 31 in words, with the article."""
    if day < 10:
        return ONES[day]
    if day < 20:
        return TEENS[day - 10]
    tens = {2: "العشرين", 3: "الثلاثين"}[day // 10]
    first = "الحادي" if day % 10 == 1 else ONES[day % 10]
    return f"{first} و{tens}" if day % 10 else tens


def cardinal(number: int) -> str:
    """1 to 99 in words."""
    if number <= 10:
        return UNITS[number] if number < 10 else TENS[1]
    if number < 20:
        return f"{ {1: 'أحد', 2: 'اثنا'}.get(number - 10, UNITS[number - 10]) } عشر"
    return f"{UNITS[number % 10]} و{TENS[number // 10]}" if number % 10 else TENS[number // 10]


def year_in_words(year: int) -> str:
    """A year from 1950 to 2049: «ألف وتسعمائة وستة وسبعون», «ألفين وأحد عشر»."""
    head = "ألف وتسعمائة" if year < 2000 else "ألفين"
    return f"{head} و{cardinal(year % 100)}" if year % 100 else head


def read(text: str) -> str:
    time = parse(text)
    assert time is not None, text
    return time.value


FORMS = [
    "{d} {m} {y}",
    "{d} {m} عام {y}",
    "يوم {d} {m} من سنة {y}م",
    "{o} من {m} {y}",
    "{o} من شهر {m} عام {y}",
    "ال\u0640{d} من {m} {y}",
    "{m} {d}, {y}",
    "{d}-{m}-{y}",
]


@given(DAYS, st.sampled_from(sorted(MONTHS)), st.sampled_from(FORMS))
def test_day_month_and_year(day: date, month: str, form: str) -> None:
    text = form.format(d=day.day, m=month, y=day.year, o=ordinal(day.day))
    wanted = f"{day.year}-{MONTHS[month]:02}-{day.day:02}"
    if day.day <= 28:
        assert read(text) == wanted
        assert read(text.translate(ARABIC_INDIC)) == wanted
        assert read(text.translate(PERSIAN)) == wanted


@given(
    DAYS,
    st.sampled_from(
        ["{d}/{m}/{y}", "{d}-{m}-{y}", "{y}-{m:02}-{d:02}", "{d}/{m}/{y}م", "{d} / {m} / {y}", "{d}.{m}.{y}"]
    ),
)
def test_digits(day: date, form: str) -> None:
    assert read(form.format(d=day.day, m=day.month, y=day.year)) == day.isoformat()


@given(DAYS)
def test_words_alone(day: date) -> None:
    month = next(w for w, n in MONTHS.items() if n == day.month)
    assert read(f"{ordinal(day.day)} من {month} عام {year_in_words(day.year)}") == day.isoformat()


@given(DAYS, st.sampled_from(sorted(SHARED)), st.sampled_from(sorted(SHARED)))
def test_two_calendars_side_by_side(day: date, first: str, second: str) -> None:
    if MONTHS[first] == MONTHS[second] and first != second:
        assert read(f"{first}/{second} {day.year}") == f"{day.year}-{MONTHS[first]:02}"
        assert read(f"{first} ({second}) {day.year}") == f"{day.year}-{MONTHS[first]:02}"


@given(st.integers(1345, 1499), st.sampled_from(sorted(lexicon().forms("hijri_month").items())), st.integers(1, 29))
def test_hijri(year: int, month: tuple[str, int], day: int) -> None:
    word, number = month
    assert read(f"{day} {word} {year}ه\u0640") == hijri_value(year, number, day)
    assert read(f"{day}/{number}/{year}ه\u0640") == hijri_value(year, number, day)


@given(DAYS, st.sampled_from(sorted(WEEKDAYS)))
def test_a_weekday_told_by_its_distance(day: date, word: str) -> None:
    past, future = parse(f"{word} الماضي", day.isoformat()), parse(f"يوم {word} المقبل", day.isoformat())
    assert past is not None
    assert future is not None
    before, after = date.fromisoformat(past.value), date.fromisoformat(future.value)
    assert before.isoweekday() == after.isoweekday() == WEEKDAYS[word]
    assert 1 <= (day - before).days <= 7
    assert 1 <= (after - day).days <= 7


LENGTHS = [
    ("سنوات", "سنة", "P{}Y"),
    ("أيام", "يوما", "P{}D"),
    ("أشهر", "شهرا", "P{}M"),
    ("ساعات", "ساعة", "PT{}H"),
    ("دقائق", "دقيقة", "PT{}M"),
    ("أسابيع", "أسبوعا", "P{}W"),
]


@given(st.integers(3, 99), st.sampled_from(LENGTHS))
def test_lengths(count: int, unit: tuple[str, str, str]) -> None:
    few, many, value = unit
    noun = few if count <= 10 else many
    assert read(f"{count} {noun}") == value.format(count)
    assert read(f"{cardinal(count)} {noun}") == value.format(count)
    assert read(f"أكثر من {count} {noun}") == f"{value.format(count)}~after"


@given(st.integers(1, 23), st.integers(0, 59))
def test_clock_times(hour: int, minute: int) -> None:
    time = parse(f"الساعة {hour}:{minute:02}", "2019-02-20")
    assert time is not None
    assert time.value == f"2019-02-20T{hour:02}:{minute:02}"


@settings(max_examples=60)
@given(
    DAYS,
    st.sampled_from(sorted(MONTHS)),
    st.sampled_from(["وصل الوفد يوم {} إلى العاصمة", "في {}، قال", "بين المدينتين حتى {}.", "و{}؟"]),
)
def test_a_date_is_found_whole_in_a_sentence(day: date, month: str, sentence: str) -> None:
    text = f"{day.day} {month} {day.year}"
    found = [span.of(sentence.format(text)) for span in find_times(sentence.format(text))]
    assert len(found) == 1
    assert found[0].endswith(text)


@pytest.mark.slow
@pytest.mark.parametrize("piece", ["12 يناير 2012 ", "1 ", "ثلاثة وعشرون ألفا و", "يناير ", "1/1/", "(", "من إلى "])
def test_a_long_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = piece * (50_000 // len(piece))
    found = find_times(text + "\nيوم 14 يناير 2011")
    assert found[-1].of(text + "\nيوم 14 يناير 2011") == "يوم 14 يناير 2011"
