"""Morphology by camel-tools. The only module that imports camel_tools.morphology, and only on first use."""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

from kg.text.camel_data import catalogue_dir, database

_READ = frozenset((
    "diac", "lex", "pos", "gloss", "prc0", "prc1", "prc2", "prc3", "enc0", "gen", "num", "pos_lex_logprob", "lex_logprob",
))  # fmt: skip
"""Features that are read here, or that camel-tools needs to put a word together."""
MOST_KNOWN = 60_000
"""Words whose readings are remembered (about 2 KB each)."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """One reading of a word: lemma (with diacritics), part of speech, English gloss, and the clitics before and after.

    `proclitics` is how many letters of particles stand before the stem and the article; `article` whether ال follows
    them; `enclitic` is the pronoun's name or ''. `logprob` is the reading's log-frequency (0 is best).
    """

    lemma: str
    pos: str
    gloss: str
    proclitics: int
    article: bool
    enclitic: str
    logprob: float

    @property
    def proper(self) -> bool:
        """Whether it is a proper noun."""
        return self.pos == "noun_prop"


class Morphology(Protocol):
    """Something that knows the readings of a word."""

    name: str

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """All readings of `word`, likeliest first; empty for an unknown word."""
        ...


class CamelMorphology:
    """camel-tools' analyser over the almor-msa-r13 database (loads in 2 s; a word costs 0.2 ms, then nothing).

    Of the 40 features of a reading only those that are read are kept: an analysis takes a quarter of the time.
    """

    name = "camel-tools almor-msa-r13"

    def __init__(self, path: str) -> None:
        os.environ.setdefault("CAMELTOOLS_DATA", str(catalogue_dir()))
        from camel_tools.morphology.analyzer import Analyzer
        from camel_tools.morphology.database import MorphologyDB

        database = MorphologyDB(path, "a")
        _keep(database)
        self._analyzer = Analyzer(database, "NONE")
        self._known: dict[str, tuple[Analysis, ...]] = {}

    def analyse(self, word: str) -> tuple[Analysis, ...]:
        """All readings, likeliest first."""
        found = self._known.get(word)
        if found is None:
            found = _readings(self._analyzer.analyze(word))
            if len(self._known) >= MOST_KNOWN:  # a large corpus has millions of words: the older half is forgotten
                for old in list(itertools.islice(self._known, MOST_KNOWN // 2)):
                    del self._known[old]
            self._known[word] = found
        return found


def _keep(database: Any) -> None:
    """Drops from a MorphologyDB the features that nothing reads."""
    for feature in set(database.defines) - _READ:
        del database.defines[feature]
    for table in (database.prefix_hash, database.stem_hash, database.suffix_hash):
        for form, analyses in table.items():
            table[form] = [(kind, {k: v for k, v in features.items() if k in _READ}) for kind, features in analyses]


def _readings(raw: Iterable[dict[str, Any]]) -> tuple[Analysis, ...]:
    readings = {
        Analysis(
            lemma=str(a.get("lex", "")),
            pos=str(a.get("pos", "")),
            gloss=str(a.get("gloss", "")),
            proclitics=sum(a.get(slot, "0") not in ("0", "na") for slot in ("prc3", "prc2", "prc1")),
            article=a.get("prc0") == "Al_det",
            enclitic="" if a.get("enc0", "0") in ("0", "na") else str(a["enc0"]),
            logprob=float(a.get("pos_lex_logprob", a.get("lex_logprob", -99.0))),
        )
        for a in raw
    }
    return tuple(sorted(readings, key=lambda a: (-a.logprob, a.proclitics, a.lemma, a.pos, a.gloss, a.enclitic)))


@cache
def morphology() -> Morphology | None:
    """The morphology of this machine, or None with one warning that says what is lost."""
    path = database()
    if path is None:
        warnings.warn(
            "no morphology data: particles are split by rule alone and names may keep a glued particle; run `kg setup`",
            stacklevel=2,
        )
        return None
    return CamelMorphology(str(path))
