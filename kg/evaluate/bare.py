"""Names as the ANERcorp tradition marks them: less than Khabar's guidelines take, by rules counted in its training part."""

from __future__ import annotations

from collections.abc import Sequence

from kg.inventory import coarse
from kg.locations import data_file
from kg.model import Mention
from kg.text.fold import folded
from kg.text.morph import Morphology
from kg.text.words import words as words_of

_ARTICLE, _NISBA = "\u0627\u0644", ("\u064a", "\u064a\u0647")


class BareNames:
    """Names without generic nouns («مدينة»), and no descriptions («البلاد», «الحكومة المصرية»).

    With `morph` a single word that the dictionary has, but never as a proper noun («البرلمان»), is a description too.
    """

    def __init__(self, morph: Morphology | None = None) -> None:
        self._morph = morph
        self._left_off, self._generic = _nouns("bare.tsv"), _nouns("heads.tsv")

    def start(self, mention: Mention) -> int | None:
        """Where the name begins in the article, None when the mention only describes."""
        kind = coarse(mention.type)
        words = [(w.of(mention.text), w.start) for w in words_of(mention.text)]
        generic = [_without_article(folded(w)) in self._generic.get(kind, ()) for w, _ in words]
        if all(generic) or (generic[0] and self._is_described([folded(w) for w, _ in words])):
            return None
        if len(words) == 1 and kind in ("ORG", "LOC", "GPE", "FAC") and self._is_common(words[0][0]):
            return None
        while len(words) > 1 and folded(words[0][0]) in self._left_off.get(kind, ()):
            words = words[1:]
        return mention.span.start + words[0][1]

    def _is_described(self, words: Sequence[str]) -> bool:
        """Whether a generic noun has adjectives of origin or kind alone («الحكومة المصرية»)."""
        head, *rest = words
        kept = _without_article(head) in self._left_off.get("NAME", ())
        return not kept and all(w.startswith(_ARTICLE) and w.endswith(_NISBA) for w in rest)

    def _is_common(self, word: str) -> bool:
        readings = self._morph.analyse(word) if self._morph else ()
        return bool(readings) and not any(r.proper for r in readings)


def _without_article(word: str) -> str:
    return word[2:] if word.startswith(_ARTICLE) and len(word) > 4 else word


def _nouns(file: str) -> dict[str, frozenset[str]]:
    """{coarse type: folded nouns} of a lexicon."""
    found: dict[str, set[str]] = {}
    for line in data_file("lexicons", file).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, word, *_ = line.split("\t")
            found.setdefault(coarse(kind), set()).add(word)
    return {kind: frozenset(nouns) for kind, nouns in found.items()}
