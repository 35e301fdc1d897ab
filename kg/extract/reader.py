"""From word states to the annotations of an article."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.extract.denial import Denying
from kg.extract.denying import denied, negated
from kg.extract.heads import Floats, Heads
from kg.extract.links import Links, find_links
from kg.extract.spans import Found, Words, find_events, find_mentions, find_says
from kg.extract.thresholds import Thresholds
from kg.extract.when import one_time
from kg.model import Document, Event, Maker, Mention, Relation, Role, Says, Span


@dataclass(frozen=True, slots=True)
class Reading:
    """What the model reads out of one article."""

    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]
    relations: tuple[Relation, ...]
    says: tuple[Says, ...]


def document_words(doc: Document) -> Words:
    """The words of `doc` by sentence; words outside every sentence do not exist (sentences hold all but white space)."""
    text = doc.article.text
    sentence_of: list[int] = []
    sentences: list[tuple[int, int]] = []
    at = 0
    for number, sentence in enumerate(doc.sentences):
        first = at
        while at < len(doc.words) and doc.words[at].start < sentence.end:
            sentence_of.append(number)
            at += 1
        if at > first:
            sentences.append((first, at))
    return Words(tuple(w.of(text) for w in doc.words), tuple(sentence_of), tuple(sentences))


TrimStart = Callable[[str, str], int]
"""(first word, next word) → how many leading code points are particles and not part of the mention."""


def read_article(
    doc: Document,
    words: Words,
    states: Floats,
    heads: Heads,
    limits: Thresholds,
    maker: Maker,
    trim: TrimStart | None = None,
) -> Reading:
    """All annotations of `doc` from its word states [words, width]."""
    if not words.surface:
        return Reading((), (), (), ())
    dates = _word_ranges(doc, doc.layers.get("date_spans", ()))
    named = doc.layers.get("gazetteer_spans", ())
    listed = [(r, n.type) for n in named for r in _word_ranges(doc, [n.span])]
    mentions = find_mentions(heads, states, words, limits, dates, listed)
    denying = Denying(words.surface, words.sentence_of)
    events = negated(find_events(heads, states, words, limits, denying), denying)
    says = find_says(heads, states, words, limits, denying, events)
    links = find_links(heads, words, mentions, events, says, limits)
    links = one_time(links, words, mentions, events, says, limits.role_share)
    links = denied(links, words, mentions, events, says, denying)
    return _assemble(doc, words, mentions, events, says, links, maker, trim)


def _word_ranges(doc: Document, spans: Iterable[Span]) -> list[tuple[int, int]]:
    """The words that each span touches."""
    starts, ends = [w.start for w in doc.words], [w.end for w in doc.words]
    found = ((bisect_right(ends, span.start), bisect_left(starts, span.end)) for span in spans)
    return [(a, b) for a, b in found if a < b]


def _assemble(
    doc: Document,
    words: Words,
    mentions: Found,
    events: Found,
    says: Found,
    links: Links,
    maker: Maker,
    trim: TrimStart | None,
) -> Reading:
    text = doc.article.text
    m_ids = [f"m{i + 1}" for i in range(len(mentions))]
    e_ids = [f"e{i + 1}" for i in range(len(events))]
    s_ids = [f"a{i + 1}" for i in range(len(says))]
    fillers, contents = m_ids + e_ids, m_ids + e_ids + s_ids

    def place(range_: tuple[int, int], cut: TrimStart | None) -> Span:
        first, last = doc.words[range_[0]], doc.words[range_[1] - 1]
        following = words.surface[range_[0] + 1] if range_[0] + 1 < len(words.surface) else ""
        return Span(first.start + (cut(words.surface[range_[0]], following) if cut else 0), last.end)

    made_mentions = []
    for i, range_ in enumerate(mentions.ranges):
        span = place(range_, trim)
        group = links.mention_clusters.get(i)
        made_mentions.append(
            Mention(
                m_ids[i], span, mentions.types[i], span.of(text), words.sentence_of[range_[0]] + 1,
                None if group is None else f"c{group + 1}", None, mentions.scores[i], maker,
            )
        )  # fmt: skip
    roles: dict[int, list[Role]] = {}
    for link in links.roles:
        roles.setdefault(link.head, []).append(Role(link.label, fillers[link.tail], link.score))
    made_events = []
    for i, range_ in enumerate(events.ranges):
        span = place(range_, trim)
        group = links.event_clusters[i]
        made_events.append(
            Event(
                e_ids[i], span, events.types[i], span.of(text), words.sentence_of[range_[0]] + 1,
                tuple(roles.get(i, ())), events.mods[i], f"v{group + 1}", events.scores[i], maker,
            )
        )  # fmt: skip
    made_relations = tuple(
        Relation(f"r{n}", link.label, m_ids[link.head], m_ids[link.tail], link.score, maker)
        for n, link in enumerate(links.relations, 1)
    )
    said: dict[int, list[str]] = {}
    for link in links.contents:
        said.setdefault(link.head, []).append(contents[link.tail])
    made_says = []
    for i, range_ in enumerate(says.ranges):
        span = place(range_, trim)
        source = links.sources.get(i)
        made_says.append(
            Says(
                s_ids[i], span, span.of(text), words.sentence_of[range_[0]] + 1,
                m_ids[source.tail] if source else None, tuple(said.get(i, ())), says.types[i], says.scores[i], maker,
            )
        )  # fmt: skip
    return Reading(tuple(made_mentions), tuple(made_events), made_relations, tuple(made_says))
