"""Everything that training needs, in one folder small enough to travel to a GPU machine that has only torch:
`python -m training.bundle --shared ../shared --tokens build/news.u16.xz --vectors build/vectors.npz --out build/bundle`.

There, `python -m training.gpu` unpacks it. The base encoder came from 4-bit blocks (scale and 32 small whole numbers), and is
packed as such again without loss.
"""

from __future__ import annotations

import argparse
import importlib.util
import shutil
import tarfile
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

from training import auxiliary
from training.augment import spelled_otherwise
from training.corpus import DEV_BATCHES, TRAIN_BATCHES, load, load_silver
from training.lexical import save_features
from training.restore import floats, int8_arrays

BLOCK = 32
PLAIN_PACKAGES = ("platformdirs", "hijridate", "yaml")
"""Packages of pure Python that reading articles needs and that a machine for training may lack."""
SHARED = (
    "annotation/annotate.py", "annotation/score.py", "annotation/news", "encoder/base/config.json",
    "encoder/base/tokenizer.json", *(f"data/{pattern}" for pattern in auxiliary.SETS.values()),
)  # fmt: skip


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--tokens", type=Path, required=True)
    parser.add_argument("--vectors", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--more", type=Path, required=True, help="further annotated articles (training.annotated unpack)"
    )
    parser.add_argument("--silver", type=Path, help="articles that other weights annotated (training.silver)")
    parser.add_argument("--model", type=Path, help="weights whose encoder is gone on from (default: the base encoder)")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    further = [*load_silver(args.more), *(load_silver(args.silver) if args.silver else ())]
    forms = {w for a in load(args.shared, (*TRAIN_BATCHES, *DEV_BATCHES)) for w in a.words}
    forms |= {w for a in further for w in a.words}
    forms |= {w for s in auxiliary.load(args.shared) for sentence in s.sentences for w, _ in sentence}
    forms |= {v for w in sorted(forms) for v in spelled_otherwise(w)}
    save_features(args.out / "features.npz", forms)
    shutil.copyfile(args.tokens, args.out / "news.u16.xz")
    shutil.copyfile(args.vectors, args.out / "vectors.npz")
    for name, path in (("more", args.more), ("silver", args.silver)):
        if path:
            shutil.copyfile(path, args.out / f"{name}.jsonl.gz")
    if args.model:
        arrays = int8_arrays(args.model / "encoder.onnx")
    else:
        arrays = pack_blocks(load_file(args.shared / "encoder" / "base" / "model.safetensors"))
    np.savez_compressed(args.out / "base.npz", **arrays)  # type: ignore[arg-type]
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
    print(
        f"{len(further)} further articles, {len(forms)} words; {sum(p.stat().st_size for p in args.out.iterdir()) / 1e6:.1f} MB"
    )


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo | None:
    return None if "__pycache__" in member.name or member.name.endswith(".so") else member


def unpack(bundle: Path, out: Path) -> None:
    """Lays out `out/shared` (with the base encoder) and `out/site`."""
    for name in ("shared", "site"):
        with tarfile.open(bundle / f"{name}.tar.xz") as tar:
            tar.extractall(out / name, filter="data")
    with np.load(bundle / "base.npz") as data:
        arrays = {n: data[n] for n in data.files}
    weights = unpack_blocks(arrays) if any(n.endswith(".q4") for n in arrays) else floats(arrays)
    save_file(weights, out / "shared" / "encoder" / "base" / "model.safetensors", metadata={"format": "pt"})


if __name__ == "__main__":
    main()
