"""When and where an event was, of several dates and places that the model would give it.

Of the events with a date, 97 of 100 have one (training articles). A date of another sentence, or one that tells when something was
said («أعلنت الوزارة يوم الخميس أن …»: in 66 of 100 no event's day), counts only where no telling of the event has one of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.extract.links import Link, Links
from kg.extract.spans import Found, Words
from kg.extract.vectors import vector_key

TIME, PLACE = "time", "place"
SPEAKER_WITHIN = 9
"""Most words of the speaker between a cue and the day of what is said."""
# «أن», «إن» and with pronouns; what follows is no longer about the saying.
_THAT = ("\u0627\u0646", "\u0628\u0627\u0646")
_OPENS = (":", '"', "\u00ab", "\u201c")


def one_time(links: Links, words: Words, mentions: Found, events: Found, says: Found, share: float) -> Links:
    """Links in which an event has one time, and its places stand in its own sentence if any does.

    A date must reach `share` of the best one that any telling of the event has in its own sentence.
    """
    sentence = words.sentence_of
    first = [a for a, _ in (*mentions.ranges, *events.ranges)]
    saying = set(announcements(words, mentions, events, says))

    def own(link: Link) -> bool:
        near = sentence[first[link.tail]] == sentence[events.ranges[link.head][0]]
        return near and not (link.label == TIME and link.tail in saying)

    best: dict[int, float] = {}
    group = links.event_clusters
    for r in links.roles:
        if r.label == TIME and own(r):
            best[group[r.head]] = max(r.score, best.get(group[r.head], 0.0))
    placed = {r.head for r in links.roles if r.label == PLACE and own(r)}
    times: dict[int, Link] = {}
    for r in links.roles:
        if r.label == TIME:
            least = share * best.get(group[r.head], 0.0)
            if ((own(r) and r.score >= least) or not least) and (r.head not in times or r.score > times[r.head].score):
                times[r.head] = r
    return replace(links, roles=[r for r in links.roles if _kept(r, times, r.head not in placed or own(r))])


def _kept(role: Link, times: dict[int, Link], near: bool) -> bool:
    if role.label == TIME:
        return times.get(role.head) is role
    return role.label != PLACE or near


def announcements(words: Words, mentions: Found, events: Found, says: Found) -> Iterator[int]:
    """The dates that follow a cue and its speaker with no event between: they tell when something was said."""
    ends = sorted([(b, 0) for _, b in says.ranges] + [(b, 1) for _, b in events.ranges])
    for i, (a, _) in enumerate(mentions.ranges):
        if mentions.types[i] != "DATE":
            continue
        end, event = max((e for e in ends if e[0] <= a), default=(-1, 1))
        if event or a - end > SPEAKER_WITHIN or words.sentence_of[end - 1] != words.sentence_of[a]:
            continue
        between = [vector_key(w) for w in words.surface[end:a]]
        if not any(w in _OPENS or (w.startswith(_THAT) and len(w) <= 5) for w in between):
            yield i
