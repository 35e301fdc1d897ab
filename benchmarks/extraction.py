"""How fast articles are read, beside token classifiers of BERT-base size that read the same text in the same run.

    python benchmarks/extraction.py [FILE or FOLDER ...] [--rounds 3] [--words 3000] [--json out.json]

ours, one article      everything (mentions, events, roles, relations, attributions, dates) of one article of about 400 words
ours, batch            the same of all articles, one after another
camel-tools            NERecognizer over BERT-base with random weights, names alone (it pads every sentence to 256 pieces)
onnxruntime int8       the same network, fused, int8 (weights per channel), each sentence alone and without padding

Weights do not change what a network costs, so random ones of that size will do; the subwords of the two classifiers are learnt from
the text itself, which favours them (few pieces a word). Each line runs in a process of its own: its memory is its own. All are warm,
on the same threads; the best of the rounds counts. CPU is the processor's time of that round: on a busy machine compare that.
Needs the extra `train` (onnx).
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from kg.extract import default_pipeline, document, extract
from kg.model import Article
from kg.read import read
from kg.settings import settings
from kg.text.sentences import sentences
from kg.text.words import words

THREADS = 2
ONE_ARTICLE = 400
LABELS = ("B-LOC", "B-ORG", "B-PERS", "B-MISC", "I-LOC", "I-ORG", "I-PERS", "I-MISC", "O")
VOCABULARY = 30_000
PARTS = ("ours, one article", "ours, batch", "camel-tools", "onnxruntime int8")
MAKE = "make the classifier"
MOST_FOR_CAMEL = 500
"""Words that camel-tools reads: it is slow, and its words/s do not depend on how many there are."""


def articles(paths: Sequence[Path], most: int) -> list[Article]:
    """Articles of at least 100 words, up to `most` words in all; the same ones again when there are too few."""
    found = [a for a in read(*paths).articles if len(a.text.split()) >= 100]
    picked: list[Article] = []
    while found and sum(len(a.text.split()) for a in picked) < most:
        picked.append(found[len(picked) % len(found)])
    return picked


def about(texts: Sequence[str], size: int) -> str:
    """Sentences of the texts up to `size` words."""
    text = "\n".join(texts)
    taken, count = [], 0
    for span in sentences(text):
        piece = span.of(text)
        if count and count + len(piece.split()) > size:
            break
        taken.append(piece)
        count += len(piece.split())
    return "\n".join(taken)


def timed(task: Callable[[], object], rounds: int) -> tuple[float, float]:
    """(seconds, seconds of the processor) of the best of `rounds`, after one that warms up."""
    task()
    best = (float("inf"), float("inf"))
    for _ in range(rounds):
        began, cpu = time.perf_counter(), time.process_time()
        task()
        best = min(best, (time.perf_counter() - began, time.process_time() - cpu))
    return best


def ours(found: list[Article], rounds: int, *, single: bool) -> dict[str, float]:
    """Our pipeline, on one article or on all."""
    pipeline = default_pipeline(settings(threads=THREADS))
    if single:
        found = [Article("one", about([a.text for a in found], ONE_ARTICLE))]
    seconds, cpu = timed(lambda: [extract(a, pipeline) for a in found], rounds)
    return {"words": sum(len(a.text.split()) for a in found), "seconds": seconds, "cpu": cpu}


def bert_base(folder: Path, texts: Sequence[str]) -> None:
    """A BERT-base token classifier with random weights and a WordPiece vocabulary of the texts."""
    from tokenizers import BertWordPieceTokenizer
    from transformers import BertConfig, BertForTokenClassification

    learner = BertWordPieceTokenizer(strip_accents=False, lowercase=False)
    learner.train_from_iterator(texts, vocab_size=VOCABULARY, show_progress=False)
    folder.mkdir(parents=True, exist_ok=True)
    learner.save_model(str(folder))
    config = BertConfig(vocab_size=VOCABULARY, id2label=dict(enumerate(LABELS)))
    BertForTokenClassification(config).eval().save_pretrained(folder)


def camel(folder: Path, found: list[Article], rounds: int) -> dict[str, float]:
    """camel-tools' NERecognizer, batched as it comes."""
    import torch

    torch.set_num_threads(THREADS)
    from kg.extract.camel import CamelNames

    names = CamelNames(folder)
    text = about([a.text for a in found], MOST_FOR_CAMEL)
    doc = document(Article("camel", text))
    seconds, cpu = timed(lambda: names.find(doc), rounds)
    return {"words": len(text.split()), "seconds": seconds, "cpu": cpu}


