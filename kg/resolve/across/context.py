"""Features of two things that the articles around them give: company, country, nationality, time, copies, the reference."""

from __future__ import annotations

from datetime import date

from kg.resolve.across.profiles import Profile

ENOUGH_COMPANY = 3
NEAR_DAYS, FAR_DAYS = 62, 3653


def shared_context(a: Profile, b: Profile) -> dict[str, float]:
    """Features of any two profiles."""
    found: dict[str, float] = {}
    if a.nations and b.nations:
        found["nation.same" if a.nations & b.nations else "nation.other"] = 1.0
    company = len((a.beside & b.beside) - a.keys - b.keys)
    if company:
        found["company"] = min(1.0, company / ENOUGH_COMPANY)
    if {s.group for s in a.settings if s.group} & {s.group for s in b.settings if s.group}:
        found["copies"] = 1.0
    if a.lands and b.lands and (a.lands & b.lands or not company):
        found["land.same" if a.lands & b.lands else "land.other"] = 1.0
    if a.links and b.links:
        found["link.same" if a.links & b.links else "link.other"] = 1.0
    return found | _time(a, b)


def _time(a: Profile, b: Profile) -> dict[str, float]:
    days = [_day(s.day) for s in a.settings], [_day(s.day) for s in b.settings]
    gaps = [abs((x - y).days) for x in days[0] for y in days[1] if x and y]
    if not gaps:
        return {}
    return {"time.near": 1.0} if min(gaps) <= NEAR_DAYS else {"time.far": 1.0} if min(gaps) > FAR_DAYS else {}


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text + "0001-01-01"[len(text) :]) if len(text) in (4, 7, 10) else None
    except ValueError:
        return None
