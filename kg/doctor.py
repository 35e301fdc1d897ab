"""A look over everything that Khabar stands on. Each finding says what was looked at, what was found and what to do."""

from __future__ import annotations

import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from kg.building.ledger import NAME as LEDGER
from kg.building.ledger import Ledger
from kg.building.runners import cores
from kg.errors import KhabarError
from kg.extract.weights import find_model
from kg.locations import ontology_dir
from kg.settings import settings
from kg.store import DiskStore, is_store
from kg.store.disk import FOLDER
from kg.text.camel_data import database

State = Literal["ok", "absent", "broken"]
NEEDED = (
    "camel-tools", "numpy", "onnxruntime", "tokenizers", "pyoxigraph", "rdflib", "pyshacl", "networkx", "pyvis", "trafilatura", "typer",
)  # fmt: skip
EXTRAS = {
    "formats": ("feedparser", "fsspec", "pyarrow", "warcio", "zstandard"),
    "cluster": ("dask", "distributed"),
    "notebook": ("ipython", "jupyterlab", "pandas"),
}
LITTLE_ROOM = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """`state` is ok, absent (something optional is not there) or broken."""

    what: str
    state: State
    found: str
    advice: str = ""


def examine(folder: Path | None = None) -> tuple[Finding, ...]:
    """Everything about this installation, and about the graph in `folder` if there is one. Changes nothing."""
    checks: list[Callable[[], Iterator[Finding]]] = [
        _python,
        _packages,
        _extras,
        _settings,
        _model,
        _morphology,
        _ontology,
    ]
    if folder is not None and folder.exists():
        checks += [lambda: _room(folder), lambda: _ledger(folder), lambda: _store(folder)]
    found: list[Finding] = []
    for check in checks:
        try:
            found += check()
        except KhabarError as error:
            found.append(Finding(error.code, "broken", error.message, error.advice))
        except Exception as error:  # a doctor does not faint
            found.append(Finding("examination", "broken", f"{type(error).__name__}: {error}", "report it"))
    return tuple(found)


def _python() -> Iterator[Finding]:
    good = sys.version_info >= (3, 11)
    shown = f"{platform.python_version()} on {platform.platform()}, {cores()} cores"
    yield Finding("Python", "ok" if good else "broken", shown, "" if good else "Khabar needs Python 3.11 or later")


def _packages() -> Iterator[Finding]:
    for name in ("khabar", *NEEDED):
        try:
            yield Finding(name, "ok", version(name))
        except PackageNotFoundError:
            yield Finding(name, "broken", "not installed", "pip install khabar")


def _extras() -> Iterator[Finding]:
    for extra, names in EXTRAS.items():
        missing = []
        for name in names:
            try:
                version(name)
            except PackageNotFoundError:
                missing.append(name)
        if missing:
            yield Finding(f"[{extra}]", "absent", f"without {', '.join(missing)}", f"pip install 'khabar[{extra}]'")
        else:
            yield Finding(f"[{extra}]", "ok", ", ".join(names))


def _settings() -> Iterator[Finding]:
    values = settings()
    yield Finding("settings", "ok", f"model {values.model}, base IRI {values.base_iri}, language {values.language}")


def _model() -> Iterator[Finding]:
    model = find_model(settings().model)
    model.verify()
    for name in ("encoder.onnx", "heads.npz", "vectors.npz", "tokenizer.json"):
        model.file(name)
    yield Finding("model", "ok", f"{model.name} {model.version}, files as its card says: {model.path}")


def _morphology() -> Iterator[Finding]:
    path = database()
    if path is None:
        yield Finding("morphology", "absent", "particles are split from names by rule alone", "kg setup")
    else:
        yield Finding("morphology", "ok", str(path))


def _ontology() -> Iterator[Finding]:
    from kg.rdf.contract import constraints
    from kg.rdf.ontology import FILES, ontology_quads

    counts = [f"{name} {len(ontology_quads(name)):,}" for name in FILES]
    yield Finding(
        "ontology", "ok", f"{', '.join(counts)} statements, {len(constraints())} constraints: {ontology_dir()}"
    )


def _room(folder: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(folder).free
    little = free < LITTLE_ROOM
    advice = "free some: an article takes about 0.7 MB in the store" if little else ""
    yield Finding("room on the disk", "broken" if little else "ok", f"{free / 1e9:,.1f} GB free", advice)


def _ledger(folder: Path) -> Iterator[Finding]:
    if not (folder / LEDGER).is_file():
        yield Finding("ledger", "absent", f"no build in {folder}", f"kg build seeds -o {folder}")
        return
    with Ledger(folder) as ledger:
        damage = ledger.damage()
        if damage:
            yield Finding("ledger", "broken", damage, f"remove {folder / LEDGER} and build again")
            return
        totals, (stale, gone) = ledger.totals(), ledger.pending()
        shown = f"{totals.articles:,} articles, {totals.claims:,} claims, {totals.quads:,} quads"
        yield Finding("ledger", "ok", shown)
        if stale or gone:
            behind = f"{stale + gone:,} graphs behind the ledger: a build was stopped"
            yield Finding("store", "broken", behind, "run the same kg build again; nothing is read twice")


def _store(folder: Path) -> Iterator[Finding]:
    place = folder / FOLDER
    if not is_store(place):
        yield Finding("store", "absent", f"none in {folder}", f"kg build seeds -o {folder}")
        return
    with DiskStore(place, read_only=True) as store:
        graphs = store.graphs()
        size = sum(p.stat().st_size for p in place.iterdir() if p.is_file())
        yield Finding("store", "ok", f"{len(graphs):,} graphs, {size / 1e6:,.0f} MB")
    if (folder / LEDGER).is_file():
        with Ledger(folder) as ledger:
            missing = sum(graph not in graphs for graph, _ in ledger.digests())
        if missing:
            advice = f"remove {place} and build again; nothing is read twice"
            yield Finding("store", "broken", f"{missing:,} graphs of the ledger are not in it", advice)
