"""model.toml: what the model is, what it was made from, how good it is, and the checksums of its files.

`python -m training.card --model kg/models/news --tuned tuned.json --shared ../shared`
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from kg.evaluate import MEASURES, predict_all
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


def card(model: Path, tuned: Path, shared: Path, version: str) -> str:
    """The text of model.toml. The scores are those of the finished model, int8, on the texts alone."""
    thresholds = json.loads(tuned.read_text(encoding="utf-8"))["thresholds"]
    text = (
        HEAD.format(version=version)
        + "\n[thresholds]\n"
        + "".join(f"{k} = {v}\n" for k, v in thresholds.items() if k != "roles")
    )
    text += "\n[thresholds.roles]\n" + "".join(f"{k} = {v}\n" for k, v in thresholds["roles"].items())
    text += "\n[sha256]\n" + "".join(f'"{name}" = "{value}"\n' for name, value in checksums(model).items())
    (model / "model.toml").write_text(text, encoding="utf-8")
    folders = [shared / "annotation" / "news" / batch for batch in DEV_BATCHES]
    tally = predict_all(folders)
    told = predict_all(folders, given_dates=True)
    rows = {m: tally.row(m) for m in (*MEASURES, "coref")} | {"date, publication given": told.row("date")}
    for measure, row in rows.items():
        p, r, f = (round(100 * x, 1) for x in row)
        text += f'\n[development."{measure}"]\nprecision = {p}\nrecall = {r}\nf1 = {f}\n'
    return text


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--tuned", type=Path, required=True)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--version", default="0.1.0")
    args = parser.parse_args()
    text = card(args.model, args.tuned, args.shared, args.version)
    (args.model / "model.toml").write_text(text, encoding="utf-8")
    print(text[text.index("[development") :])


if __name__ == "__main__":
    main()
