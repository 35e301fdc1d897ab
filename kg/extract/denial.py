"""Denial as the words tell it: verbs that deny and what they govern, negated events, rumours called false.

The annotated articles hold too few denials to learn from (52 among 5,502 attributions), but in them a verb such as «نفى» always
denies. So the verbs, and where what they govern ends, are a list (`lexicons/denials.tsv`); who denies is left to the model.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.extract.vectors import vector_key
from kg.locations import data_lines

_CONJUNCTIONS = ("\u0648", "\u0641")  # و ف
_PARTICLES = (*_CONJUNCTIONS, "\u0628", "\u0644")  # ب ل
_ARTICLE = "\u0627\u0644"
_PRONOUNS = ("\u0647\u0645", "\u0647\u0627", "\u0647")
_WHAT = "\u0645\u0627"
_AFTER, _THAT = "\u0628\u0639\u062f", "\u0627\u0646"
_COMMAS = ("\u060c", ",", "\u061b")
BACK_WITHIN = 8
"""Words after a verb of denial among which «ذلك», «هذه الأنباء» is its object."""
LIGHT, BUT_WITHIN, SUBJECT = 6, 7, 5
"""Most light words after a negator; words among which «إلا» takes it back; most words of a subject between the two."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A word that denies: its number and the words it governs [first, past last).

    `points_back` when its object is what was told before («نفته», «نفى ذلك»), `may_point` when it is so if nothing that it
    governs is an event («نفى الخبر»); `certain` when it denies whatever the model thinks; `negated` («لم ينف»).
    """

    cue: int
    scope: tuple[int, int]
    points_back: bool = False
    may_point: bool = False
    certain: bool = True
    negated: bool = False


@cache
def _lexicon() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for line in data_lines("lexicons", "denials.tsv"):
        kind, forms = line.split("\t")
        found.setdefault(kind, set()).update(forms.split("|"))
    return {kind: frozenset(forms) for kind, forms in found.items()}


@cache
def _phrases(kind: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """{first word: the phrases of `kind` that begin with it, longest first}."""
    phrases = sorted((tuple(p.split()) for p in _lexicon()[kind]), key=len, reverse=True)
    return {first: tuple(p for p in phrases if p[0] == first) for first in {p[0] for p in phrases}}


def _is(kind: str, key: str, particles: Sequence[str] = _CONJUNCTIONS) -> bool:
    forms = _lexicon()[kind]
    return key in forms or (key[:1] in particles and key[1:] in forms)


def _glued(key: str) -> bool:
    """Whether `key` is a finite verb of denial with its object («نفته», «وينفيه»)."""
    for pronoun in _PRONOUNS:
        if key.endswith(pronoun):
            return _is("verb", key.removesuffix(pronoun)) and not _is("noun", key)
    return False


class Denying:
    """What the words of an article deny."""

    def __init__(self, surface: Sequence[str], sentence_of: Sequence[int]) -> None:
        self.keys = [vector_key(w) for w in surface]
        self._sentence_of = sentence_of
        self.denials = tuple(self._denials())
        carried = tuple(self._negated())
        self.negated = frozenset(word for word, taken_back in carried if not taken_back)
        """Words that a negation falls on: an event that begins there did not happen."""
        self.taken_back = frozenset(word for word, taken_back in carried if taken_back)
        """Words of which «إلا» takes the negation back."""
        self.called_false = tuple(self._false())
        """Ranges [first, past last): the first event in each is told to be false."""

    def governed(self, word: int) -> bool:
        """Whether an event at `word` is likely, because something denies it."""
        return (
            word in self.negated
            or any(d.scope[0] <= word < d.scope[1] for d in self.denials)
            or any(a <= word < b for a, b in self.called_false)
        )

    def _end(self, at: int) -> int:
        """Past the last word of the sentence of word `at`."""
        end = at + 1
        while end < len(self.keys) and self._sentence_of[end] == self._sentence_of[at]:
            end += 1
        return end

    def _denials(self) -> Iterator[Denial]:
        for at, key in enumerate(self.keys):
            glued = _glued(key)
            sure = glued or _is("verb", key) or _is("noun", key)
            if not sure and not _is("maybe", key):
                continue
            scope = at + 1, self._scope_end(at)
            near = range(scope[0], min(scope[1], scope[0] + BACK_WITHIN))
            sure = sure or any(_is("rumour", self.keys[i], _PARTICLES) for i in near)
            this = any(_is("this", self.keys[i]) and self.keys[i - 1] not in _lexicon()["inside"] for i in near)
            nothing = scope[0] == scope[1] or any(_is("back", self.keys[i], _PARTICLES) for i in near)
            yield Denial(at, scope, glued or this, nothing, sure, self._is_negated(at))

    def _is_negated(self, at: int) -> bool:
        """«لم ينف», «لم يؤكد أو ينف»."""
        first = max(0, at - 3)
        before = [
            k
            for k, s in zip(self.keys[first:at], self._sentence_of[first:at], strict=True)
            if s == self._sentence_of[at]
        ]
        if before and _is("not", before[-1]):
            return True
        return len(before) == 3 and _is("not", before[0]) and before[2] in ("\u0627\u0648", "\u0648\u0644\u0627")

    def _scope_end(self, at: int) -> int:
        end = self._end(at)
        for i in range(at + 1, end):
            key, comma = self.keys[i], self.keys[i - 1] in _COMMAS
            if key in _lexicon()["end"] or (key == _AFTER and i + 1 < end and self.keys[i + 1] == _THAT):
                return i
            if key in _lexicon()["resume"] and comma:
                return i
            if key[:1] in _CONJUNCTIONS and (key[1:] in _lexicon()["resume"] or key[1:] in _lexicon()["end"]):
                return i
            if comma and self._new_clause(key):
                return i
        return end

    def _new_clause(self, key: str) -> bool:
        """Whether a word after a comma begins a clause of its own: «، وأغلقت …», not «، والتخطيط», «، وأن»."""
        rest = key[1:]
        return (
            key[:1] == _CONJUNCTIONS[0]
            and len(rest) > 3
            and not rest.startswith((_ARTICLE, _THAT))
            and rest[-1] in "\u062a\u0648\u0627"
        )

    def rumour(self, word: int) -> bool:
        """Whether a word stands for something told («الاتهام», «الخبر»), which a denial does not deny to exist."""
        return _is("rumour", self.keys[word], _PARTICLES) or _is("back", self.keys[word], _PARTICLES)

    def _negated(self) -> Iterator[tuple[int, bool]]:
        """(word that a negation falls on, whether it is taken back)."""
        for at, key in enumerate(self.keys):
            if _is("not", key, _PARTICLES):
                end = self._end(at)
                target = self._carried(at + 1, end)
                if target is not None:
                    yield target, any(_is("but", k) for k in self.keys[at : min(end, target + BUT_WITHIN)])

    def _carried(self, at: int, end: int) -> int | None:
        """The word that a negation before `at` falls on, over light words and over the subject of «يسفر عن»."""
        for _ in range(LIGHT):
            if at >= end:
                return None
            key = self.keys[at]
            if key in _lexicon()["result"]:
                steps = (i for i in range(at + 1, min(end, at + 1 + SUBJECT)) if self.keys[i] in _lexicon()["by"])
                at = next(steps, end) if at + 1 < end else end
            elif key not in _lexicon()["light"] and key not in _lexicon()["by"]:
                return at
            at += 1
        return None

    def _starts(self, at: int, kind: str) -> int:
        """How many words of a phrase of `kind` stand at `at`, 0 for none."""
        phrases = _phrases(kind).get(self.keys[at], ())
        return next((len(p) for p in phrases if tuple(self.keys[at : at + len(p)]) == p), 0)

    def _told(self, word: int) -> bool:
        """«ما نشرته», «لما تردد»: a verb of telling after «ما»."""
        return (
            self.keys[word] in _lexicon()["told"]
            and self.keys[word - 1].endswith(_WHAT)
            and len(self.keys[word - 1]) <= 3
        )

    def _false(self) -> Iterator[tuple[int, int]]:
        for at in range(len(self.keys)):
            if self._starts(at, "false"):
                first = at
                while first > 0 and self._sentence_of[first - 1] == self._sentence_of[at]:
                    first -= 1
                rumours = (i for i in range(first, at) if self.rumour(i) or (i > first and self._told(i)))
                if (rumour := next(rumours, None)) is not None:
                    yield rumour + 1, at
            elif length := self._starts(at, "void"):
                yield at + length, self._scope_end(at)
