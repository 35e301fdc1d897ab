"""Let the weights that ship annotate raw news: `python -m training.silver --shared ../shared --out build/silver.jsonl.gz`.

What they find is trained on as if people had annotated it, at less weight (self-training, Yarowsky 1995).
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import random
from pathlib import Path
from typing import Any

from kg.extract import default_pipeline, extract, to_json
from kg.model import Article
from kg.pipeline import Pipeline
from kg.text.sentences import sentences
from training.annotated import KINDS, digest, kept
from training.packing import articles

SILVER_SHARES = {
    "news_arabic_newspapers_19_countries/arabic_newspapers.jsonl.gz": 0.9,
    "news_hespress_aljazeera_2022/hespress_aljazeera.jsonl.gz": 0.16,
    "news_cnn_aljazeera_2024/cnn_arabic_2024.jsonl": 0.6,
    "news_ahdath_morocco/ahdath_info.jsonl": 0.8,
    "news_alriyadh_sample/alsh_sample.jsonl": 0.6,
    "news_ant_jawharafm_tunisia/ant_jawharafm.jsonl.gz": 0.04,
    "news_sanad_khaleej/sanad_khaleej.jsonl.gz": 0.03,
    "news_saudinewsnet/saudinewsnet.jsonl.gz": 0.03,
}
LEAST_WORDS, MOST_WORDS = 70, 420
_pipeline: list[Pipeline] = []


def silver_texts(shared: Path) -> list[dict[str, str]]:
    """News articles of many outlets, neither short nor long, that nobody annotated."""
    found, known = [], kept()
    for number, (name, text) in enumerate(articles(shared, SILVER_SHARES, seed=5)):
        if LEAST_WORDS <= text.count(" ") <= MOST_WORDS and len(sentences(text)) > 1 and digest(text) not in known:
            found.append({"name": f"{name}-{number}", "text": text})
    return found


def _start() -> None:
    _pipeline[:] = [default_pipeline()]


def annotate(record: dict[str, str]) -> dict[str, Any]:
    """`record` (name, text) with its annotation in gold's shape."""
    found = to_json(extract(Article(record["name"], record["text"]), _pipeline[0]))
    return {**record, "annotation": {k: found[k] for k in (*KINDS, "sentences")}}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--most", type=int, default=3000, help="articles at most")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--workers", type=int, default=2)
    args = parser.parse_args()
    texts = silver_texts(args.shared)
    random.Random(3).shuffle(texts)
    texts = texts[: args.most]
    with multiprocessing.Pool(args.workers, _start) as pool, gzip.open(args.out, "wt", encoding="utf-8") as out:
        for record in pool.imap(annotate, texts, 8):
            out.write(json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n")
    print(f"{len(texts)} articles")


if __name__ == "__main__":
    main()
