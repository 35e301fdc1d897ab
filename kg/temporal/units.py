"""Units of time: lengths, and times told by their distance: «ثلاثة أشهر», «قبل يومين», «الأسبوع المقبل», «الموسم الحالي»."""

from __future__ import annotations

from datetime import date, timedelta

from kg.temporal.anchor import REFS, SIGN, Anchor, Reading
from kg.temporal.calendars import add_months, bounds, shift
from kg.temporal.meaning import Meaning, meaning
from kg.temporal.numbers import show

_DURATION = {
    "S": "PT{}S", "TM": "PT{}M", "H": "PT{}H", "D": "P{}D", "W": "P{}W", "M": "P{}M", "Y": "P{}Y", "DE": "P{}0Y", "CE": "P{}00Y",
}  # fmt: skip
_VAGUE = {
    "S": "PTXS", "TM": "PTXM", "H": "PTXH", "D": "PXD", "W": "PXW", "M": "PXM", "Y": "PXY", "DE": "PXDE", "CE": "PXCE",
}  # fmt: skip
_SEASON_ENDS = {"SP": 5, "SU": 8, "FA": 11, "WI": 12}
_CLOCK_UNITS = ("H", "TM", "S")


def season_years(m: Meaning, anchor: Anchor) -> Reading | None:
    """School years and football seasons run over two years."""
    if not m.sport or m.amount is not None or (m.year and m.year_to):
        return None
    if m.year:
        return None if m.hijri else (f"{m.year}", "a season named by its year")
    if not anchor.year:
        return REFS[m.go or "this"], "no year is known"
    begins = anchor.year if (anchor.month or 8) >= 6 else anchor.year - 1
    if m.go == "past":
        begins -= 1
    elif m.go == "next" and (anchor.month or 8) < 6:
        begins += 1
    return f"{begins}/{begins + 1}", "a season runs from summer to summer"


def away(m: Meaning, anchor: Anchor) -> Reading | None:
    """«قبل ثلاثة أيام», «بعد شهرين»: a length before or after publication, or the time last mentioned."""
    if not m.ago or not m.unit:
        return None
    sign = -1 if m.ago in ("ago", "before") else 1
    ref = "PAST_REF" if sign < 0 else "FUTURE_REF"
    if (m.amount is None and m.form == "many") or m.vague:
        return ref, "no number is said"
    from_there = m.ago in ("before", "after")
    base = anchor.mentioned if from_there else anchor.published
    count = (m.amount or 1) + (0.5 if m.half else 0)
    if m.unit in _CLOCK_UNITS:
        return ref, "hours and minutes before or after now"
    why = "counted from the time last mentioned" if from_there else "counted from publication"
    if m.approx in ("before", "after") and len(base) == 10 and count == int(count):  # a bound is a day
        return shift(date.fromisoformat(base), m.unit, int(sign * count)).isoformat(), why
    found = moved(base, m.unit, sign * count)
    if found:
        return found, why
    if from_there:
        return ref, "the time it is counted from is unknown"
    if m.unit in ("D", "W") and m.amount:
        return anchor.some_day, "the publication day is unknown"
    return ref, "the publication date is unknown"


def moved(base: str, unit: str, count: float) -> str:
    """A prefix date moved by `count` units, as precise as base and unit allow; '' if it can't be."""
    if len(base) not in (4, 7, 10) or not base[:4].isdigit():
        return ""
    year = int(base[:4])
    whole = int(count)
    if unit in ("Y", "DE", "CE"):
        years = count * {"Y": 1, "DE": 10, "CE": 100}[unit]
        if years != int(years) and len(base) >= 7:
            y, mo = add_months(year, int(base[5:7]), round(years * 12))
            return f"{y}-{mo:02}"
        moved_to = year + int(years)
        return f"{moved_to:04}" if moved_to > 0 else f"BC{1 - moved_to:04}"
    if unit == "M" and len(base) >= 7:
        y, mo = add_months(year, int(base[5:7]), whole)
        return f"{y}-{mo:02}"
    if len(base) == 10:
        return shift(date.fromisoformat(base), unit, whole).isoformat()
    return ""


