"""Document → Extraction: the joint model and the rules behind one pipeline."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.joint import JointReader
from kg.extract.serial import from_json, to_json
from kg.extract.times import DateFinder, Values
from kg.extract.weights import find_model
from kg.model import Article, Document, Extraction, PrefixDate
from kg.pipeline import Component, Pipeline
from kg.settings import Settings, settings
from kg.text.morph import Morphology, morphology
from kg.text.sentences import sentences
from kg.text.words import words

__all__ = ["default_pipeline", "document", "extract", "from_json", "to_json"]


def default_pipeline(chosen: Settings | None = None, morph: Morphology | None = None) -> Pipeline:
    """The components that ship: date rules, the joint model named by the settings, values.

    Raises ModelError KG301 when the model is not there. Weights are loaded with the first article.
    """
    values = chosen or settings()
    parts: Sequence[Component] = (
        DateFinder(),
        JointReader(find_model(values.model), morph or morphology(), values.threads),
        Values(),
    )
    return Pipeline(parts)


def document(article: Article) -> Document:
    """The article with its sentences and words."""
    return Document(article, sentences(article.text), words(article.text))


def extract(article: Article, pipeline: Pipeline) -> Extraction:
    """Everything `pipeline` reads out of `article`. Raises PipelineError when a component fails."""
    done = pipeline.run(document(article))
    layers = done.layers
    calendar = layers["publication"][0] if layers.get("publication") else None
    return Extraction(
        article=article,
        sentences=done.sentences,
        mentions=layers.get("valued_mentions", layers.get("mentions", ())),
        events=layers.get("events", ()),
        relations=layers.get("relations", ()),
        says=layers.get("says", ()),
        times=layers.get("times", ()),
        published=PrefixDate(calendar.published if calendar else article.published),
        published_source=calendar.published_source if calendar else ("given" if article.published else "unknown"),
        published_why=calendar.why if calendar else "",
    )
