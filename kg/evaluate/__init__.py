"""Scores: run the model on annotated articles, compare, report."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from kg.building import Progress
from kg.errors import ReadError, UsageError
from kg.evaluate.ann import given_date, read_ann
from kg.evaluate.score import MEASURES, Tally, score
from kg.extract import default_pipeline, extract, to_json
from kg.model import Article, PrefixDate
from kg.settings import settings

__all__ = ["MEASURES", "Tally", "evaluate", "gold_files", "predict_all", "report_text", "write_report"]

Predict = Callable[[str, str, dict[str, Any]], dict[str, Any]]
_EMPTY: dict[str, list[Any]] = {"mentions": [], "events": [], "relations": [], "says": []}


def gold_files(folders: Iterable[Path]) -> list[Path]:
    """NAME.ann (or NAME.json) with a NAME.txt beside it. Raises ReadError KG121 when there is none."""
    found = [
        f
        for folder in folders
        for f in sorted([*Path(folder).glob("*.ann"), *Path(folder).glob("*.json")])
        if f.with_suffix(".txt").is_file()
    ]
    if not found:
        raise ReadError(
            "KG121",
            f"no annotated articles in {', '.join(map(str, folders))}",
            "give a folder with NAME.txt and NAME.ann",
        )
    return found


def evaluate(gold: Sequence[Path], predictions: Path) -> Tally:
    """Scores of NAME.json files in a folder; a missing one counts as empty."""
    if not predictions.is_dir():
        raise UsageError(
            "KG619", f"no folder {predictions}", "write predictions with kg extract --format json, or leave --pred out"
        )

    def predict(name: str, text: str, _: dict[str, Any]) -> dict[str, Any]:
        file = predictions / f"{name}.json"
        return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else dict(_EMPTY)

    return _tally(gold, predict, None)


def predict_all(
    gold: Sequence[Path], save: Path | None = None, *, given_dates: bool = False, progress: Progress | None = None
) -> Tally:
    """Scores of the model, which sees the texts alone (and, with `given_dates`, dates that came with the articles)."""
    pipeline = default_pipeline(settings())

    def predict(name: str, text: str, annotation: dict[str, Any]) -> dict[str, Any]:
        date = PrefixDate(given_date(annotation) if given_dates else "")
        found = to_json(extract(Article(name, text, published=date, path=f"{name}.txt"), pipeline))
        if save:
            save.mkdir(parents=True, exist_ok=True)
            (save / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        return found

    return _tally(gold, predict, progress)


def _tally(gold: Sequence[Path], predict: Predict, progress: Progress | None) -> Tally:
    tally, files = Tally(), gold_files(gold)
    for number, file in enumerate(files, 1):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        annotation = read_ann(file) if file.suffix == ".ann" else json.loads(file.read_text(encoding="utf-8"))
        score(annotation, predict(file.stem, text, annotation), text, tally)
        if progress:
            progress(number, len(files), file.stem)
    return tally


def _order(tally: Tally) -> Iterator[str]:
    yield from MEASURES
    yield "coref"
    yield from sorted(m for m in tally.gold if m.startswith("  "))


def report_text(tally: Tally) -> str:
    """The scores as a table."""
    lines = [f"{'measure':14}     P      R     F1   gold"]
    for measure in _order(tally):
        p, r, f = tally.row(measure)
        count = tally.paired if measure == "coref" else tally.gold[measure]
        lines.append(f"{measure:14} {100 * p:5.1f}  {100 * r:5.1f}  {100 * f:5.1f}  {count:5}")
    return "\n".join(lines) + "\n"


def write_report(path: Path, tally: Tally) -> None:
    """{measure: {precision, recall, f1, gold}} as JSON, per cent."""
    rows = {}
    for measure in _order(tally):
        p, r, f = (round(100 * x, 1) for x in tally.row(measure))
        rows[measure.strip()] = {
            "precision": p,
            "recall": r,
            "f1": f,
            "gold": tally.paired if measure == "coref" else tally.gold[measure],
        }
    path.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
