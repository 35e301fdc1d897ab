"""What a time expression says, piece by piece: day, month, year, weekday, part of day, shift, duration …

Each rule is a name, a pattern over folded text and a product; a piece of text is used once, longer rules first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from kg.temporal.lexicon import lexicon, words_pattern
from kg.temporal.numbers import approximation, find_numbers

_LETTER_BEFORE, _LETTER_AFTER = r"(?<![^\W_])", r"(?![^\W_])"
_NUMERIC = re.compile(r"(?<!\d)(\d{1,4})\s*[-/.»«\\]\s*(\d{1,2})\s*[-/.»«\\]\s*(\d{1,4})(?!\d)")
_CLOCK = re.compile(r"(?<!\d)(\d{1,2})\s*[:,.]\s*(\d{2})(?:\s*:\s*(\d{2}))?(?!\d)\s*(am|pm|ص|م)?")
_MILITARY = re.compile(r"(?<!\d)(\d{2})(\d{2})\s*(?=ت\s?غ|تغ|بتوقيت)")
_YEARS = re.compile(r"(?<!\d)(1[0-9]{3}|20[0-9]{2})\s*[-/–]\s*(1[0-9]{3}|20[0-9]{2}|\d{2})(?!\d)")
_YEAR = re.compile(r"(?<![\d.,])(1[0-9]{3}|20[0-9]{2}|21[0-9]{2})(?![\d])\s*(ه|م)?(?![^\W\d_])")
_FRACTION = re.compile(r"(الربع|النصف|الفصل)\s+(الاول|الثاني|الثالث|الرابع)")
_DAY = re.compile(r"(?<![\d.,:])(\d{1,2})(?![\d.,:]\d|\d|%)")


@dataclass
class Pieces:
    """Everything found in one expression; `rest` is what no rule took."""

    text: str
    rest: str
    year: int | None = None
    year_to: int | None = None
    month: int | None = None
    day: int | None = None
    hijri: bool = False
    weekday: int | None = None
    shift_days: int | None = None
    direction: str = ""
    part: str = ""
    clock: tuple[int, int, int | None] | None = None
    zone: str = ""
    edge: str = ""
    approx: str = ""
    unit: str = ""
    unit_form: str = ""
    amount: float | None = None
    half: bool = False
    decade: int | None = None
    season: str = ""
    sport_season: bool = False
    ago: str = ""
    ref: str = ""
    frequency: str = ""
    fraction: str = ""
    vague: bool = False
    used: list[str] = field(default_factory=list)

    def take(self, rule: str, match: re.Match[str]) -> None:
        """Marks the matched stretch as used by `rule`."""
        self.rest = self.rest[: match.start()] + " " * (match.end() - match.start()) + self.rest[match.end() :]
        self.used.append(rule)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    data = lexicon().data
    units = [w for forms in data["units"].values() for words in forms.values() for w in words]

    def any_of(words: object, particles: bool = True) -> re.Pattern[str]:
        return re.compile(words_pattern(words, particles=particles))  # type: ignore[arg-type]

    flat = {key: list(lexicon().words(key)) for key in ("months", "hijri_months", "weekdays", "seasons", "parts", "edges",
                                                         "refs", "days", "frequencies")}  # fmt: skip
    return {
        **{key: any_of(words) for key, words in flat.items()},
        "past": any_of(data["past"]), "next": any_of(data["next"]), "this": any_of(data["this"]),
        "units": any_of(units), "decades": any_of(data["decades"]), "ordinals": any_of(data["ordinals"]),
        "sport": any_of([*data["sport_seasons"], *data["school_years"]]), "zones": any_of(data["zones"]),
        "vague": any_of(data["vague"]),
        "ago": re.compile(words_pattern(["قبل", "منذ"], particles=True)),
        "ahead": re.compile(words_pattern(["بعد", "خلال"], particles=True)),
        "half": re.compile(words_pattern(["ونصف", "النصف", "والنصف", "ونصف السنه"])),
    }  # fmt: skip


def _word(match: re.Match[str], table: Mapping[str, Any]) -> Any:
    """The table's entry for a match that may carry a glued particle."""
    text = " ".join(match.group().split())
    while text and text not in table:
        text = text[1:]
    return table[text]


