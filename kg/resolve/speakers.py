"""Who says something, and who says that they say it: chains of speakers from nested attributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from kg.model import Says

UNNAMED = ""
MOST_CHAINS = 8
MOST_LINKS = 6


@dataclass(frozen=True, slots=True)
class Chain:
    """Speakers, nearest to the content first; the modality of each saying; the sayings themselves."""

    speakers: tuple[str, ...]
    mods: tuple[str, ...]
    says: tuple[Says, ...]


NOBODY = Chain((), (), ())
"""The article itself says so."""


class Speakers:
    """The attributions of an article. `entity_of` gives the entity of a mention."""

    def __init__(self, says: Sequence[Says], entity_of: Mapping[str, str]) -> None:
        self._entity_of = entity_of
        self._of_id = {s.id: s for s in says}
        says = [self._straight(s) for s in says]
        self._of_id = {s.id: s for s in says}
        self._saying: dict[str, list[Says]] = {}
        for saying in sorted(says, key=lambda s: (s.span, s.id)):
            for content in dict.fromkeys(saying.content):
                if not self._through_another(saying, content):
                    self._saying.setdefault(content, []).append(saying)

    def chains(self, content: str) -> tuple[Chain, ...]:
        """Every chain that ends in `content` (an event or relation id); NOBODY alone when nobody is said to say it.

        Circles are cut where they close. At most MOST_CHAINS of at most MOST_LINKS sayings are given, in the order of the
        text; two chains of one speaker that differ in the modality are both given.
        """
        return tuple(dict.fromkeys(self._chains(content, ())))[:MOST_CHAINS] or (NOBODY,)

    def _straight(self, saying: Says) -> Says:
        """Who denies what another says denies the thing, and the other goes on saying it: no chain."""
        if saying.mod != "deny":
            return saying
        content: list[str] = []
        for told in saying.content:
            other = self._of_id.get(told)
            theirs = other is not None and other.id != saying.id and self._speaker(other) != self._speaker(saying)
            content += other.content if other is not None and theirs else (told,)
        return replace(saying, content=tuple(dict.fromkeys(content)))

    def _speaker(self, saying: Says) -> str:
        return self._entity_of.get(saying.source, UNNAMED) if saying.source else UNNAMED

    def _through_another(self, saying: Says, content: str) -> bool:
        """Whether `saying` has `content` from a saying inside it: the paper that quotes a witness does not say it itself."""
        inner = [self._of_id[c] for c in saying.content if c in self._of_id and c not in (saying.id, content)]
        return any(content in s.content and not self._holds(s, saying.id) for s in inner)

    def _holds(self, saying: Says, wanted: str) -> bool:
        """Whether the saying `wanted` is somewhere inside `saying`."""
        seen, open_ = {saying.id}, [saying]
        while open_:
            for content in open_.pop().content:
                if content == wanted:
                    return True
                if content in self._of_id and content not in seen:
                    seen.add(content)
                    open_.append(self._of_id[content])
        return False

    def _chains(self, content: str, inner: tuple[str, ...]) -> list[Chain]:
        found: list[Chain] = []
        for saying in self._saying.get(content, ()):
            if saying.id in inner or len(found) >= MOST_CHAINS or len(inner) >= MOST_LINKS:
                continue
            for outer in self._chains(saying.id, (*inner, saying.id)) or [NOBODY]:
                found.append(self._told(saying, outer))
        return found

    def _told(self, saying: Says, outer: Chain) -> Chain:
        """`outer` with a saying inside. Who tells what they themselves say is one speaker («the paper adds, it said, …»)."""
        speaker = self._speaker(saying)
        same = speaker != UNNAMED and outer.speakers[:1] == (speaker,)
        speakers = outer.speakers if same else (speaker, *outer.speakers)
        return Chain(speakers, (saying.mod, *outer.mods), (saying, *outer.says))
