"""Annotated articles in, Results out: predictions read from files or made by a pipeline."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from kg.building import Progress
from kg.errors import ReadError, UsageError
from kg.evaluate.ann import Dates, publication_date, read_ann
from kg.evaluate.results import Results, Scored
from kg.evaluate.score import Tally, score
from kg.extract import default_pipeline, extract, to_json
from kg.model import Article, PrefixDate
from kg.pipeline import Pipeline
from kg.settings import settings

Predict = Callable[[str, str, dict[str, Any]], dict[str, Any]]
KINDS = ("mentions", "events", "relations", "says")


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


def evaluate(gold: Sequence[Path], predictions: Path) -> Results:
    """Scores of NAME.json files in a folder; a missing one counts as empty.

    Raises UsageError KG619 without that folder, ReadError KG122 for a file that is no extraction.
    """
    if not predictions.is_dir():
        raise UsageError(
            "KG619", f"no folder {predictions}", "write predictions with kg extract --format json, or leave --pred out"
        )

    def predict(name: str, text: str, _: dict[str, Any]) -> dict[str, Any]:
        file = predictions / f"{name}.json"
        return read_prediction(file) if file.is_file() else {kind: [] for kind in KINDS}

    return Results(score_files(gold, predict, None))


def read_prediction(file: Path) -> dict[str, Any]:
    """An extraction as JSON. Raises ReadError KG122 when it is none."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ReadError("KG122", f"{file} is not JSON: {error}", "write it with kg extract --format json") from error
    missing = [kind for kind in KINDS if not isinstance(found, dict) or not isinstance(found.get(kind), list)]
    if missing:
        raise ReadError("KG122", f"{file} has no list of {missing[0]}", "write it with kg extract --format json")
    return dict(found)


def predict_all(
    gold: Sequence[Path], save: Path | None = None, *, dates: Dates = Dates.NONE, progress: Progress | None = None,
    pipeline: Pipeline | None = None,
) -> Results:  # fmt: skip
    """Scores of a pipeline (default: the one that ships), which sees the texts and the publication dates that `dates`
    allows. `save` takes the predictions as NAME.json."""
    made = pipeline or default_pipeline(settings())
    took = cpu = 0.0

    def predict(name: str, text: str, annotation: dict[str, Any]) -> dict[str, Any]:
        nonlocal took, cpu
        date = PrefixDate(publication_date(annotation, dates))
        began, began_cpu = time.perf_counter(), time.process_time()
        found = to_json(extract(Article(name, text, published=date, path=f"{name}.txt"), made))
        took += time.perf_counter() - began
        cpu += time.process_time() - began_cpu
        if save:
            save.mkdir(parents=True, exist_ok=True)
            (save / f"{name}.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
        return found

    return Results(score_files(gold, predict, progress), took, cpu)


def score_files(gold: Sequence[Path], predict: Predict, progress: Progress | None) -> tuple[Scored, ...]:
    """Every annotated article with its prediction and scores, in order."""
    files, found = gold_files(gold), []
    for number, file in enumerate(files, 1):
        text = file.with_suffix(".txt").read_text(encoding="utf-8")
        annotation = read_ann(file) if file.suffix == ".ann" else read_prediction(file)
        predicted, tally = predict(file.stem, text, annotation), Tally()
        score(annotation, predicted, text, tally)
        found.append(Scored(file.stem, text, annotation, predicted, tally))
        if progress:
            progress(number, len(files), file.stem)
    return tuple(found)
