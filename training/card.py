"""model.toml: what the model is, what it was made from, how good it is, and the checksums of its files.

`python -m training.card --model kg/models/news --tuned tuned.json --shared ../shared`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kg.evaluate import predict_all
from kg.evaluate.ann import Dates
from kg.evaluate.tables import report_data
from kg.extract.weights import find_model
from kg.settings import settings
from training.annotated import kept
from training.corpus import DEV_BATCHES
from training.export import checksums

HEAD = """# Made by training/card.py. Data and licences: kg/data/SOURCES.md.
name = "news"
version = "{version}"
description = "Joint extractor for Arabic news: mentions, events, roles, relations, attributions, coreference"
licence = "MIT"
base = "multilingual-e5-small (MIT), vocabulary cut to Arabic and Latin, 29 M parameters, int8"
development_articles = "48 annotated news articles (batch10, batch11), never trained on"

[[data]]
name = "Khabar annotated news, batch01-batch09"
use = "216 articles, joint training; only weights are shipped, not text"
licence = "annotation of the project"

[[data]]
name = "Articles of the raw news below, annotated by careful reading under the same guidelines (training/annotated.jsonl.gz)"
use = "{more} articles, joint training; where things stand in them is kept in the repository, their text is not"
licence = "annotation of the project (MIT); the texts are the outlets'"

[[data]]
name = "Raw news of 2011 to 2024: 19 countries' newspapers, Hespress, Al Jazeera, CNN Arabic, Ahdath, Al-Riyadh, ANT, SANAD, SaudiNewsNet"
use = "masked-language-model adaptation of the encoder (36 M pieces, 277 M seen); only weights are shipped, not text"
licence = "copyright of the outlets; ANT Apache 2.0, SANAD CC BY 4.0, SaudiNewsNet CC BY-NC-SA 4.0, others state none"

[[data]]
name = "2,659 of these articles, annotated by three networks together"
use = "self-training at half weight; only weights are shipped, not text"
licence = "as above"

[[data]]
name = "NewsFANE Gold 2014"
use = "auxiliary tagging"
licence = "CC BY-SA 3.0"

[[data]]
name = "AQMAR Arabic Wikipedia NER corpus (14 articles)"
use = "auxiliary tagging"
licence = "CC BY-SA 3.0"

[[data]]
name = "Wojood sample"
use = "auxiliary tagging"
licence = "MIT"

[[data]]
name = "SANAD, part Al Khaleej"
use = "word vectors"
licence = "CC BY 4.0"

[[data]]
name = "ANT corpus v1.1, part Jawhara FM"
use = "word vectors"
licence = "Apache 2.0"
"""


def card(model: Path, tuned: Path, curves: Path | None, version: str) -> str:
    """The text of model.toml but for its scores."""
    thresholds = json.loads(tuned.read_text(encoding="utf-8"))["thresholds"]
    text = (
        HEAD.format(version=version, more=len(kept()))
        + "\n[thresholds]\n"
        + "".join(f"{k} = {v}\n" for k, v in thresholds.items() if k != "roles")
    )
    text += "\n[thresholds.roles]\n" + "".join(f"{k} = {v}\n" for k, v in thresholds["roles"].items())
    if curves:
        text += curves.read_text(encoding="utf-8")
    return text + "\n[sha256]\n" + "".join(f'"{name}" = "{value}"\n' for name, value in checksums(model).items())


def scores(shared: Path) -> str:
    """Scores of the finished model, int8, on the texts alone: with 95 % intervals, by type, and how calibrated they are."""
    folders = [shared / "annotation" / "news" / batch for batch in DEV_BATCHES]
    results = predict_all(folders)
    data = report_data(results)
    given, known = (report_data(predict_all(folders, dates=d))["date"] for d in (Dates.GIVEN, Dates.KNOWN))
    calibration = data.pop("calibration")
    for kind, row in find_model(settings().model).card.get("calibrated", {}).items():
        calibration[kind] |= row.get("left_out", {})
    whole = {m: data.pop(m) for m in results.measures()} | {"date, publication given": given, "date, publication known": known}
    text = "".join(f'\n[development."{m}"]\n' + "".join(f"{k} = {v}\n" for k, v in row.items()) for m, row in whole.items())
    text += "\n[types]\n" + "".join(f'"{m}" = {_inline(row, "f1", "low", "high", "gold")}\n' for m, row in data.items())
    return text + "\n[calibration]\n" + "".join(
        f"{kind} = {_inline(row, 'items', 'error', 'brier')}\n" for kind, row in calibration.items()
    )


def _inline(row: dict[str, float], *keys: str) -> str:
    return "{ " + ", ".join(f"{k} = {row[k]}" for k in keys) + " }"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--tuned", type=Path, help="left out: the card keeps its thresholds, only the scores are made again")
    parser.add_argument("--curves", type=Path, help="made by training.calibrate")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--version", default="0.3.0")
    args = parser.parse_args()
    file = args.model / "model.toml"
    text = card(args.model, args.tuned, args.curves, args.version) if args.tuned else before_scores(file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
    found = scores(args.shared)
    file.write_text(text + found, encoding="utf-8")
    print(found)


def before_scores(text: str) -> str:
    """A card's text up to its scores."""
    return text.split("\n[development", 1)[0].rstrip() + "\n"


if __name__ == "__main__":
    main()
