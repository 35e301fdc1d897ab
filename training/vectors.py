"""Word vectors from raw news (skip-gram, Mikolov et al. 2013): `python -m training.vectors --shared ../shared --out vectors.npz`.

Only news sets whose licence allows shipping what is learned from them.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kg.extract.vectors import vector_key

SETS = ("news_sanad_khaleej/sanad_khaleej.jsonl.gz", "news_ant_jawharafm_tunisia/ant_jawharafm.jsonl.gz")
_TOKEN = re.compile(r"[^\W\d_]+|\d+|[.,:;!?()\"«»،؛؟-]")
_CUT = re.compile(r"\n+|(?<=[.!؟?])\s+")
DIMENSIONS, LEAST_COUNT, EPOCHS = 64, 6, 5


def sentences(shared: Path) -> Iterator[list[str]]:
    """Every different sentence of three words or more, as vector keys."""
    seen: set[int] = set()
    for name in SETS:
        with gzip.open(shared / "data" / name, "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                for piece in _CUT.split(f"{record.get('title') or ''}\n{record.get('text') or ''}"):
                    words = [vector_key(w) for w in _TOKEN.findall(piece)]
                    key = hash(tuple(words))
                    if len(words) > 2 and key not in seen:
                        seen.add(key)
                        yield words


def save(path: Path, forms: list[str], vectors: np.ndarray) -> None:
    """Rows scaled to unit variance, int8 with one scale a row."""
    vectors = vectors / vectors.std()
    scale = np.abs(vectors).max(1) / 127
    table = np.rint(vectors / scale[:, None]).astype(np.int8)
    text = np.frombuffer("\n".join(forms).encode("utf-8"), np.uint8)
    np.savez_compressed(path, forms=text, table=table, scale=scale.astype(np.float32))


def main() -> None:
    from gensim.models import Word2Vec

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    model = Word2Vec(
        list(sentences(args.shared)), vector_size=DIMENSIONS, window=4, min_count=LEAST_COUNT, sg=1, negative=8,
        sample=1e-4, epochs=EPOCHS, workers=1, seed=1,
    )  # fmt: skip
    save(args.out, list(model.wv.index_to_key), model.wv.vectors)
    print(f"{len(model.wv.index_to_key)} words")


if __name__ == "__main__":
    main()
