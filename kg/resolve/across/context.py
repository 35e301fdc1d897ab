"""Features of two things that the articles around them give: company, country, nationality, time, copies, the reference."""

from __future__ import annotations

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
    if a.copies & b.copies:
        found["copies"] = 1.0
    if a.lands and b.lands and (a.lands & b.lands or not company):
        found["land.same" if a.lands & b.lands else "land.other"] = 1.0
    if a.links and b.links:
        sure = all(e.startswith(("Q", "gn:")) for e in a.links | b.links)
        found["link.same" if a.links & b.links else "link.other" if sure else "link.other_list"] = 1.0
    return found | _time(a, b)


def _time(a: Profile, b: Profile) -> dict[str, float]:
    if a.days is None or b.days is None:
        return {}
    gap = max((b.days[0] - a.days[1]).days, (a.days[0] - b.days[1]).days, 0)
    return {"time.near": 1.0} if gap <= NEAR_DAYS else {"time.far": 1.0} if gap > FAR_DAYS else {}
