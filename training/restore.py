"""The weights that ship, as a run to train on from:
`python -m training.restore --model kg/models/news --base ../shared/encoder/base --out build/restored`.

The encoder has seen much more news than the base encoder; what int8 and half precision lost is little. Needs onnx, which machines
for training may lack: `int8_arrays` travel in the bundle.
"""

from __future__ import annotations

import argparse
import shutil
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from safetensors.numpy import save_file

from kg.extract.arrays import load
from kg.extract.vectors import WordVectors
from training.network import Joint

Arrays = dict[str, NDArray[np.generic]]
LAYER = "encoder.layer.{}."
PLAIN = {
    "mid_g": "attention.output.LayerNorm.weight", "mid_b": "attention.output.LayerNorm.bias",
    "mid_d": "attention.output.dense.bias", "wide_bias": "intermediate.dense.bias", "x_g": "output.LayerNorm.weight",
    "x_b": "output.LayerNorm.bias", "x_d": "output.dense.bias",
}  # fmt: skip
DENSE = {
    "out_w": "attention.output.dense.weight",
    "wide_w": "intermediate.dense.weight",
    "narrow_w": "output.dense.weight",
}
PARTS = ("query", "key", "value")


def constants(model: Path) -> Arrays:
    """{name: array} of the constants of an ONNX graph."""
    import onnx
    from onnx import numpy_helper

    return {t.name: numpy_helper.to_array(t) for t in onnx.load(model).graph.initializer}


def int8_arrays(model: Path) -> Arrays:
    """{name: int8 matrix [out, in]} with `name.scale` [out, 1] beside it, and plain arrays; names as in a BertModel."""
    read = constants(model)
    out: Arrays = {
        "embeddings.word_embeddings.weight": read["rows"],
        "embeddings.word_embeddings.weight.scale": read["row_scale"],
        "embeddings.position_embeddings.weight": read["places"],
        "embeddings.token_type_embeddings.weight": np.zeros((2, read["places"].shape[1]), np.float32),
        "embeddings.LayerNorm.weight": read["norm_weight"],
        "embeddings.LayerNorm.bias": read["norm_bias"],
    }
    layers = sum(name.endswith("_qkv_bias") for name in read)
    for number in range(layers):
        source, target = f"layer{number + 1}_", LAYER.format(number)
        qkv, scale = _matrix(read, source + "qkv")
        bias = read[source + "qkv_bias"]
        for part, (q, s, b) in zip(PARTS, zip(*(np.split(x, 3) for x in (qkv, scale, bias)), strict=True), strict=True):
            name = f"{target}attention.self.{part}."
            out |= {name + "weight": q, name + "weight.scale": s, name + "bias": b}
        for short, name in DENSE.items():
            out[target + name], out[target + name + ".scale"] = _matrix(read, source + short)
        out |= {target + name: read[source + short] for short, name in PLAIN.items()}
    return out


def _matrix(read: Arrays, name: str) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """[out, in] whole numbers and [out, 1] their scales."""
    if read[f"{name}_zero_point"].any():
        raise ValueError(f"{name} is not symmetric")
    return read[f"{name}_quantized"].T.astype(np.int8), read[f"{name}_scale"].astype(np.float32)[:, None]


def floats(arrays: Arrays) -> dict[str, NDArray[np.float32]]:
    """What `int8_arrays` packed, row by row in memory: safetensors writes other orders as they lie, and reads them wrongly."""
    return {
        name: np.ascontiguousarray(value, np.float32)
        * (arrays[f"{name}.scale"] if f"{name}.scale" in arrays else np.float32(1))
        for name, value in arrays.items()
        if not name.endswith(".scale")
    }


def save(arrays: Arrays, base: Path, out: Path) -> None:
    """A folder that `BertModel.from_pretrained` loads; configuration and tokenizer are those of `base`."""
    out.mkdir(parents=True, exist_ok=True)
    save_file(floats(arrays), out / "model.safetensors", metadata={"format": "pt"})
    for name in ("config.json", "tokenizer.json"):
        shutil.copyfile(base / name, out / name)


def network(model: Path, base: Path) -> dict[str, torch.Tensor]:
    """The state of a training.network.Joint that scores as the folder `model` does; `base` is a folder of `save`."""
    net = Joint(base, WordVectors.load(model / "vectors.npz").table)
    state = net.state_dict()
    read = constants(model / "encoder.onnx")
    share = np.array([float(read[f"share{i}"].ravel()[0]) for i in range(net.mix.numel())], np.float32)
    found = {"mix": np.log(share / share.sum()), "scale": share.sum(keepdims=True), **load(model / "heads.npz")}
    for name, value in found.items():
        if state[name].shape != value.shape:
            raise ValueError(f"{name} is {value.shape} in the model, {tuple(state[name].shape)} in the network")
        state[name] = torch.from_numpy(np.array(value, np.float32))
    return state


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True, help="folder of an encoder of the same shape")
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    save(int8_arrays(args.model / "encoder.onnx"), args.base, args.out)
    torch.save(network(args.model, args.out), args.out / "model.pt")


if __name__ == "__main__":
    main()
