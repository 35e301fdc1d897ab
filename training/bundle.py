"""Everything that training needs, in one folder small enough to travel to a GPU machine that has only torch:
`python -m training.bundle --shared ../shared --tokens build/news.u16.xz --vectors build/vectors.npz --out build/bundle`.

There, `python -m training.gpu` unpacks it. The base encoder came from 4-bit blocks (scale and 32 small whole numbers), and is
packed as such again without loss.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.util
import json
import random
import shutil
import tarfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from kg.text.sentences import sentences
from kg.text.words import words
from training import auxiliary
from training.augment import spelled_otherwise
from training.corpus import DEV_BATCHES, TRAIN_BATCHES, load
from training.lexical import save_features
from training.packing import articles

BLOCK = 32
PLAIN_PACKAGES = ("platformdirs", "hijridate", "yaml")
"""Packages of pure Python that reading articles needs and that a machine for training may lack."""
SHARED = (
    "annotation/annotate.py", "annotation/score.py", "annotation/news", "encoder/base/config.json",
    "encoder/base/tokenizer.json", *(f"data/{pattern}" for pattern in auxiliary.SETS.values()),
)  # fmt: skip
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


def pack_blocks(weights: dict[str, NDArray[np.float16]]) -> dict[str, NDArray[np.generic]]:
    """Matrices as 4-bit blocks where that is exact to half precision, everything else as it is."""
    out: dict[str, NDArray[np.generic]] = {}
    for name, value in weights.items():
        out[name] = value.astype(np.float16)
        if value.ndim != 2 or value.shape[1] % BLOCK:
            continue
        x = value.astype(np.float32).reshape(-1, BLOCK)
        largest = x[np.arange(len(x)), np.abs(x).argmax(1)]
        scale = np.where(largest == 0, 1, largest / -8)
        q = np.rint(x / scale[:, None])
        if (
            (np.abs(q * scale[:, None] - x) <= 2e-3 * np.abs(largest)[:, None] + 1e-8).all()
            and q.min() >= -8
            and q.max() <= 7
        ):
            half = (q + 8).astype(np.uint8)
            del out[name]
            out[name + ".q4"] = half[:, ::2] | (half[:, 1::2] << 4)
            out[name + ".scale"] = scale.astype(np.float16)
            out[name + ".shape"] = np.array(value.shape)
    return out


def unpack_blocks(packed: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.float16]]:
    """What `pack_blocks` packed."""
    out = {}
    for name, value in packed.items():
        plain, _, kind = name.rpartition(".")
        if kind == "q4":
            pairs = np.stack([value & 15, value >> 4], -1).reshape(len(value), BLOCK).astype(np.float32) - 8
            out[plain] = (
                (pairs * packed[plain + ".scale"].astype(np.float32)[:, None])
                .reshape(packed[plain + ".shape"])
                .astype(np.float16)
            )
        elif kind not in ("scale", "shape") or plain + ".q4" not in packed:
            out[name] = value
    return out


def silver_texts(shared: Path) -> list[dict[str, str]]:
    """News articles of many outlets, neither short nor long, to be annotated by models."""
    found = []
    for number, (name, text) in enumerate(articles(shared, SILVER_SHARES, seed=5)):
        if LEAST_WORDS <= text.count(" ") <= MOST_WORDS and len(sentences(text)) > 1:
            found.append({"name": f"{name}-{number}", "text": text})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--tokens", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most-texts", type=int, default=3000)
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    texts = silver_texts(args.shared)
    random.Random(3).shuffle(texts)
    texts = texts[: args.most_texts]
    with gzip.open(args.out / "texts.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(t, ensure_ascii=False) + "\n" for t in texts)
    forms = {w for a in load(args.shared, (*TRAIN_BATCHES, *DEV_BATCHES)) for w in a.words}
    forms |= {w for s in auxiliary.load(args.shared) for sentence in s.sentences for w, _ in sentence}
    forms |= {v for w in sorted(forms) for v in spelled_otherwise(w)}
    forms |= {t["text"][w.start : w.end] for t in texts for w in words(t["text"])}
    save_features(args.out / "features.npz", forms)
    shutil.copyfile(args.tokens, args.out / "news.u16.xz")
    shutil.copyfile(args.vectors, args.out / "vectors.npz")
    np.savez_compressed(
        args.out / "base.npz", **pack_blocks(load_file(args.shared / "encoder" / "base" / "model.safetensors"))
    )  # type: ignore[arg-type]
    with tarfile.open(args.out / "shared.tar.xz", "w:xz") as tar:
        for pattern in SHARED:
            for path in sorted(args.shared.glob(pattern)):
                tar.add(path, path.relative_to(args.shared))
    with tarfile.open(args.out / "site.tar.xz", "w:xz") as tar:
        for name in PLAIN_PACKAGES:
            spec = importlib.util.find_spec(name)
            assert spec is not None
            assert spec.origin is not None
            tar.add(Path(spec.origin).parent, name, filter=_plain)
    print(f"{len(texts)} texts, {len(forms)} words; {sum(p.stat().st_size for p in args.out.iterdir()) / 1e6:.1f} MB")


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if "__pycache__" in member.name or member.name.endswith(".so") else member


def unpack(bundle: Path, out: Path) -> None:
    """Lays out `out/shared` (with the base encoder) and `out/site`."""
    for name in ("shared", "site"):
        with tarfile.open(bundle / f"{name}.tar.xz") as tar:
            tar.extractall(out / name, filter="data")
    with np.load(bundle / "base.npz") as data:
        weights = unpack_blocks({n: data[n] for n in data.files})
    save_file(weights, out / "shared" / "encoder" / "base" / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
