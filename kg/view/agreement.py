"""What sources agree and disagree on, as columns: comparisons of claims, versions of slots, numbers that were revised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.graph.joined import Joined
from kg.identity import Versions


def agreement(versions: Versions, number: Mapping[str, int], claims: Mapping[str, int]) -> dict[str, Any]:
    """compared: [claim, claim, whether they agree, slot, why]; readings: {event: [slot, label, independent sources, belief,
    supporting claims, opposing claims]}; tolls: {event: [slot, least, most, latest, as of, states]}."""

    def known(side: Iterable[str]) -> list[int]:
        return [claims[c] for c in side if c in claims]

    compared = [
        [claims[c.claims[0]], claims[c.claims[-1]], int(c.agree), c.slot, c.why]
        for c in versions.comparisons
        if len(set(c.claims)) == 2 and all(x in claims for x in c.claims)
    ]
    readings: dict[int, list[Any]] = {}
    tolls: dict[int, list[Any]] = {}
    for event in versions.events():
        if event not in number:
            continue
        rows = versions.readings(event)

        readings[number[event]] = [
            [r.slot, r.label, r.independent, round(r.belief, 3), known(r.supporting), known(r.opposing)] for r in rows
        ]
        found = [t for slot in sorted({r.slot for r in rows}) if (t := versions.toll(event, slot)) is not None]
        if found:
            tolls[number[event]] = [[t.slot, t.least, t.most, t.latest, t.as_of, list(t.states)] for t in found]
    return {"compared": compared, "readings": readings, "tolls": tolls}


def judged(versions: Versions, joined: Joined, number: Mapping[str, int]) -> dict[str, Any]:
    """same: {node: reasons why its parts are one}; maybe: {node: [other node, verdict, score, why]}; links and places."""
    same: dict[int, list[Any]] = {}
    maybe: dict[int, list[Any]] = {}
    for j in versions.judgements:
        ends = sorted({number[n] for iri in j.pair if (n := versions.identity.get(iri, iri)) in number})
        if j.verdict == "same" and len(ends) == 1:
            outside = next((iri for iri in j.pair if versions.identity.get(iri, iri) not in number), "")
            same.setdefault(ends[0], []).append([round(j.score, 3), j.why, outside, j.by])
        elif j.verdict != "same" and len(ends) == 2:
            for here, there in (ends, ends[::-1]):
                maybe.setdefault(here, []).append([there, j.verdict, round(j.score, 3), j.why])
    return {
        "why": same,
        "maybe": maybe,
        "same": {number[i]: list(links) for i, links in versions.same_as.items() if links and i in number},
        "en": {number[i]: name for i, name in versions.english.items() if i in number},
        "geo": {number[i]: list(at) for i, at in versions.places.items() if i in number},
    }
