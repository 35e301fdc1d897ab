"""Who says something, and who says that they say it: chains of speakers from nested attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import Says

UNNAMED = ""
MOST_CHAINS = 8


@dataclass(frozen=True, slots=True)
class Chain:
    """Speakers, nearest to the content first; the modality of each saying; the sayings themselves."""

    speakers: tuple[str, ...]
    mods: tuple[str, ...]
    says: tuple[Says, ...]


def chains(content: str, says: Sequence[Says], entity_of: Mapping[str, str]) -> tuple[Chain, ...]:
    """Every chain that ends in `content` (an event or relation id); one empty chain when nobody is said to say it.

    Circles are cut where they close; at most MOST_CHAINS are given, in the order of the text.
    """
    found = _chains(content, sorted(says, key=lambda s: (s.span, s.id)), entity_of, frozenset())
    return tuple(dict.fromkeys(found))[:MOST_CHAINS] or (Chain((), (), ()),)


def _chains(content: str, says: Sequence[Says], entity_of: Mapping[str, str], seen: frozenset[str]) -> list[Chain]:
    out: list[Chain] = []
    for saying in says:
        if content not in saying.content or saying.id in seen or len(out) >= MOST_CHAINS:
            continue
        speaker = entity_of.get(saying.source, UNNAMED) if saying.source else UNNAMED
        outer = _chains(saying.id, says, entity_of, seen | {saying.id}) or [Chain((), (), ())]
        for chain in outer:
            repeated = chain.speakers[:1] == (speaker,) and speaker != UNNAMED
            out.append(
                Chain(
                    chain.speakers if repeated else (speaker, *chain.speakers),
                    (saying.mod, *chain.mods),
                    (saying, *chain.says),
                )
            )
    return out