def pieces(text: str) -> Pieces:
    """The pieces of a folded time expression."""
    found = Pieces(text, text)
    for step in _STEPS:
        step(found)
    return found


def _numeric_date(p: Pieces) -> None:
    match = _NUMERIC.search(p.rest)
    if not match:
        return
    a, b, c = (int(g) for g in match.groups())
    if a > 31:
        p.year, p.month, p.day = a, b, c
    else:
        day, month = (a, b) if b <= 12 else (b, a)
        p.day, p.month, p.year = day, month, c if c > 99 else 2000 + c if c < 50 else 1900 + c
    if p.month and not 1 <= p.month <= 12:
        p.year = p.month = p.day = None
        return
    p.hijri = bool(p.year and 1300 <= p.year <= 1500)
    p.take("numeric_date", match)


def _clock(p: Pieces) -> None:
    zone = _patterns()["zones"].search(p.rest)
    match = _MILITARY.search(p.rest) or _CLOCK.search(p.rest)
    if match and int(match[1]) < 25 and int(match[2]) < 60:
        hour, second = int(match[1]), match[3] if match.re is _CLOCK else None
        if match.re is _CLOCK and match[4] in ("pm", "م") and hour < 12:
            hour += 12
        p.clock = (hour, int(match[2]), int(second) if second else None)
        p.take("clock", match)
        if zone:
            p.zone = "Z"
            p.take("zone", zone)


def _ordinal_hour(p: Pieces) -> None:
    """«الساعة العاشرة والنصف», «الثالثة عصرا»."""
    hour = re.search(r"الساعه\s+", p.rest)
    match = _patterns()["ordinals"].search(p.rest, hour.end() if hour else 0)
    part = _patterns()["parts"].search(p.rest)
    if not match or not (hour or part) or (not hour and not match.group().endswith(("ه", "عشر"))) or p.clock:
        return
    value = int(str(_word(match, lexicon().data["ordinals"])))
    if value > 12 or (hour and match.start() != hour.end()):
        return
    minute = (
        30
        if re.search(words_pattern(["والنصف"]), p.rest)
        else 15
        if re.search(words_pattern(["والربع"]), p.rest)
        else 0
    )
    late = part and str(_word(part, lexicon().words("parts"))) in ("AF", "EV", "NI") and value < 12
    p.clock = (value + 12 if late else value, minute, None)
    p.take("ordinal_hour", match)
    if hour:
        p.take("hour_word", hour)


def _years(p: Pieces) -> None:
    match = _YEARS.search(p.rest)
    if match:
        first, last = int(match[1]), match[2]
        p.year, p.year_to = first, int(last) if len(last) == 4 else first // 100 * 100 + int(last)
        p.hijri = 1300 <= first <= 1500
        p.take("years", match)


def _table(key: str, name: str) -> Callable[[Pieces], None]:
    """A rule that sets attribute `name` from the table `key`."""

    def rule(p: Pieces) -> None:
        match = _patterns()[key].search(p.rest)
        if match:
            setattr(p, name, _word(match, lexicon().words(key)))
            p.take(key, match)

    return rule


def _month(p: Pieces) -> None:
    match = _patterns()["months"].search(p.rest)
    if match and p.month is None:
        p.month = int(str(_word(match, lexicon().months)))
        p.take("months", match)
        double = _patterns()["months"].search(p.rest)  # «تموز/يوليو», «يوليو (تموز)»
        if double and int(str(_word(double, lexicon().months))) == p.month:
            p.take("months", double)
        return
    match = _patterns()["hijri_months"].search(p.rest)
    if match and p.month is None:
        p.month, p.hijri = int(str(_word(match, lexicon().hijri_months))), True
        p.take("hijri_months", match)


def _year(p: Pieces) -> None:
    match = _YEAR.search(p.rest)
    if match and p.year is None:
        p.year = int(match[1])
        p.hijri = p.hijri or bool(match[2] and match[2].startswith("ه")) or (1350 <= p.year <= 1460 and not match[2])
        p.take("year", match)


def _year_in_words(p: Pieces) -> None:
    """«عام ألفين وأحد عشر»."""
    if p.year is None and re.search(words_pattern(["عام", "العام", "سنه"], particles=True), p.rest):
        for number in find_numbers(p.rest):
            if 1000 <= number.value <= 2100:
                p.year = int(number.value)
                p.rest = p.rest[: number.start] + " " * (number.end - number.start) + p.rest[number.end :]
                p.used.append("year_in_words")
                return


