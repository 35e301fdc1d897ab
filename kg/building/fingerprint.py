"""What a part depends on, as a hash: the article, the components and their versions, the rules and data, the settings.

When the hash of an article is the one in the ledger, reading it again would give the same graph, so it is not read again.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path

from kg.building.part import Plan
from kg.extract.weights import find_model
from kg.locations import ontology_dir
from kg.model import Article
from kg.pipeline import Pipeline
from kg.text.camel_data import database

LIBRARIES = ("camel-tools", "hijridate", "onnxruntime", "tokenizers", "numpy")
CHOICES = ("base_iri", "names", "camel_ner", "extractor", "llm_base_url", "llm_model")
"""Settings that shape what is read."""
RULES = ("text", "temporal", "extract", "resolve", "rdf", "data", "model.py", "inventory.py", "pipeline.py")
"""Parts of kg that shape what is read out of an article; a change in any of them makes all parts stale."""
_CODE = (".py", ".tsv", ".toml", ".json", ".txt", ".yaml", ".yml", ".csv")


def versions(plan: Plan) -> dict[str, str]:
    """{component: version} of everything that makes parts, for the ledger and the run's report."""
    found = {name: _version(name) for name in LIBRARIES}
    found["khabar"] = _version("khabar")
    found["rules"] = rules()
    found["morphology"] = _morphology()
    found["factory"] = plan.factory
    found |= {name: str(getattr(plan.settings, name)) for name in CHOICES}
    if plan.factory.startswith("kg."):
        model = find_model(plan.settings.model)
        sums = sorted(map(str, model.card.get("sha256", {}).items()))
        found["model"] = f"{model.name} {model.version} {_hash(*sums)[:12]}"
        tuned = [sorted(model.card.get(table, {}).items()) for table in ("thresholds", "calibrated")]
        found["thresholds"] = _hash(str(tuned))[:12]
    if plan.settings.gazetteer:
        found["gazetteer"] = hashlib.sha256(Path(plan.settings.gazetteer).read_bytes()).hexdigest()[:12]
    return dict(sorted(found.items()))


def plan_of(plan: Plan, pipeline: Pipeline | None) -> Plan:
    """The plan, or for a pipeline of the caller's own one that names its components and their versions."""
    if pipeline is None:
        return plan
    return replace(plan, factory="given: " + ", ".join(f"{c.name} {c.version}" for c in pipeline.components))


def made_from(article: Article, made_by: str) -> bytes:
    """The hash of an article and of what makes its part (`made_by`). The path is no part of it: a moved file is the same."""
    known = (article.id, article.text, article.title, article.source, article.url, article.published, article.lang)
    return bytes.fromhex(_hash(made_by, *known))


def made_by(found: dict[str, str]) -> str:
    """One hash of `versions`."""
    return _hash(*(f"{name}={value}" for name, value in found.items()))


@cache
def rules() -> str:
    """A hash of the code and data that shape what is read (20 ms)."""
    total = hashlib.sha256()
    home = Path(str(files("kg")))
    for part in RULES:
        place = home / part
        for path in [place] if place.is_file() else sorted(p for p in place.rglob("*") if p.suffix in _CODE):
            total.update(
                path.relative_to(home).as_posix().encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest()
            )
    for path in sorted(ontology_dir().glob("*.ttl")):
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()[:16]


def _morphology() -> str:
    path = database()
    return f"{path.name} {path.stat().st_size}" if path else "none"


def _hash(*parts: str) -> str:
    total = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(8, "big") + data)
    return total.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"