def told_unit(m: Meaning, anchor: Anchor) -> Reading | None:
    """«العام الماضي», «الشهر المقبل», «الأسبوع الجاري», «السنوات الثلاث الماضية», «الصيف المقبل»."""
    if m.season:
        return _season(m, anchor)
    if not m.unit or not m.go:
        return None
    if m.go == "same":
        return _same(m, anchor)
    sign = SIGN[m.go]
    if m.unit == "D" and m.form == "one" and sign and not m.vague:
        return _next_day(sign, anchor)
    if (m.form == "many" and m.amount is None) or m.vague:
        return REFS[m.go], "too vague for a date"
    if m.amount and sign:
        return _stretch(m, sign, anchor)
    if m.unit in _CLOCK_UNITS:
        return REFS[m.go], "hours and minutes around now"
    if not anchor.year:
        return REFS[m.go], "the publication date is unknown"
    return _one(m.unit, sign, m, anchor)


def _one(unit: str, sign: int, m: Meaning, anchor: Anchor) -> Reading:
    assert anchor.year
    if unit == "Y":
        value = str(anchor.year + sign)
        part = f"Q{m.quarter}" if m.quarter else f"H{m.half_year}" if m.half_year else ""
        return (f"{value}-{part}" if part else value), "counted from the year of publication"
    if unit == "M":
        return anchor.month_on(sign) or f"{anchor.year}-XX", "counted from the month of publication"
    if unit == "W":
        if not anchor.day:
            return f"{anchor.year}-WXX", "the publication day is unknown"
        year, week, _ = week_told(anchor.day, sign).isocalendar()
        return f"{year}-W{week:02}", "counted from the week of publication"
    if unit == "DE":
        return f"{anchor.year // 10 + sign}X", "counted from the decade of publication"
    if unit == "CE":
        return f"{anchor.year // 100 + sign}XX", "counted from the century of publication"
    return anchor.some_day, "the day of publication"


def week_told(day: date, sign: int) -> date:
    """A day of the last, this or next week. Weeks of Arab countries begin on Saturday or Sunday, those of ISO on Monday."""
    begun = day.isoweekday() == 7 or (day.isoweekday() == 6 and sign < 0)
    return day + timedelta(days=7 * (sign + begun))


def _same(m: Meaning, anchor: Anchor) -> Reading:
    """«نفس اليوم», «العام نفسه»: of the time last mentioned."""
    length = {"D": 10, "M": 7, "Y": 4}.get(m.unit, 0)
    if length and len(anchor.mentioned) >= length and anchor.mentioned[:4].isdigit():
        return anchor.mentioned[:length], "the same as the time last mentioned"
    return "PAST_REF", "the time last mentioned is unknown"


def _season(m: Meaning, anchor: Anchor) -> Reading:
    if not anchor.year or not (m.go or m.unit):
        return f"XXXX-{m.season}", "a season of no particular year"
    if m.unit == "Y" and m.go in SIGN:
        return f"{anchor.year + SIGN[m.go]}-{m.season}", "a season of the year told by its distance"
    month = anchor.month or 7
    back = m.go == "past" and month <= _SEASON_ENDS[m.season]
    on = m.go == "next" and month > _SEASON_ENDS[m.season]
    return f"{anchor.year - back + on}-{m.season}", "a season by the date of publication"