def _day(p: Pieces) -> None:
    if p.day is not None or p.month is None:
        if p.day is None and re.search(words_pattern(["الشهر", "شهر"]), p.rest):
            match = _DAY.search(p.rest) or _patterns()["ordinals"].search(p.rest)
            if match and re.search(r"من\s+(?:هذا\s+)?الشهر", p.rest):
                p.day = int(match[1]) if match.re is _DAY else int(str(_word(match, lexicon().data["ordinals"])))
                p.take("day_of_this_month", match)
        return
    match = _DAY.search(p.rest)
    if match and 1 <= int(match[1]) <= 31:
        p.day = int(match[1])
        p.take("day", match)
        return
    match = _patterns()["ordinals"].search(p.rest)
    if match:
        p.day = int(str(_word(match, lexicon().data["ordinals"])))
        p.take("ordinal_day", match)


def _direction(p: Pieces) -> None:
    for name in ("past", "next", "this"):
        match = _patterns()[name].search(p.rest)
        if match:
            p.direction = name
            p.take(name, match)
            return


def _unit(p: Pieces) -> None:
    match = _patterns()["units"].search(p.rest)
    if not match:
        return
    p.unit, p.unit_form = _word(match, lexicon().units)
    definite = match.group().lstrip("وفبك").startswith(("ال", "لل")) and p.unit_form == "one"
    if definite and not p.direction and (p.edge or p.fraction or p.unit in ("W", "M")) and p.unit in ("W", "M", "Y"):
        p.direction = "this"
    p.take("unit", match)
    if p.unit_form == "two":
        p.amount = 2
    numbers = find_numbers(p.rest)
    if numbers and p.amount is None and p.direction != "this":
        p.amount = numbers[0].value
        p.rest = p.rest[: numbers[0].start] + " " * (numbers[0].end - numbers[0].start) + p.rest[numbers[0].end :]
    half = _patterns()["half"].search(p.rest)
    if half:
        p.half = True
        p.take("half", half)


def _fraction(p: Pieces) -> None:
    """«الربع الأول», «النصف الثاني» of a year: Q1, H2."""
    match = _FRACTION.search(p.rest)
    if match:
        size = "H" if match[1] == "النصف" else "Q"
        number = int(str(lexicon().data["ordinals"][match[2]]))
        if number <= (2 if size == "H" else 4):
            p.fraction = f"{size}{number}"
            p.take("fraction", match)


def _vague(p: Pieces) -> None:
    match = _patterns()["vague"].search(p.rest)
    if match:
        p.vague = True
        p.take("vague", match)


def _decade(p: Pieces) -> None:
    match = _patterns()["decades"].search(p.rest)
    if match:
        p.decade = int(str(_word(match, lexicon().data["decades"])))
        p.take("decade", match)


def _days(p: Pieces) -> None:
    match = _patterns()["days"].search(p.rest)
    if match:
        p.shift_days = int(str(_word(match, lexicon().words("days"))))
        p.take("days", match)


def _sport(p: Pieces) -> None:
    match = _patterns()["sport"].search(p.rest)
    if match:
        p.sport_season = True
        p.take("sport", match)


def _ago(p: Pieces) -> None:
    for name, label in (("ago", "ago"), ("ahead", "ahead")):
        match = _patterns()[name].search(p.rest)
        if match:
            p.ago = label if "خلال" not in match.group() else "within"
            p.take(name, match)
            return


def _approx(p: Pieces) -> None:
    p.approx = approximation(p.rest)


def _ref(p: Pieces) -> None:
    whole = " ".join(p.text.split())
    table = lexicon().words("refs")
    for text in (whole, whole.lstrip("وفبل")):
        if text in table:
            p.ref = table[text]
            return


_STEPS: tuple[Callable[[Pieces], None], ...] = (
    _ref, _fraction, _numeric_date, _years, _clock, _ordinal_hour, _days, _table("parts", "part"), _table("weekdays", "weekday"), _month,
    _decade, _sport, _year, _year_in_words, _day, _table("frequencies", "frequency"), _approx, _table("edges", "edge"), _ago,
    _direction, _unit, _table("seasons", "season"), _vague,
)  # fmt: skip
