"""A trained network → a model folder that runs without torch: `python -m training.export --run weights --out kg/models/news`.

The encoder becomes an ONNX graph of onnxruntime's fused operators, int8 (weights per channel, embedding rows with one
scale each); the heads become half-precision arrays.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from kg.extract.arrays import save
from kg.extract.windows import PADDING
from kg.extract.wordfeatures import BUCKETS, word_features
from kg.text.morph import morphology
from training.corpus import TRAIN_BATCHES, load, load_silver

FUSED = {"domain": "com.microsoft"}
EPSILON = 1e-12


class Graph:
    """Collects nodes and constants of an ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def const(self, name: str, value: NDArray[Any]) -> str:
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, op: str, inputs: list[str], out: str, **attributes: Any) -> str:
        self.nodes.append(helper.make_node(op, inputs, [out], name=out, **attributes))
        return out


def encoder_graph(weights: dict[str, NDArray[np.float32]], layers: int, heads: int) -> onnx.ModelProto:
    """input_ids [B, T] → states [B, T, hidden]: the learned mix of all layers."""
    g = Graph()
    x = _embeddings(g, weights)
    mix = weights["mix"]
    share = np.exp(mix - mix.max())
    share = share / share.sum() * weights["scale"][0]
    total = g.node("Mul", [x, g.const("share0", np.array(share[0], np.float32))], "mixed0")
    for layer in range(layers):
        x = _layer(g, weights, layer, heads, x)
        part = g.node(
            "Mul", [x, g.const(f"share{layer + 1}", np.array(share[layer + 1], np.float32))], f"part{layer + 1}"
        )
        total = g.node("Add", [total, part], "states" if layer == layers - 1 else f"mixed{layer + 1}")
    graph = helper.make_graph(
        g.nodes,
        "encoder",
        [helper.make_tensor_value_info("input_ids", TensorProto.INT64, ["B", "T"])],
        [
            helper.make_tensor_value_info(
                "states", TensorProto.FLOAT, ["B", "T", int(weights["bert.embeddings.LayerNorm.bias"].size)]
            )
        ],
        g.constants,
    )
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid("com.microsoft", 1)]
    model = helper.make_model(graph, opset_imports=opsets, producer_name="khabar")
    model.ir_version = 9
    return model


def _embeddings(g: Graph, weights: dict[str, NDArray[np.float32]]) -> str:
    prefix = "bert.embeddings."
    table = weights[prefix + "word_embeddings.weight"]
    scale = np.abs(table).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    g.const("rows", np.clip(np.rint(table / scale), -127, 127).astype(np.int8))
    g.const("row_scale", scale.astype(np.float32))
    g.node("Gather", ["rows", "input_ids"], "row_int")
    g.node("Cast", ["row_int"], "row_float", to=TensorProto.FLOAT)
    g.node("Gather", ["row_scale", "input_ids"], "scale_of_row")
    word = g.node("Mul", ["row_float", "scale_of_row"], "word")
    places = weights[prefix + "position_embeddings.weight"] + weights[prefix + "token_type_embeddings.weight"][0]
    g.const("places", places)
    g.node("Shape", ["input_ids"], "shape")
    for name, value in (("zero", 0), ("one", 1), ("two", 2)):
        g.const(name, np.array([value], np.int64))
    g.node("Slice", ["shape", "one", "two"], "length")
    g.node("Slice", ["places", "zero", "length", "zero"], "place")
    g.node("Add", [word, "place"], "sum")
    norm = [g.const(f"norm_{k}", weights[f"{prefix}LayerNorm.{k}"]) for k in ("weight", "bias")]
    x = g.node("LayerNormalization", ["sum", *norm], "layer0", epsilon=EPSILON, axis=-1)
    g.const("padding", np.array(PADDING, np.int64))
    g.node("Equal", ["input_ids", "padding"], "is_padding")
    g.node("Not", ["is_padding"], "is_real")
    g.node("Cast", ["is_real"], "mask", to=TensorProto.INT32)
    return x


