"""Days, months and years that are named or counted: «14 يناير 2011», «الخميس المقبل», «أمس»."""

from __future__ import annotations

from datetime import date, timedelta

from kg.temporal.anchor import SIGN, Anchor, Reading
from kg.temporal.calendars import hijri_today, hijri_value, hijri_year, month_days
from kg.temporal.feasts import feast_day, nth_weekday, week_of
from kg.temporal.meaning import Meaning
from kg.temporal.stretches import stretch_told

_AWAY = 3
"""A month that lies so many months on the wrong side of publication for its sentence is of another year."""


def named(m: Meaning, anchor: Anchor) -> Reading | None:
    """A month, day, year, decade or century is named."""
    if m.bc and m.year:
        return f"BC{m.year:04}", "a year before our era"
    if m.year and m.year_to:
        return _two_years(m)
    if m.feast:
        return feast_day(m, anchor)
    if m.week and (m.month or m.year or m.unit in ("M", "Y")):
        return _week(m, anchor)
    if m.nth and m.weekday and m.unit == "M":
        head = _month_told(m, anchor)
        day = nth_weekday(int(head[:4]), int(head[5:7]), m.weekday, m.nth) if head else None
        return (day.isoformat() if day else head or "XXXX-XX"), "counted within the month told by its distance"
    if m.decade is not None:
        return f"{(m.century or 20) * 10 - 10 + m.decade}X", "a decade of the century"
    if m.century is not None and m.hijri:
        first, last = hijri_value(m.century * 100 - 99, None, None), hijri_value(m.century * 100, None, None)
        return (f"{first[:4]}/{last[-4:]}", "a Hijri century") if first and last else None
    if m.century is not None:
        return f"{'BC' if m.bc else ''}{m.century - 1:02}XX", "a century"
    if m.hijri and m.month:
        return _hijri(m, anchor)
    if m.hijri and m.year:
        found = hijri_value(m.year, None, None)
        return (found, f"Hijri year {m.year}") if found else None
    if m.days is not None and m.month and m.day and anchor.day:
        when = anchor.day + timedelta(days=m.days)
        if (when.month, when.day) == (m.month, m.day):
            return when.isoformat(), "the day told by its distance, whatever year is written"
    if m.month:
        return _month(m, anchor)
    if m.quarters or (m.same_stretch and anchor.stretch and (m.year or anchor.year)):
        return stretch_told(m, anchor)
    if m.firsts and (m.year or anchor.year):
        year = m.year or (anchor.year or 0) + SIGN.get(m.go, 0)
        return f"{year}-01/{year}-{m.firsts:02}", "the first months of the year"
    if m.year:
        return f"{m.year:04}{_part_of_year(m)}", "the year is written"
    if (m.quarter or m.half_year) and not m.unit:
        begun = m.go or not anchor.month or anchor.future or anchor.month >= (m.quarter or 1) * 3 - 2 >= (m.half_year or 1) * 6 - 5
        return f"{(anchor.year or 0) - (not begun) or 'XXXX'}{_part_of_year(m)}", "the last such part of a year"
    if m.day and m.unit == "M" and m.day_from:
        head = _month_told(m, anchor) or f"{anchor.year or 'XXXX'}-XX"
        return f"{head}-{m.day_from:02}/{head}-{m.day:02}", "days of the month told by its distance"
    if m.day and m.unit == "M":
        head = _month_told(m, anchor) or f"{anchor.year or 'XXXX'}-XX"
        return f"{head}-{m.day:02}", "a day of the month of publication"
    if m.day and (m.weekday or m.numbered):
        return _numbered(m, anchor)
    return None


def _month_told(m: Meaning, anchor: Anchor) -> str:
    """«الشهر الجاري», «نفس الشهر» as YYYY-MM, '' if unknown."""
    if m.go == "same":
        return anchor.mentioned[:7] if len(anchor.mentioned) >= 7 and anchor.mentioned[5:7].isdigit() else ""
    return anchor.month_on(SIGN.get(m.go, 0))


def _numbered(m: Meaning, anchor: Anchor) -> Reading:
    """«الاثنين 17»: the nearest such day that fits both."""
    day = anchor.day
    if day and m.weekday:
        near = sorted((day + timedelta(days=n) for n in range(-45, 46)), key=lambda d: abs((d - day).days))
        for when in near:
            if when.day == m.day and when.isoweekday() == m.weekday:
                return when.isoformat(), "the nearest day with that number and weekday"
    later = anchor.future and day is not None and m.day is not None and m.day < day.day
    head = anchor.month_on(int(later)) or f"{anchor.published[:4] or 'XXXX'}-XX"
    if m.day_from:
        return f"{head}-{m.day_from:02}/{head}-{m.day:02}", "days of the month of publication"
    return f"{head}-{m.day:02}", "a day of the month of publication"


