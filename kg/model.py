"""The nouns. Read this file first: the same words name things in the code, the ontology and the screens.

Article → Document → Extraction (Mention, Event, Relation, Says) → Story (Entity, Happening, Claim, Evidence).

Offsets are half-open ranges of code points in the article's text exactly as read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NewType

PrefixDate = NewType("PrefixDate", str)
"""'2019', '2019-02' or '2019-02-17': the length is the precision. '' is unknown."""

FACTUALITIES = ("asserted", "attempted", "planned", "conditional", "alleged", "denied")
"""How sure the telling is, strongest first; a claim carries the weakest that applies."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of code points in an article's original text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def of(self, text: str) -> str:
        """The piece of `text` that the span covers."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside."""
        return self.start <= other.start and other.end <= self.end

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Article:
    """A news article as it was read. `id` is a hash of its source and text; `text` is never changed."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: PrefixDate = PrefixDate("")
    lang: str = "ar"
    path: str = ""


@dataclass(frozen=True, slots=True)
class Maker:
    """Which component made an annotation, and which version of it."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or describes something.

    `type` is one of the inventory (PER, ORG.ARM, GPE.CITY, DATE …); `cluster` names what it refers to inside
    the article (mentions of one thing share it); `value` is the normalised value of a DATE, NUM or MON.
    """

    id: str
    span: Span
    type: str
    text: str
    sentence: int
    cluster: str | None = None
    value: str | None = None
    score: float = 1.0
    maker: Maker = Maker("", "")


@dataclass(frozen=True, slots=True)
class Role:
    """A filler of an event: role name ('agent'), the id of the mention or event that fills it, the score."""

    name: str
    target: str
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Event:
    """A trigger word that tells of an event, with what the article says of its roles and factuality (`mods`)."""

    id: str
    span: Span
    type: str
    text: str
    sentence: int
    roles: tuple[Role, ...] = ()
    mods: tuple[str, ...] = ()
    cluster: str | None = None
    score: float = 1.0
    maker: Maker = Maker("", "")


@dataclass(frozen=True, slots=True)
class Relation:
    """A lasting relation between two mentions (`head` and `tail` are mention ids)."""

    id: str
    type: str
    head: str
    tail: str
    score: float = 1.0
    maker: Maker = Maker("", "")


@dataclass(frozen=True, slots=True)
class Says:
    """An attribution: the cue word, who speaks (a mention id or None), and the ids of what is said.

    `content` holds ids of events, relations or other attributions (a chain of speakers).
    """

    id: str
    span: Span
    text: str
    sentence: int
    source: str | None = None
    content: tuple[str, ...] = ()
    mod: str = "assert"
    score: float = 1.0
    maker: Maker = Maker("", "")


@dataclass(frozen=True, slots=True)
class Fact:
    """What words alone tell of a mention: its name ('country', 'gender') and value ('EG', 'f'). `mention` is an id."""

    mention: str
    name: str
    value: str
    score: float = 1.0
    maker: Maker = Maker("", "")


@dataclass(frozen=True, slots=True)
class Time:
    """What a DATE mention means. `value` as in TimeML ('2018-09~mid'), `edtf` as in EDTF ('2018-09' …).

    `earliest` and `latest` are the first and last day it may cover (ISO dates, '' when unbounded);
    `why` says in one English sentence how the value was reached.
    """

    span: Span
    text: str
    value: str
    edtf: str = ""
    earliest: str = ""
    latest: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An article with its sentences, words and the layers that components added. `with_layer` gives a new one."""

    article: Article
    sentences: tuple[Span, ...]
    words: tuple[Span, ...]
    layers: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    def with_layer(self, name: str, items: tuple[Any, ...]) -> Document:
        """A copy that has `items` as the layer `name`."""
        return replace(self, layers={**self.layers, name: items})

    def sentence_at(self, offset: int) -> int:
        """Index of the sentence that holds `offset` (the nearest earlier one if none does)."""
        found = 0
        for index, span in enumerate(self.sentences):
            if span.start <= offset:
                found = index
        return found


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything read out of one article, before anything is resolved."""

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    relations: tuple[Relation, ...] = ()
    says: tuple[Says, ...] = ()
    times: tuple[Time, ...] = ()
    published: PrefixDate = PrefixDate("")
    published_source: str = "unknown"
    published_why: str = ""
    facts: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """The words that a claim rests on. `quote` equals the article's text at `span`, always.

    `sentence` is the whole sentence; `subject`, `object` and `trigger` are what to mark inside it.
    """

    article: str
    span: Span
    quote: str
    sentence: Span
    subject: Span | None = None
    object: Span | None = None
    trigger: Span | None = None
    maker: Maker = Maker("", "")
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Entity:
    """Something that mentions of an article refer to. `type` is the inventory type ('ORG.ARM').

    `label` is the canonical Arabic label (no clitics, no quotes); `aliases` are other forms as written;
    `value` is that of a DATE, NUM or MON; `time` is set for DATE.
    """

    id: str
    type: str
    label: str
    article: str
    aliases: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] = ()
    value: str | None = None
    time: Time | None = None


@dataclass(frozen=True, slots=True)
class Happening:
    """An event of an article: all the triggers that tell of it. `type` is one of the 54 event types."""

    id: str
    type: str
    label: str
    article: str
    tellings: tuple[Event, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """The atom of the graph: what an article tells, who said it, how sure, and in which words.

    `subject` and `object` are ids of an Entity or Happening; `predicate` is a role or relation name of the
    inventory ('agent', 'of'), or 'type' for the bare telling of an event (object is then the event type).
    `speakers` is the chain of those who say it, nearest first (entity ids; '' stands for an unnamed source);
    empty means that the article itself says so.
    """

    id: str
    article: str
    subject: str
    predicate: str
    object: str
    factuality: str
    evidence: tuple[Evidence, ...]
    speakers: tuple[str, ...] = ()
    qualifiers: tuple[str, ...] = ()
    confidence: float = 1.0

    def __post_init__(self) -> None:
        if not self.evidence:
            raise ValueError("a claim needs evidence")
        if self.factuality not in FACTUALITIES:
            raise ValueError(f"not a factuality: {self.factuality}")


@dataclass(frozen=True, slots=True)
class Story:
    """One article resolved: its entities, happenings and claims, ready to be written as a named graph."""

    article: Article
    extraction: Extraction
    entities: tuple[Entity, ...] = ()
    happenings: tuple[Happening, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that went wrong with one article or file while the run went on."""

    where: str
    code: str
    message: str
    advice: str = ""
