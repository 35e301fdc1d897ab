"""Let trained networks annotate raw news together:
`python -m training.teach --runs run1 run2 --shared ../shared --texts texts.jsonl.gz --vectors vectors.npz --out silver.jsonl.gz`.

What they find is trained on as if people had annotated it, at less weight (self-training, Yarowsky 1995).
"""

from __future__ import annotations

import argparse
import gzip
import json
import multiprocessing
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from kg.extract.heads import Floats, Heads
from kg.extract.thresholds import Thresholds
from kg.extract.vectors import WordVectors
from kg.extract.windows import Subwords
from kg.text.sentences import sentences
from training.batches import BatchMaker
from training.corpus import GoldArticle, gold_article
from training.ensemble import Ensemble
from training.lexical import Lexical
from training.measure import head_weights, predict
from training.network import Joint

LIMITS = Thresholds(
    outer=-0.2,
    inner=0.5,
    trigger=0.5,
    cue=0.0,
    event=0.25,
    role=0.22,
    relation=0.35,
    source=0.2,
    content=0.2,
    coref=0.0,
)
BATCH = 32
_heads: list[Ensemble] = []


def plain_article(name: str, text: str) -> GoldArticle:
    """An article with nothing annotated."""
    empty: dict[str, Any] = {k: [] for k in ("mentions", "events", "relations", "says")}
    return gold_article(name, text, {**empty, "sentences": [(s.start, s.end) for s in sentences(text)]})


def load_net(run: Path, base: Path, vectors: WordVectors) -> Joint:
    """The network of a run of training.train, ready to read."""
    state = torch.load(run / "model.pt", map_location="cpu", weights_only=True)
    sizes = tuple(len(v) for k, v in state.items() if k.startswith("auxiliary.") and k.endswith("weight"))
    net = Joint(base, vectors.table, sizes)
    net.load_state_dict(state)
    return net.eval()


def _start(heads: list[Heads]) -> None:
    _heads[:] = [Ensemble(heads)]


def _annotate(item: tuple[GoldArticle, Floats]) -> dict[str, Any]:
    article, states = item
    found = predict(article, states.astype(np.float32), _heads[0], LIMITS)
    found["sentences"] = article.gold["sentences"]
    return {"name": article.name, "text": article.text, "annotation": found}


@torch.no_grad()
def teach(
    articles: list[GoldArticle],
    nets: list[Joint],
    subwords: Subwords,
    lexical: Lexical,
    device: torch.device,
    workers: int,
) -> list[dict[str, Any]]:
    """What the networks find together in `articles`, in gold's shape."""
    heads = [Heads(head_weights(net)) for net in nets]
    with multiprocessing.get_context("fork").Pool(workers, _start, (heads,)) as pool:
        for net in nets:
            net.to(device)
        maker = BatchMaker(articles, [1.0] * len(articles), None, subwords, lexical)
        waiting = []
        for k in range(0, len(articles), BATCH):
            numbers = list(range(k, min(k + BATCH, len(articles))))
            batch = maker(numbers, 0)
            ids, places, vectors, features = (
                x.to(device) for x in (batch.ids, batch.places, batch.vectors, batch.features)
            )
            states = []
            for net in nets:
                with torch.autocast(device.type, dtype=torch.bfloat16):
                    encoded = net.encode(ids, places)
                states.append(net.word_states(encoded.float(), vectors, features).half().cpu().numpy())
            split = np.split(np.concatenate(states, -1), np.cumsum(batch.sizes)[:-1])
            waiting.append(pool.map_async(_annotate, list(zip((articles[n] for n in numbers), split, strict=True)), 4))
        return [record for part in waiting for record in part.get()]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--runs", type=Path, nargs="+", required=True)
    add("--shared", type=Path, required=True)
    add("--texts", type=Path, required=True, help="JSON lines of name and text, gzipped")
    add("--vectors", type=Path, required=True)
    add("--features", type=Path)
    add("--out", type=Path, required=True)
    add("--workers", type=int, default=2)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    args = parser.parse_args()
    began, base = time.time(), args.shared / "encoder" / "base"
    with gzip.open(args.texts, "rt", encoding="utf-8") as lines:
        articles = [plain_article(r["name"], r["text"]) for r in map(json.loads, lines)]
    vectors = WordVectors.load(args.vectors)
    nets = [load_net(run, base, vectors) for run in args.runs]
    records = teach(
        articles,
        nets,
        Subwords(base / "tokenizer.json"),
        Lexical(vectors, args.features),
        torch.device(args.device),
        args.workers,
    )
    with gzip.open(args.out, "wt", encoding="utf-8", compresslevel=1) as file:
        file.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    counts = {k: sum(len(r["annotation"][k]) for r in records) for k in ("mentions", "events", "relations", "says")}
    print(f"{len(records)} articles, {counts}, {time.time() - began:.0f} s")


if __name__ == "__main__":
    main()