def _layer(g: Graph, weights: dict[str, NDArray[np.float32]], layer: int, heads: int, x: str) -> str:
    p, q = f"bert.encoder.layer.{layer}.", f"layer{layer + 1}_"
    parts = ("query", "key", "value")
    qkv = np.concatenate([weights[f"{p}attention.self.{n}.weight"].T for n in parts], 1)
    qkv_bias = np.concatenate([weights[f"{p}attention.self.{n}.bias"] for n in parts])
    g.node(
        "Attention",
        [x, g.const(q + "qkv", qkv), g.const(q + "qkv_bias", qkv_bias), "mask"],
        q + "att",
        num_heads=heads,
        **FUSED,
    )

    def dense(name: str, source: str, out: str) -> str:
        return g.node("MatMul", [source, g.const(q + out + "_w", weights[f"{p}{name}.weight"].T)], q + out)

    def add_norm(name: str, source: str, skip: str, out: str) -> str:
        consts = [g.const(f"{q}{out}_{k}", weights[f"{p}{name}.{n}"]) for k, n in
                  (("g", "LayerNorm.weight"), ("b", "LayerNorm.bias"), ("d", "dense.bias"))]  # fmt: skip
        return g.node("SkipLayerNormalization", [source, skip, *consts], q + out, epsilon=EPSILON, **FUSED)

    after = add_norm("attention.output", dense("attention.output.dense", q + "att", "out"), x, "mid")
    wide = dense("intermediate.dense", after, "wide")
    bias = g.const(q + "wide_bias", weights[f"{p}intermediate.dense.bias"])
    active = g.node("BiasGelu", [wide, bias], q + "gelu", **FUSED)
    return add_norm("output", dense("output.dense", active, "narrow"), after, "x")


def export(run: Path, shared: Path, more: Path, out: Path, vectors: Path | None) -> None:
    """Writes encoder.onnx, heads.npz, tokenizer.json and vectors.npz into `out`."""
    base = shared / "encoder" / "base"
    state = torch.load(run / "model.pt", map_location="cpu", weights_only=True)
    weights = {k: v.float().numpy() for k, v in state.items()}
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    out.mkdir(parents=True, exist_ok=True)
    model = encoder_graph(weights, config["num_hidden_layers"], config["num_attention_heads"])
    quantize(model, out / "encoder.onnx")
    skipped = ("bert.", "mix", "scale", "vectors", "auxiliary")
    small = {k: v for k, v in weights.items() if not k.startswith(skipped) and "_mask" not in k}
    small["features.weight"] = small["features.weight"] * seen_features(shared, more)[:, None]
    save(out / "heads.npz", small)
    shutil.copyfile(base / "tokenizer.json", out / "tokenizer.json")
    if vectors:
        shutil.copyfile(vectors, out / "vectors.npz")


def quantize(model: onnx.ModelProto, out: Path) -> None:
    """Writes `model` with int8 matrices, one scale for each output."""
    full = out.with_name("full.onnx")
    onnx.save(model, full)
    quantize_dynamic(
        full, out, op_types_to_quantize=["MatMul", "Attention"], per_channel=True,
        weight_type=QuantType.QInt8, extra_options={"MatMulConstBOnly": True, "DefaultTensorType": TensorProto.FLOAT},
    )  # fmt: skip
    full.unlink()


def seen_features(shared: Path, more: Path) -> NDArray[np.float32]:
    """[BUCKETS] 1 for features of words in the training articles: the others never learned anything and are cleared."""
    words = sorted({w for article in [*load(shared, TRAIN_BATCHES), *load_silver(more)] for w in article.words})
    seen = np.zeros(BUCKETS, np.float32)
    seen[np.unique(word_features(words, morphology()))] = 1
    seen[0] = 0
    return seen


def checksums(out: Path) -> dict[str, str]:
    """{file name: sha256} of the model's files."""
    names = [p for p in sorted(out.iterdir()) if p.suffix in (".onnx", ".npz", ".json")]
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder with model.pt of training.train")
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--more", type=Path, required=True, help="further annotated articles (training.annotated unpack)")
    parser.add_argument("--vectors", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    export(args.run, args.shared, args.more, args.out, args.vectors)
    for path in sorted(args.out.iterdir()):
        print(f"{path.name} {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
