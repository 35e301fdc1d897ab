"""A trained network in parts of at most 15 MB, for machines that hand back small files: halves, and the piece table in int8."""

from __future__ import annotations

import argparse
import io
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file, save_file

PART = 15_000_000
TABLE = "bert.embeddings.word_embeddings.weight"


def split(model: Path, out: Path, name: str) -> None:
    """Writes `name`.part0 and so on into `out`. `model` is a model.pt, or a model.safetensors of an encoder alone."""
    if model.suffix == ".safetensors":
        state = {f"bert.{k}": v for k, v in load_file(model).items()}
    else:
        state = torch.load(model, map_location="cpu", weights_only=True)
        state.pop("vectors")
    table = state.pop(TABLE).float().numpy()
    scale = np.abs(table).max(1, keepdims=True) / 127
    arrays = {k: v.float().numpy().astype(np.float16) for k, v in state.items()}
    arrays[TABLE + ".int8"] = np.rint(table / np.where(scale == 0, 1, scale)).astype(np.int8)
    arrays[TABLE + ".row_scale"] = scale.astype(np.float32)
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    data = buffer.getvalue()
    for number, at in enumerate(range(0, len(data), PART)):
        (out / f"{name}.part{number}").write_bytes(data[at : at + PART])


def join(folder: Path, name: str, out: Path, vectors: np.ndarray | None = None) -> None:
    """Writes model.pt into `out` from the parts in `folder`, with the table of word `vectors`; an encoder alone, without
    vectors, becomes model.safetensors."""
    parts = sorted(folder.glob(f"{name}.part*"), key=lambda p: int(p.suffix.removeprefix(".part")))
    with np.load(io.BytesIO(b"".join(p.read_bytes() for p in parts))) as data:
        state = {k: torch.from_numpy(data[k].astype(np.float32)) for k in data.files if not k.startswith(TABLE)}
        state[TABLE] = torch.from_numpy(data[TABLE + ".int8"].astype(np.float32) * data[TABLE + ".row_scale"])
    out.mkdir(parents=True, exist_ok=True)
    if vectors is None:
        save_file(
            {k.removeprefix("bert."): v for k, v in state.items()}, out / "model.safetensors", metadata={"format": "pt"}
        )
    else:
        torch.save({**state, "vectors": torch.from_numpy(vectors)}, out / "model.pt")


def main() -> None:
    from kg.extract.vectors import WordVectors

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--parts", type=Path, required=True, help="folder of the parts")
    parser.add_argument("--name", required=True)
    parser.add_argument("--vectors", type=Path, help="leave out for an encoder alone")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    join(args.parts, args.name, args.out, WordVectors.load(args.vectors).table if args.vectors else None)


if __name__ == "__main__":
    main()
