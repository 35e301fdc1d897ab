"""Document → Extraction: the joint model and the rules behind one pipeline."""

from __future__ import annotations

from importlib.metadata import entry_points
from pathlib import Path

from kg.errors import UsageError
from kg.extract.facts import Facts
from kg.extract.gazetteer import Gazetteer, read_gazetteer
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

GROUP = "kg.components"
__all__ = ["default_pipeline", "document", "extract", "from_json", "to_json"]


def default_pipeline(chosen: Settings | None = None, morph: Morphology | None = None) -> Pipeline:
    """The components that ship (date rules, a gazetteer if the settings name one, the joint model, values), then those of
    other packages: entry points of the group `kg.components`, each a function that makes a component.

    Raises ModelError KG301 when the model is not there. Weights are loaded with the first article.
    """
    values, known = chosen or settings(), morph or morphology()
    parts: list[Component] = [DateFinder()]
    if values.gazetteer:
        parts.append(Gazetteer(read_gazetteer(Path(values.gazetteer)), known))
    parts.append(_llm(values) if values.extractor == "llm" else JointReader(find_model(values.model), known, values.threads))
    if values.names != "model":
        from kg.extract.camel import CamelNames, find_checkpoint
        from kg.extract.names import NameMerger

        parts.append(CamelNames(find_checkpoint(values.camel_ner), known))
        parts.append(NameMerger("camel_names", "camel", known, only=values.names == "camel"))
    parts += [Facts(), Values()]
    for point in sorted(entry_points(group=GROUP), key=lambda p: p.name):
        parts.append(point.load()())
    return Pipeline(parts)


def _llm(values: Settings) -> Component:
    """Raises UsageError KG643 without an endpoint or the name of a model."""
    from kg.extract.llm import LlmReader
    from kg.extract.llm_client import Chat, Usage

    if not values.llm_base_url or not values.llm_model:
        raise UsageError(
            "KG643", "the llm extractor needs an endpoint and a model", "--base-url http://localhost:8080/v1 --model NAME"
        )
    usage = Usage(values.llm_model, values.llm_price_in, values.llm_price_out)
    return LlmReader(Chat(values.llm_base_url, values.llm_model, per_minute=values.llm_per_minute, usage=usage))


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
        facts=layers.get("facts", ()),
    )