def _part_of_year(m: Meaning) -> str:
    if m.quarter:
        return f"-Q{m.quarter}"
    if m.half_year:
        return f"-H{m.half_year}"
    return f"-{m.season}" if m.season else ""


def _two_years(m: Meaning) -> Reading | None:
    assert m.year
    assert m.year_to
    last = m.year_to if m.year_to > 99 else m.year // 100 * 100 + m.year_to
    if not m.hijri:
        return f"{min(m.year, last)}/{max(m.year, last)}", "two years are written"
    begin, end = hijri_value(m.year, None, None), hijri_value(last, None, None)
    if not begin or not end:
        return None
    first = begin[-4:] if m.sport else begin[:4]
    return f"{first}/{end[-4:]}", "Hijri years"


def _month(m: Meaning, anchor: Anchor) -> Reading:
    assert m.month
    year, why = (m.year, "the year is written") if m.year else year_of(m, anchor)
    if m.unit == "Y" and m.go == "same" and anchor.mentioned[:4].isdigit():
        year, why = int(anchor.mentioned[:4]), "the year last mentioned"
    if m.unit == "Y" and m.go in SIGN and not m.year and anchor.year:
        year, why = anchor.year + SIGN[m.go], "the year is told by its distance"
    head = f"{year}" if year else "XXXX"
    if m.nth and m.weekday:
        found = nth_weekday(year, m.month, m.weekday, m.nth) if year else None
        return (found.isoformat() if found else f"{head}-{m.month:02}"), "counted within the month"
    if m.month_from:
        return f"{head}-{m.month_from:02}/{head}-{m.month:02}", why
    if m.day == 31 and year and month_days(int(year), m.month) < 31 and m.year is not None:
        return f"{head}-{m.month:02}-{month_days(int(year), m.month)}", "the last day of the month"
    if m.day and year and m.day > month_days(int(year), m.month):
        return f"{head}-{m.month:02}", "the day does not exist in that month"
    if m.day_from and m.day:
        return f"{head}-{m.month:02}-{m.day_from:02}/{head}-{m.month:02}-{m.day:02}", why
    return f"{head}-{m.month:02}" + (f"-{m.day:02}" if m.day else ""), why


def _week(m: Meaning, anchor: Anchor) -> Reading:
    assert m.week
    month = m.month
    if month or m.year:
        year, why = (m.year, "the year is written") if m.year else year_of(m, anchor)
    else:
        told_month = _month_told(m, anchor) if m.unit == "M" else ""
        year = int(told_month[:4]) if told_month else anchor.year and anchor.year + SIGN.get(m.go, 0)
        month, why = (int(told_month[5:7]) if told_month else None), "told by its distance"
        if m.unit == "M" and not told_month:
            return "XXXX-WXX", "the month is unknown"
    monday = week_of(year, month, m.week) if year else None
    if not monday:
        return f"{year or 'XXXX'}-WXX", "there is no such week"
    found = monday.isocalendar()
    return f"{found.year}-W{found.week:02}", f"a week counted within its month or year; {why}"


def year_of(m: Meaning, anchor: Anchor) -> tuple[int | None, str]:
    """The year of a month named without one: «الماضي» before, «المقبل» after publication; a weekday decides; else the nearest."""
    assert m.month
    if not anchor.year:
        return None, "no year is written and the publication date is unknown"
    if m.weekday and m.day:
        fitting = [y for y in (anchor.year, anchor.year - 1, anchor.year + 1) if _falls(y, m.month, m.day) == m.weekday]
        if fitting and not m.go:
            return fitting[0], "the year in which the day falls on that weekday"
    if anchor.month is None:
        half = m.month > 6  # the last December is mostly of the year before, the next January of the year after
        shift = {"past": -half, "next": not half}.get(m.go, 0)
        return anchor.year + shift, "by the year of publication, its month is unknown"
    month = anchor.month
    today = (month, anchor.day.day if anchor.day else 0)
    if m.go == "past":
        later = (m.month, m.day or 0) > today if m.day and anchor.day else m.month > month
        return anchor.year - (later or (m.month == month and not m.day)), "the last one before publication"
    if m.go == "next":
        earlier = (m.month, m.day or 0) < today if m.day and anchor.day else m.month < month
        return anchor.year + earlier, "the next one after publication"
    if m.go == "this":
        return anchor.year, "the current one"
    if anchor.future:
        earlier = (m.month, m.day or 31) < today if anchor.day else m.month < month
        return anchor.year + earlier, "the next one"
    if anchor.tense == "past" and m.month - month >= _AWAY:
        return anchor.year - 1, "the last one, for the sentence tells of the past"
    if anchor.tense == "future" and month - m.month >= _AWAY:
        return anchor.year + 1, "the next one, for the sentence tells of the future"
    if m.month - month > 6:
        return anchor.year - 1, "the nearest to publication"
    if month - m.month > 9:
        return anchor.year + 1, "the nearest to publication"
    return anchor.year, "the nearest to publication"


