"""Small charts as SVG: bars, lanes of time, points on a map."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kg.notebook.pictures import label, svg
from kg.view.network import shorten
from kg.view.world import outlines

_PALETTE = ("#2563a8", "#b3401f", "#1f7a4d", "#6d3fa0", "#8a6a00", "#0f766e", "#9c2c6d", "#4b5563")
MOST_BARS, MOST_LANES = 30, 40
UNITS = 10
"""Units of the outlines for a degree."""


def bars(values: Sequence[tuple[str, float]], most: int = MOST_BARS) -> str:
    """Horizontal bars, in the order given; Arabic labels stand at the right, as an Arabic reader expects."""
    shown = list(values[:most])
    top = max((v for _, v in shown), default=0.0) or 1.0
    height = 24 * len(shown) + 34
    body = []
    for i, (name, value) in enumerate(shown):
        y, long = 10 + 24 * i, 560 * max(0.0, value) / top
        body.append(f'<rect x="{690 - long:.0f}" y="{y}" width="{long:.0f}" height="16" fill="{_PALETTE[0]}"/>')
        body.append(label(698, y + 13, shorten(name), 12, "left"))
        body.append(label(684 - long, y + 13, f"{value:g}", 11, "right", "#555"))
    note = f"{len(shown)} of {len(values)}" if len(shown) < len(values) else f"{len(shown)} bars"
    return svg(900, height, [*body, label(10, height - 8, note, anchor="left", color="#777")], note)


def lanes(rows: Sequence[tuple[str, str, str, str]], most: int = MOST_LANES) -> str:
    """(first day, last day, label, kind) as bars over a time axis, one row each; an open end runs to the edge."""
    known = [(_day(a), _day(b), text, kind) for a, b, text, kind in rows if _day(a) or _day(b)]
    shown = known[:most]
    if not shown:
        return svg(480, 60, [label(240, 35, "no dates to draw")], "no dates to draw")
    days = [d for a, b, _, _ in shown for d in (a, b) if d]
    first, last = min(days), max(days)
    span = max(1, (last - first).days)

    def x(day: date | None, default: float) -> float:
        return default if day is None else 40 + 560 * (day - first).days / span

    kinds = list(dict.fromkeys(kind for *_, kind in shown))
    height = 22 * len(shown) + 60
    body = [_tick(x(d, 40), height, d) for d in _ticks(first, last)]
    for i, (a, b, text, kind) in enumerate(shown):
        y, color = 12 + 22 * i, _PALETTE[kinds.index(kind) % len(_PALETTE)]
        left, right = x(a, 40), x(b, 600)
        body.append(
            f'<rect x="{left:.0f}" y="{y}" width="{max(5.0, right - left):.0f}" height="12" rx="3" fill="{color}" fill-opacity=".8"/>'
        )
        body.append(
            label(max(5.0, right - left) + left + 8, y + 10, text if len(text) < 48 else text[:47] + "…", 11, "left")
        )
    note = f"{len(shown)} of {len(rows)} rows" if len(shown) < len(rows) else f"{len(shown)} rows"
    return svg(900, height, [*body, label(10, height - 6, note, anchor="left", color="#777")], note)


def points(places: Sequence[tuple[float, float, str, float]]) -> str:
    """(latitude, longitude, label, weight) over the outlines of countries (plate carrée), framed to what is there."""
    if not places:
        return svg(480, 60, [label(240, 35, "no places to draw")], "no places to draw")
    lats, lons = [p[0] for p in places], [p[1] for p in places]
    south, north = max(-90.0, min(lats) - 3), min(90.0, max(lats) + 3)
    west, east = max(-180.0, min(lons) - 4), min(180.0, max(lons) + 4)
    scale = min(860 / (east - west), 520 / (north - south))
    width, height = 900, int((north - south) * scale + 50)
    left = (width - (east - west) * scale) / 2

    def at(lat: float, lon: float) -> tuple[float, float]:
        return left + (lon - west) * scale, 20 + (north - lat) * scale

    unit = scale / UNITS
    x0, y0 = left - (180 + west) * scale, 20 - (90 - north) * scale
    land = (
        f'<path d="{outlines()}" transform="translate({x0:.1f} {y0:.1f}) scale({unit:.4f})" '
        f'fill="#eeeae0" stroke="#c9c3b4" stroke-width="{0.8 / unit:.2f}"/>'
    )
    body = [f'<svg x="0" y="0" width="{width}" height="{height - 26}">{land}</svg>']
    top = max(p[3] for p in places) or 1.0
    for lat, lon, _, weight in places:
        x0, y0 = at(lat, lon)
        body.append(
            f'<circle cx="{x0:.0f}" cy="{y0:.0f}" r="{4 + 10 * weight / top:.1f}" fill="#b3401f" fill-opacity=".55"/>'
        )
    for lat, lon, name, weight in places:
        x0, y0 = at(lat, lon)
        body.append(label(x0, y0 + 18 + 6 * weight / top, shorten(name), 11))
    note = f"{len(places)} places; outlines: Natural Earth"
    return svg(width, height, [*body, label(10, height - 6, note, anchor="left", color="#777")], note)


def _day(text: str) -> date | None:
    """The day that an ISO date or date-time begins with."""
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        return None


def _ticks(first: date, last: date) -> list[date]:
    years = last.year - first.year
    if years >= 4:
        step = max(1, years // 6)
        return [date(y, 1, 1) for y in range(first.year, last.year + 1, step) if first <= date(y, 1, 1) <= last]
    months = years * 12 + last.month - first.month
    if months >= 4:
        step = max(1, months // 6)
        found = [divmod(first.year * 12 + first.month - 1 + i, 12) for i in range(0, months + 1, step)]
        return [d for y, m in found if first <= (d := date(y, m + 1, 1)) <= last]
    step = max(1, (last - first).days // 6)
    return [date.fromordinal(first.toordinal() + i) for i in range(0, (last - first).days + 1, step)]


def _tick(x: float, height: int, day: date) -> str:
    line = f'<line x1="{x:.0f}" y1="4" x2="{x:.0f}" y2="{height - 42}" stroke="#ddd"/>'
    return line + label(x, height - 28, day.isoformat(), 9, color="#999")
