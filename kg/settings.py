"""One table of settings. Values come from arguments, then KHABAR_* variables, then kg.toml, then the default."""

from __future__ import annotations

import difflib
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from kg.errors import UsageError

FILE = "kg.toml"
PREFIX = "KHABAR_"


@dataclass(frozen=True, slots=True)
class Setting:
    """A name, its default (whose type is the setting's type) and a sentence of help."""

    name: str
    default: str | int | float
    help: str
    choices: tuple[str, ...] = ()


SETTINGS = (
    Setting("base_iri", "https://w3id.org/khabar/", "Start of every IRI that the graph mints; ends with / or #."),
    Setting("model", "news", "Name of a model in the models folders, or a path to a model folder."),
    Setting("gazetteer", "", "A TSV of names of your own (name TAB type), found besides what the model finds."),
    Setting("names", "model", "Who finds names: model, camel (camel-tools' recogniser) or both.", ("model", "camel", "both")),
    Setting("camel_ner", "", "Folder or name of a camel-tools NER model; empty: the one that camel_data installed."),
    Setting("extractor", "joint", "What reads articles: joint (offline) or llm (an endpoint of yours).", ("joint", "llm")),
    Setting("llm_base_url", "", "OpenAI-compatible endpoint of the llm extractor; articles are sent there."),
    Setting("llm_model", "", "Name of the model at that endpoint."),
    Setting("llm_per_minute", 60, "Requests to the endpoint in a minute, at most."),
    Setting("llm_price_in", 0.0, "Price of a million tokens sent, to show what a run cost."),
    Setting("llm_price_out", 0.0, "Price of a million tokens received."),
    Setting("max_file_bytes", 1_000_000, "Larger files are named as a problem and left out."),
    Setting("threads", 2, "Threads of the model on one article."),
    Setting("draw_budget", 500, "How many nodes the explorer draws at first; the page says what was left out."),
    Setting("page_articles", 100, "The explorer of a build shows at most this many articles, the newest; its title says so."),
    Setting("in_memory_mb", 16, "Graphs of up to so many megabytes are held in memory, where queries are fastest; others on disk."),
    Setting("query_seconds", 10.0, "A query is stopped after this many seconds."),
    Setting("query_rows", 10_000, "A query gives at most this many rows, and says when there were more."),
    Setting("language", "ar", "Language of labels and of the explorer: ar, en or fr.", ("ar", "en", "fr")),
)


@dataclass(frozen=True, slots=True)
class Settings:
    """The values in force. One field for each row of SETTINGS."""

    base_iri: str
    model: str
    gazetteer: str
    names: str
    camel_ner: str
    extractor: str
    llm_base_url: str
    llm_model: str
    llm_per_minute: int
    llm_price_in: float
    llm_price_out: float
    max_file_bytes: int
    threads: int
    draw_budget: int
    page_articles: int
    in_memory_mb: int
    query_seconds: float
    query_rows: int
    language: str


def settings(folder: Path | None = None, **given: str | int | float) -> Settings:
    """The settings in force in `folder` (default: the working directory), `given` first.

    Raises UsageError KG601 for a name that is not in the table, KG602 for a value of the wrong type.
    """
    file = (folder or Path.cwd()) / FILE
    from_file: Mapping[str, object] = {}
    if file.is_file():
        try:
            from_file = tomllib.loads(file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise UsageError("KG602", f"{file} is not TOML: {error}", "mend the file, or remove it") from error
    table = {s.name: s for s in SETTINGS}
    for name in [*from_file, *given]:
        if name not in table:
            raise UsageError("KG601", f"no setting {name!r}", suggestion(name, table) or f"one of {', '.join(table)}")
    values: dict[str, str | int | float] = {}
    for setting in SETTINGS:
        raw = given.get(setting.name, os.environ.get(PREFIX + setting.name.upper(), from_file.get(setting.name)))
        values[setting.name] = setting.default if raw is None else _typed(setting, raw)
    if not str(values["base_iri"]).endswith(("/", "#")):
        raise UsageError("KG602", f"base_iri must end with / or #: {values['base_iri']}", f"use {values['base_iri']}/")
    return Settings(**values)  # type: ignore[arg-type]


def suggestion(name: str, known: Iterable[str]) -> str:
    """'did you mean …?' with the nearest of `known`, or the list of them, or ''."""
    names = sorted(known)
    near = difflib.get_close_matches(name, names, 1)
    return f"did you mean {near[0]!r}?" if near else f"one of {', '.join(names)}" if 0 < len(names) <= 30 else ""


def _typed(setting: Setting, raw: object) -> str | int | float:
    kind = type(setting.default)
    try:
        value = kind(str(raw))
    except ValueError as error:
        wanted = {"int": "a whole number", "float": "a number"}.get(kind.__name__, kind.__name__)
        raise UsageError("KG602", f"{setting.name} wants {wanted}, not {raw!r}", setting.help) from error
    if setting.choices and value not in setting.choices:
        wanted = f"{', '.join(setting.choices[:-1])} or {setting.choices[-1]}"
        raise UsageError("KG602", f"{setting.name} must be {wanted}, not {raw!r}", f'set {setting.name} = "{setting.default}"')
    if isinstance(value, (int, float)) and value <= 0:
        raise UsageError("KG602", f"{setting.name} must be positive, not {raw!r}", setting.help)
    return value


assert tuple(f.name for f in fields(Settings)) == tuple(s.name for s in SETTINGS)