def _falls(year: int, month: int, day: int) -> int:
    try:
        return date(year, month, day).isoweekday()
    except ValueError:
        return 0


def _hijri(m: Meaning, anchor: Anchor) -> Reading | None:
    assert m.month
    year = hijri_year(m.year, m.month) if m.year and m.year > 1600 else m.year
    if not year:
        if not anchor.year:
            return None
        now_year, now_month = hijri_today(anchor.day or date(anchor.year, anchor.month or 7, 15))
        year = now_year - (m.go == "past" and m.month >= now_month) + (m.go == "next" and m.month < now_month)
    if m.day_from and m.day:
        first, last = hijri_value(year, m.month, m.day_from), hijri_value(year, m.month, m.day)
        return (f"{first}/{last}", f"Hijri {year}-{m.month}") if first and last else None
    if m.edge and not m.day:
        month = hijri_value(year, m.month, None) or ""
        found = {"start": month[:10], "mid": hijri_value(year, m.month, 15), "end": month[-10:]}[m.edge]
        return (f"{found}~approx", f"about that time of Hijri {year}-{m.month}") if found else None
    found = hijri_value(year, m.month, m.day)
    return (found, f"Hijri {year}-{m.month}") if found else None


def told(m: Meaning, anchor: Anchor) -> Reading | None:
    """Yesterday, today, weekdays; a part of day or a clock time alone belongs to the day last mentioned nearby."""
    day = anchor.day
    if m.days is not None:
        if day is None:
            return (unplaced(m, anchor) if m.weekday else anchor.some_day), "the publication day is unknown"
        when = day + timedelta(days=m.days)
        if m.weekday and when.isoweekday() != m.weekday:
            when = nearest(day, m.weekday, "past" if m.days <= 0 else "next")
        return when.isoformat(), _distance(m.days)
    if m.weekday:
        if not m.go and not anchor.future and m.weekday in anchor.weekdays:
            return anchor.weekdays[m.weekday], "the weekday that was mentioned before"
        if day is None and m.weekday in anchor.dated:
            return anchor.dated[m.weekday], "a day with that weekday is dated in the month of publication"
        if day is None:
            return unplaced(m, anchor), "the publication day is unknown"
        if m.unit == "W" and m.go in SIGN:
            monday = day - timedelta(days=day.isoweekday() - 1) + timedelta(days=7 * SIGN[m.go])
            return (monday + timedelta(days=m.weekday - 1)).isoformat(), "a weekday of that week"
        go = m.go or ("next" if anchor.future else "")
        if go == "this":
            go = "next" if anchor.future else ""
        if go == "next" and not m.go and day.isoweekday() == m.weekday and not m.hour:
            return day.isoformat(), "that weekday is today"
        return nearest(day, m.weekday, go).isoformat(), "the nearest such weekday" + (
            ", to come" if go == "next" else ""
        )
    if (m.part or m.clock) and not m.unit and m.amount is None:
        if anchor.near:
            return anchor.near, "the day that was mentioned before"
        return anchor.some_day, "the day of publication"
    return None


def _distance(days: int) -> str:
    if not days:
        return "the day of publication"
    return f"{abs(days)} day{'s' if abs(days) > 1 else ''} {'before' if days < 0 else 'after'} publication"


def nearest(day: date, weekday: int, go: str) -> date:
    """The weekday before (or on), or after `day`."""
    back = (day.isoweekday() - weekday) % 7
    if go == "next":
        return day + timedelta(days=(weekday - day.isoweekday()) % 7 or 7)
    if go in ("past", "same"):
        return day - timedelta(days=back or 7)
    return day - timedelta(days=back)


def unplaced(m: Meaning, anchor: Anchor) -> str:
    """A weekday of an unknown week."""
    return f"{anchor.published[:4] or 'XXXX'}-WXX-{m.weekday}"