def _stretch(m: Meaning, sign: int, anchor: Anchor) -> Reading:
    count = int(m.amount or 1)
    if m.sport and anchor.year and m.amount:
        begins = anchor.year if (anchor.month or 8) >= 6 else anchor.year - 1
        first, last = (begins - count, begins) if sign < 0 else (begins + 1, begins + 1 + count)
        return f"{first}/{last}", "the seasons before or after that of publication"
    if m.unit == "Y" and anchor.year and m.amount:
        first, last = (anchor.year - count, anchor.year - 1) if sign < 0 else (anchor.year + 1, anchor.year + count)
        return f"{first}/{last}", "the years before or after that of publication"
    if m.unit == "D" and anchor.day:
        ends = [anchor.day + timedelta(days=n) for n in ((-count, -1) if sign < 0 else (1, count))]
        return "/".join(day.isoformat() for day in ends), "the days before or after that of publication"
    if m.unit == "DE" and anchor.year:
        first, last = (anchor.year - 10 * count, anchor.year) if sign < 0 else (anchor.year, anchor.year + 10 * count)
        return f"{first}/{last}", "the decades before or after publication"
    if m.unit == "M" and anchor.month:
        first_m, last_m = (
            (anchor.month_on(-count), anchor.month_on(0)) if sign < 0 else (anchor.month_on(0), anchor.month_on(count))
        )
        return f"{first_m}/{last_m}", "the months before or after publication"
    return _DURATION[m.unit].format(show(count)), "a length of time"


def _next_day(sign: int, anchor: Anchor) -> Reading:
    """«اليوم التالي», «اليوم السابق»: of the day last mentioned, else of publication."""
    base = anchor.mentioned if len(anchor.mentioned) == 10 else anchor.published
    found = moved(base, "D", sign)
    return (found, "the day before or after") if found else (anchor.some_day, "the publication day is unknown")


def rest_of(m: Meaning, anchor: Anchor) -> Reading | None:
    """«بقية الأسبوع»: from publication to the end of the week, month or year; «آخر أيام الشهر»."""
    if m.last_day and anchor.year and m.go != "same":
        value = _one(m.unit, SIGN.get(m.go, 0), m, anchor)[0]
        return bounds(value)[1] or value, "the last day of it"
    if not m.rest or not anchor.day or m.unit not in ("W", "M", "Y"):
        return None
    last = bounds(_one(m.unit, 0, m, anchor)[0])[1]
    return f"{anchor.published}/{last}", "what is left of it on the day of publication"


def length(m: Meaning) -> Reading | None:
    """A length of time; a frequency is the length after which it comes again."""
    if m.every:
        return m.every, "a frequency or a length of time"
    if not m.unit:
        return None
    if m.amount is None or (m.vague and m.amount is None):
        return _VAGUE[m.unit], "a length of time that is not counted"
    if m.low is not None:
        return f"{_format(m.unit, m.low)}/{_format(m.unit, m.amount)}", "between two lengths"
    if m.half and m.unit in ("Y", "H", "M", "D"):
        count, (unit, half) = (
            int(m.amount),
            {"Y": ("Y", "6M"), "H": ("H", "30M"), "M": ("M", "15D"), "D": ("D", "T12H")}[m.unit],
        )
        return f"{'PT' if m.unit == 'H' else 'P'}{count}{unit}{half}", "a length of time"
    value = _format(m.unit, m.amount + (0.5 if m.half else 0))
    if m.plus:
        more = length(meaning(m.plus))
        if more:
            value = _added(value, more[0])
    return value, "a length of time"


def _format(unit: str, amount: float) -> str:
    if amount != int(amount):
        if unit == "H":
            minutes = round(amount * 60)
            return f"PT{minutes // 60}H{minutes % 60}M" if minutes > 60 else f"PT{minutes}M"
        if unit == "Y" and (amount * 12) == int(amount * 12):
            return _DURATION["M"].format(show(amount * 12))
        if unit in ("DE", "CE"):
            return _DURATION["Y"].format(show(amount * {"DE": 10, "CE": 100}[unit]))
    return _DURATION[unit].format(show(amount))


def _added(value: str, more: str) -> str:
    """«يومان وثلاث ساعات» → P2DT3H."""
    if value.startswith("PT") and more.startswith("PT"):
        return value + more[2:]
    if more.startswith("PT"):
        return value + more[1:]
    return value + more[1:]
