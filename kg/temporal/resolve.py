"""Pieces and an anchor → a TimeML value. Precision is kept: what is not said or known stays X."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kg.temporal.calendars import add_months, hijri_value, month_days, shift
from kg.temporal.numbers import show
from kg.temporal.pieces import Pieces

_DURATION = {
    "S": "PT{}S",
    "TM": "PT{}M",
    "H": "PT{}H",
    "D": "P{}D",
    "W": "P{}W",
    "M": "P{}M",
    "Y": "P{}Y",
    "DE": "P{}0Y",
    "CE": "P{}00Y",
}
_VAGUE = {
    "S": "PTXS",
    "TM": "PTXM",
    "H": "PTXH",
    "D": "PXD",
    "W": "PXW",
    "M": "PXM",
    "Y": "PXY",
    "DE": "PXDE",
    "CE": "PXCE",
}
_REFS = {"past": "PAST_REF", "next": "FUTURE_REF", "this": "PRESENT_REF"}


@dataclass(frozen=True, slots=True)
class Anchor:
    """The publication date as far as known ('', 'YYYY', 'YYYY-MM', 'YYYY-MM-DD') and the date last mentioned."""

    published: str = ""
    mentioned: str = ""

    @property
    def day(self) -> date | None:
        """The publication day, if known to the day."""
        return date.fromisoformat(self.published) if len(self.published) == 10 else None

    @property
    def year(self) -> int | None:
        """The publication year, if known."""
        return int(self.published[:4]) if len(self.published) >= 4 else None

    @property
    def month(self) -> int | None:
        """The publication month, if known."""
        return int(self.published[5:7]) if len(self.published) >= 7 else None


def value_of(p: Pieces, anchor: Anchor) -> tuple[str, str]:
    """(value, why in one sentence) of a time expression. The value is '' when nothing was understood."""
    for rule in (_season_years, _absolute, _relative_day, _duration_shift, _relative_unit, _duration, _others):
        found = rule(p, anchor)
        if found:
            value, why = found
            return _marks(p, value), why
    return "", "no rule reads it"


def _marks(p: Pieces, value: str) -> str:
    """The value with part of day, clock and the edge or approximation that was said."""
    if value.startswith(("P", "FUTURE", "PRESENT", "PAST")):
        counted = value[1:2].isdigit() or value.startswith("PT")
        return f"{value}~{p.approx}" if p.approx and counted else value
    if p.clock and "/" not in value and "T" not in value:
        hour, minute, second = p.clock
        value = f"{value}T{hour:02}:{minute:02}" + (f":{second:02}" if second is not None else "") + p.zone
    elif p.part and "/" not in value and len(value) >= 8:
        value = f"{value}T{p.part}"
    before = "before" if p.ago == "ago" and p.year is not None and not p.direction else ""
    mark = p.edge or before or p.approx
    return f"{value}~{mark}" if mark and "~" not in value else value


def _season_years(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """School years and football seasons run over two years; ranges of years."""
    if p.year and p.year_to:
        return _hijri_years(p) if p.hijri else (f"{p.year}/{p.year_to}", "two years are written")
    if not p.sport_season or p.amount is not None:
        return None
    if p.year:
        return f"{p.year}", "a season named by its year"
    if not anchor.year:
        return (_REFS[p.direction or "this"], "no year is known") if p.direction else None
    begins = anchor.year if (anchor.month or 8) >= 6 else anchor.year - 1
    if p.direction == "past":
        begins -= 1
    elif p.direction == "next" and (anchor.month or 8) < 6:
        begins += 1
    return f"{begins}/{begins + 1}", "a season runs from summer to summer"


def _hijri_years(p: Pieces) -> tuple[str, str] | None:
    assert p.year is not None
    assert p.year_to is not None
    first, last = hijri_value(p.year, None, None), hijri_value(p.year_to, None, None)
    return (f"{first[:4]}/{last[-4:]}", "Hijri years") if first and last else None


def _absolute(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """A month, day or year is named."""
    if p.hijri and p.month:
        return _hijri(p, anchor)
    if p.hijri and p.year:
        found = hijri_value(p.year, None, None)
        return (found, f"Hijri year {p.year}") if found else None
    if p.decade is not None:
        return f"{190 + p.decade}X", "a decade of the twentieth century"
    if p.month:
        year, why = (p.year, "the year is written") if p.year else _year_of(p, anchor)
        if p.unit == "Y" and p.direction and not p.year and anchor.year:
            year, why = (
                anchor.year + {"past": -1, "next": 1, "this": 0}[p.direction],
                "the year is told by its distance",
            )
        head = f"{year}" if year else "XXXX"
        if p.day and year and p.day > month_days(int(year), p.month):
            return f"{head}-{p.month:02}", "the day does not exist in that month"
        return f"{head}-{p.month:02}" + (f"-{p.day:02}" if p.day else ""), why
    if p.year and not p.hijri:
        if p.fraction:
            return f"{p.year}-{p.fraction}", "a part of a written year"
        if p.season:
            return f"{p.year}-{p.season}", "a season of a written year"
        return f"{p.year}", "the year is written"
    if p.day and anchor.published and p.direction:
        base = _month_shift(anchor, {"past": -1, "next": 1}.get(p.direction, 0))
        return (f"{base}-{p.day:02}", "a day of the month of publication") if base else None
    return None


def _hijri(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    assert p.month
    year = p.year
    if not year:
        if not anchor.year:
            return None
        from hijridate import Gregorian

        middle = anchor.day or date(anchor.year, anchor.month or 7, 15)
        now = Gregorian(middle.year, middle.month, middle.day).to_hijri()
        year = now.year
        if p.direction == "past" and p.month >= now.month:
            year -= 1
        if p.direction == "next" and p.month < now.month:
            year += 1
    found = hijri_value(year, p.month, p.day)
    return (found, f"Hijri {year}-{p.month}") if found else None


def _year_of(p: Pieces, anchor: Anchor) -> tuple[int | None, str]:
    """The year of a month named without one: «الماضي» before, «المقبل» after publication, else the nearest."""
    assert p.month
    if not anchor.year:
        return None, "no year is written and the publication date is unknown"
    if anchor.month is None:
        shift_years = {"past": 0, "next": 0}.get(p.direction, 0)
        return anchor.year + shift_years, "in the year of publication"
    month = anchor.month
    if p.direction == "past":
        return anchor.year - (p.month > month or (p.month == month and not p.day)), "the last one before publication"
    if p.direction == "next":
        return anchor.year + (p.month < month), "the next one after publication"
    if p.direction == "this":
        return anchor.year, "the current one"
    if p.month - month > 7:
        return anchor.year - 1, "the nearest to publication"
    if month - p.month > 9:
        return anchor.year + 1, "the nearest to publication"
    return anchor.year, "the nearest to publication"


def _relative_day(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """Yesterday, today, weekdays."""
    day = anchor.day
    if p.shift_days is not None and not (p.shift_days == 0 and (p.unit or (p.weekday is None and p.ref))):
        if day is None:
            if p.weekday:
                return _unplaced(p, anchor), "the publication day is unknown"
            return _unknown_day(anchor), "the publication day is unknown"
        when = day + timedelta(days=p.shift_days)
        if p.weekday and when.isoweekday() != p.weekday:
            when = _nearest(day, p.weekday, "past" if p.shift_days <= 0 else "next")
        return when.isoformat(), f"{p.shift_days:+d} days from publication"
    if p.weekday:
        if p.unit == "W" and p.direction and day:
            when = _nearest(day, p.weekday, p.direction)
            return when.isoformat(), "a weekday of that week"
        if day is None:
            return _unplaced(p, anchor), "the publication day is unknown"
        return _nearest(day, p.weekday, p.direction).isoformat(), "the nearest such weekday"
    if p.part and not p.unit and p.amount is None and not p.month and not p.year and p.ref == "":
        return (day.isoformat() if day else _unknown_day(anchor)), "the day of publication"
    if p.clock and not p.month and not p.year:
        return (day.isoformat() if day else _unknown_day(anchor)), "the day of publication"
    return None


def _nearest(day: date, weekday: int, direction: str) -> date:
    back = (day.isoweekday() - weekday) % 7
    if direction == "next":
        return day + timedelta(days=(weekday - day.isoweekday()) % 7 or 7)
    if direction == "past":
        return day - timedelta(days=back or 7)
    return day - timedelta(days=back)


def _unplaced(p: Pieces, anchor: Anchor) -> str:
    return f"{anchor.published[:4] or 'XXXX'}-WXX-{p.weekday}"


def _unknown_day(anchor: Anchor) -> str:
    return anchor.published if len(anchor.published) == 7 else f"{anchor.published[:4] or 'XXXX'}-XX-XX"


def _month_shift(anchor: Anchor, count: int) -> str:
    if anchor.month is None or anchor.year is None:
        return ""
    year, month = add_months(anchor.year, anchor.month, count)
    return f"{year}-{month:02}"


def _duration_shift(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """«قبل ثلاثة أيام», «بعد شهرين»: a duration before or after publication; without a number only past or future."""
    if p.ago not in ("ago", "ahead") or not p.unit:
        return None
    sign = -1 if p.ago == "ago" else 1
    if (p.amount is None and p.unit_form == "many") or p.unit in ("H", "TM", "S"):
        return ("PAST_REF" if sign < 0 else "FUTURE_REF"), "no number is said"
    count = int(p.amount or 1)
    if p.unit in ("Y", "DE", "CE") and anchor.year:
        return str(anchor.year + sign * count * {"Y": 1, "DE": 10, "CE": 100}[p.unit]), "counted from publication"
    if p.unit == "M" and anchor.month and anchor.year:
        return _month_shift(anchor, sign * count), "counted from publication"
    if anchor.day:
        return shift(anchor.day, p.unit, sign * count).isoformat(), "counted from publication"
    if p.unit in ("D", "W") and p.amount:
        return _unknown_day(anchor), "the publication day is unknown"
    return ("PAST_REF" if sign < 0 else "FUTURE_REF"), "the publication date is unknown"


def _relative_unit(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """«العام الماضي», «الشهر المقبل», «الأسبوع الجاري», «السنوات الثلاث الماضية»."""
    if not p.unit or not p.direction or p.unit in ("H", "TM", "S"):
        return (
            (_REFS[p.direction], "too vague for a date") if p.unit and p.direction and p.unit_form == "many" else None
        )
    sign = {"past": -1, "next": 1, "this": 0}[p.direction]
    if (p.unit_form == "many" and p.amount is None) or (p.unit == "D" and p.unit_form == "one" and sign):
        return _REFS[p.direction], "too vague for a date"
    count = int(p.amount or 0)
    if count and sign:
        return _span_of(p.unit, count, sign, anchor)
    if not anchor.year:
        return _REFS[p.direction], "the publication date is unknown"
    if p.unit == "Y":
        value = str(anchor.year + sign)
        part = p.fraction or p.season
        return (f"{value}-{part}" if part else value), "counted from the year of publication"
    if p.unit == "M":
        return _month_shift(anchor, sign) or f"{anchor.year}-XX", "counted from the month of publication"
    if p.unit == "W":
        if not anchor.day:
            return f"{anchor.year}-WXX", "the publication day is unknown"
        year, week, _ = (anchor.day + timedelta(days=7 * sign)).isocalendar()
        return f"{year}-W{week:02}", "counted from the week of publication"
    if p.unit == "DE":
        return f"{(anchor.year // 10 + sign)}X", "counted from the decade of publication"
    if p.unit == "CE":
        return f"{(anchor.year // 100 + sign)}XX", "counted from the century of publication"
    return (anchor.day.isoformat() if anchor.day else _unknown_day(anchor)), "the day of publication"


def _span_of(unit: str, count: int, sign: int, anchor: Anchor) -> tuple[str, str] | None:
    if unit == "Y" and anchor.year:
        first, last = (anchor.year - count, anchor.year - 1) if sign < 0 else (anchor.year + 1, anchor.year + count)
        return f"{first}/{last}", "the years before or after that of publication"
    if unit == "M" and anchor.month:
        first_m, last_m = (_month_shift(anchor, -count), _month_shift(anchor, 0)) if sign < 0 else (
            _month_shift(anchor, 0), _month_shift(anchor, count))  # fmt: skip
        return f"{first_m}/{last_m}", "the months before or after publication"
    if unit in ("D", "W"):
        return _DURATION[unit].format(count), "a length of time"
    return ("PAST_REF" if sign < 0 else "FUTURE_REF"), "the publication date is unknown"


def _duration(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """A length of time."""
    if p.frequency:
        return p.frequency, "a frequency"
    if not p.unit:
        return None
    if p.unit == "D" and p.ref:
        return None
    if p.amount is not None or p.unit_form == "one":
        count = p.amount if p.amount is not None else 1
        if p.half and p.unit in ("Y", "H") and count == int(count):
            return (f"P{int(count)}Y6M" if p.unit == "Y" else f"PT{int(count)}H30M"), "a length of time"
        return _DURATION[p.unit].format(show(count)), "a length of time"
    return _VAGUE[p.unit], "a length of time that is not counted"


def _others(p: Pieces, anchor: Anchor) -> tuple[str, str] | None:
    """Seasons, references and what only points to past, present or future."""
    if p.season and anchor.year:
        back = p.direction == "past" and (anchor.month or 12) <= {"SP": 5, "SU": 8, "FA": 11, "WI": 12}[p.season]
        year = anchor.year - int(back) + int(p.direction == "next" and (anchor.month or 1) > 8)
        return f"{year}-{p.season}", "a season by the date of publication"
    if p.ref:
        if p.ref == "PRESENT_REF" and p.shift_days == 0 and anchor.day:
            return anchor.day.isoformat(), "the day of publication"
        return p.ref, "only points to past, present or future"
    if p.vague:
        return _REFS[p.direction or "past"], "only points to past, present or future"
    if p.direction:
        return _REFS[p.direction], "only points to past, present or future"
    if p.ago:
        return {"ago": "PAST_REF", "ahead": "FUTURE_REF", "within": "FUTURE_REF"}[
            p.ago
        ], "only points to past or future"
    return None
