"""The learned component: mentions, events, relations and attributions of an article, by the joint model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from kg.errors import ModelError
from kg.extract.arrays import load
from kg.extract.blas import one_thread
from kg.extract.calibration import Calibration
from kg.extract.encoder import OnnxEncoder
from kg.extract.heads import Floats, Heads
from kg.extract.reader import document_words, read_article
from kg.extract.thresholds import Thresholds
from kg.extract.vectors import WordVectors
from kg.extract.weights import ModelFolder
from kg.extract.wordfeatures import word_features
from kg.model import Document, Maker
from kg.text.clitics import trimmer
from kg.text.morph import Morphology

Encode = Callable[[Sequence[str], Sequence[tuple[int, int]]], Floats]


class JointReader:
    """A Component over a model folder. Weights are loaded when the first article comes.

    `morph` helps to keep particles («و», «ب», «لل» …) out of the mentions; without it a rule does what it can.
    """

    name = "joint"
    needs = frozenset({"date_spans"})
    gives = frozenset({"mentions", "events", "relations", "says"})

    def __init__(self, folder: ModelFolder, morph: Morphology | None = None, threads: int = 2) -> None:
        self._folder, self._morph, self._threads = folder, morph, threads
        self.version = folder.version
        known = Thresholds().as_dict()
        tuned = folder.card.get("thresholds", {})
        strange = sorted(set(tuned) - set(known))
        if strange:
            raise ModelError("KG303", f"the model card names unknown thresholds: {', '.join(strange)}", "update Khabar")
        self._limits = Thresholds(**{**known, **tuned})
        self._calibration = Calibration.of_card(folder.card)

    def find(self, doc: Document) -> dict[str, tuple[Any, ...]]:
        """The four layers of `doc`."""
        words = document_words(doc)
        maker = Maker(f"{self.name}-{self._folder.name}", self.version)
        if not words.surface:
            return {"mentions": (), "events": (), "relations": (), "says": ()}
        trim = trimmer(words.surface, self._morph)
        with one_thread():
            states = self.states(words.surface, words.sentences)
            read = read_article(doc, words, states, self.heads, self._limits, maker, trim)
        sure = self._calibration
        return {
            "mentions": sure.mentions(read.mentions), "events": sure.events(read.events),
            "relations": sure.relations(read.relations), "says": sure.says(read.says),
        }  # fmt: skip

    def states(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Floats:
        """Word states [words, width] of an article: encoder and lexical layer."""
        vectors = self._vectors.table[self._vectors.rows(words)]
        return self.heads.word_states(self.encode(words, sentences), vectors, word_features(words, self._morph))

    @cached_property
    def encode(self) -> Encode:
        """Words and sentences → encoder states [words, hidden]. Verifies the files on first use."""
        self._folder.verify()
        return OnnxEncoder(self._folder.file("encoder.onnx"), self._folder.file("tokenizer.json"), self._threads)

    @cached_property
    def heads(self) -> Heads:
        """The heads over the word states."""
        return Heads(load(self._folder.file("heads.npz")))

    @cached_property
    def _vectors(self) -> WordVectors:
        return WordVectors.load(self._folder.file("vectors.npz"))