def to_onnx(folder: Path) -> Path:
    """The classifier as a fused int8 ONNX file."""
    import torch
    from onnx import TensorProto
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.transformers.optimizer import optimize_model
    from transformers import BertForTokenClassification

    plain, fused, small = folder / "plain.onnx", folder / "fused.onnx", folder / "int8.onnx"
    if not small.is_file():
        net = BertForTokenClassification.from_pretrained(folder, attn_implementation="eager").eval()
        ids = torch.ones(1, 16, dtype=torch.long)
        axes = {"input_ids": {0: "B", 1: "T"}, "attention_mask": {0: "B", 1: "T"}, "logits": {0: "B", 1: "T"}}
        torch.onnx.export(
            net, (ids, ids), str(plain), input_names=["input_ids", "attention_mask"], output_names=["logits"],
            dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
        optimize_model(str(plain), model_type="bert", num_heads=12, hidden_size=768).save_model_to_file(str(fused))
        quantize_dynamic(
            fused, small, per_channel=True, weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": TensorProto.FLOAT},  # of what the fused operators give
        )  # fmt: skip
    return small


def int8(folder: Path, found: list[Article], rounds: int) -> dict[str, float]:
    """onnxruntime on sentences one by one: no padding at all."""
    import numpy as np
    import onnxruntime as ort
    from tokenizers import BertWordPieceTokenizer

    options = ort.SessionOptions()
    options.intra_op_num_threads = THREADS
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # as ours: fair on a busy machine
    session = ort.InferenceSession(str(to_onnx(folder)), options, providers=["CPUExecutionProvider"])
    tokenizer = BertWordPieceTokenizer(str(folder / "vocab.txt"), strip_accents=False, lowercase=False)
    rows = [[w.of(a.text) for w in words(a.text, s.start, s.end)] for a in found for s in sentences(a.text)]
    pieces = 0

    def task() -> None:
        nonlocal pieces
        pieces = 0
        for row in rows:
            ids = np.array([tokenizer.encode(row, is_pretokenized=True).ids[:512]], np.int64)
            pieces += ids.shape[1]
            session.run(None, {"input_ids": ids, "attention_mask": np.ones_like(ids)})

    seconds, cpu = timed(task, rounds)
    count = sum(len(a.text.split()) for a in found)
    return {"words": count, "seconds": seconds, "cpu": cpu, "pieces": pieces / count}


def part(name: str, args: argparse.Namespace) -> dict[str, float]:
    """One line of the table, in this process."""
    found = articles(args.paths, args.words)
    if name == MAKE:
        bert_base(args.work, [a.text for a in found])
        to_onnx(args.work)
        return {}
    if name.startswith("ours"):
        row = ours(found, args.rounds, single=name == PARTS[0])
    else:
        row = (camel if name == PARTS[2] else int8)(args.work, found, args.rounds)
    return {**row, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[Path("seeds")])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--words", type=int, default=3000)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--part", choices=(*PARTS, MAKE), help=argparse.SUPPRESS)
    parser.add_argument("--work", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.part:
        print(json.dumps(part(args.part, args)))
        return
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work) / "bert"
        rows: dict[str, Any] = {}
        for name in (MAKE, *PARTS):
            rows[name] = in_a_process(name, args, folder)
            if name != MAKE:
                show(name, rows[name])
    compare(rows)
    if args.json:
        args.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def in_a_process(name: str, args: argparse.Namespace, folder: Path) -> dict[str, float]:
    """A part by itself. This process stays small: memory counts from the largest that a child ever was, its fork too."""
    command = [sys.executable, __file__, *map(str, args.paths), "--part", name, "--work", str(folder)]
    command += ["--rounds", str(args.rounds), "--words", str(args.words)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{name}: {done.stderr[-2000:]}")
    row: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return row


def show(name: str, row: dict[str, float]) -> None:
    """One line."""
    rate, cpu = row["words"] / row["seconds"], row["words"] / row["cpu"]
    print(
        f"{name:20} {row['words']:6.0f} words  {row['seconds']:8.3f} s  {rate:8.0f} words/s  "
        f"{cpu:8.0f} words/s of CPU  {row['memory']:6.0f} MB",
        flush=True,
    )


def compare(rows: dict[str, Any]) -> None:
    """How many times as many words a second we read."""

    def rate(name: str, by: str) -> float:
        return float(rows[name]["words"] / rows[name][by])

    for other in PARTS[2:]:
        wall, cpu = (rate(PARTS[1], by) / rate(other, by) for by in ("seconds", "cpu"))
        print(f"ours, batch: {wall:5.1f} x the words/s of {other} ({cpu:.1f} x by CPU)")
    print(f"the classifiers' pieces a word: {rows[PARTS[3]]['pieces']:.2f}")


if __name__ == "__main__":
    main()
