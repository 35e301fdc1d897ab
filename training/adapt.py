"""Adapt the base encoder to Arabic news by masked-language-model training (Devlin et al. 2019, whole words masked):
`python -m training.adapt --base ../shared/encoder/base --tokens build/news.u16.xz --out build/adapted --minutes 5`.

On a GPU in bf16 with full-precision master weights; on a CPU the same, slower. Writes a folder like the base's. The last part
of the stream is never trained on: accuracy on its masked pieces is printed.
"""

from __future__ import annotations

import argparse
import json
import lzma
import math
import shutil
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from numpy.typing import NDArray
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch import Tensor, nn
from transformers import BertModel

from kg.extract.windows import START

LENGTH = 512
"""Pieces of one training row."""
HELD_OUT = 256
"""Rows at the end of the stream that are only measured."""
MASKED, BY_MASK, BY_OTHER = 0.2, 0.8, 0.1
"""Share of words that are masked; of them, the share replaced by <mask> and by another piece (the rest stays)."""
FIRST_REAL = 4
SAVE_EVERY = 0.25


class Masked(nn.Module):
    """The encoder and a prediction head that shares the table of pieces."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(
            base, add_pooling_layer=False, attn_implementation="sdpa", attention_probs_dropout_prob=0.0,
            hidden_dropout_prob=0.0, dtype=torch.float32,
        )  # fmt: skip
        width = self.bert.config.hidden_size
        self.dense, self.norm = nn.Linear(width, width), nn.LayerNorm(width)
        self.bias = nn.Parameter(torch.zeros(self.bert.config.vocab_size))
        with torch.no_grad():
            self.dense.weight.copy_(torch.eye(width))
            self.dense.bias.zero_()

    def forward(self, ids: Tensor, at: Tensor) -> Tensor:
        """[masked, pieces] scores at the flat positions `at` of `ids` [rows, LENGTH]."""
        hidden = self.bert(ids).last_hidden_state.flatten(0, 1)[at]
        table = self.bert.embeddings.word_embeddings.weight
        return F.linear(self.norm(F.gelu(self.dense(hidden))), table, self.bias)


def rows_of(stream: NDArray[np.uint16], shift: int) -> NDArray[np.uint16]:
    """[rows, LENGTH]: the stream cut into rows that begin with <s>; `shift` moves the cuts."""
    stream = stream[shift:]
    count = len(stream) // (LENGTH - 1)
    body = stream[: count * (LENGTH - 1)].reshape(count, LENGTH - 1)
    return np.concatenate([np.full((count, 1), START, np.uint16), body], 1)


def masked(
    ids: Tensor, word_start: Tensor, mask: int, pieces: int, generator: torch.Generator
) -> tuple[Tensor, Tensor, Tensor]:
    """(changed ids, flat positions of masked pieces, what stood there). Whole words are masked: a word begins at a piece
    that `word_start` [pieces] marks."""
    starts = word_start[ids]
    word = starts.long().cumsum(1)
    lot = torch.rand(word.shape, device=ids.device, generator=generator)
    lot_of_word = lot.gather(1, word.clamp(max=word.shape[1] - 1))
    chosen = (lot_of_word < MASKED) & (ids >= FIRST_REAL)
    at = chosen.flatten().nonzero().squeeze(1)
    gold = ids.flatten()[at]
    kind = torch.rand(at.shape, device=ids.device, generator=generator)
    other = torch.randint(FIRST_REAL, pieces, at.shape, device=ids.device, generator=generator)
    changed = ids.flatten().clone()
    changed[at] = torch.where(kind < BY_MASK, mask, torch.where(kind < BY_MASK + BY_OTHER, other, gold))
    return changed.view_as(ids), at, gold


class Adaptation:
    """One run: master weights in full precision, a working copy in bf16 on a GPU."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args, self.device = args, torch.device(args.device)
        torch.manual_seed(args.seed)
        self.generator = torch.Generator(self.device).manual_seed(args.seed)
        with lzma.open(args.tokens) as file:
            self.stream = np.frombuffer(file.read(), np.uint16)
        held = HELD_OUT * LENGTH
        self.held, self.stream = rows_of(self.stream[-held:], 0), self.stream[:-held]
        tokenizer = Tokenizer.from_file(str(args.base / "tokenizer.json"))
        self.pieces, self.mask = tokenizer.get_vocab_size(), tokenizer.token_to_id("<mask>")
        forms = [tokenizer.id_to_token(i) or "" for i in range(self.pieces)]
        starts = [f.startswith("\u2581") or i < FIRST_REAL for i, f in enumerate(forms)]
        self.word_start = torch.tensor(starts, device=self.device)
        self.net = Masked(args.base).to(self.device)
        self.master = [p.detach().clone() for p in self.net.parameters()]
        if self.device.type == "cuda":
            self.net.to(torch.bfloat16)
        groups = [
            {"params": [p for p in self.master if (p.ndim < 2) == plain], "weight_decay": 0.0 if plain else 0.01}
            for plain in (True, False)
        ]
        self.optimizer = torch.optim.AdamW(groups, lr=args.rate, betas=(0.9, 0.98), eps=1e-6, fused=True)

    def train(self) -> None:
        """Passes over the stream until the time is up."""
        began, step, seen, rng, mean = time.time(), 0, 0, np.random.default_rng(self.args.seed), 0.0
        print(f"{len(self.stream)} pieces; before: {self.accuracy():.3f}", flush=True)
        saved = 0.0
        while (done := (time.time() - began) / 60 / self.args.minutes) < 1:
            rows = rows_of(self.stream, int(rng.integers(LENGTH)))
            for part in np.array_split(rng.permutation(len(rows)), len(rows) // self.args.rows):
                done = (time.time() - began) / 60 / self.args.minutes
                if done >= 1:
                    break
                loss = self._step(torch.from_numpy(rows[part].astype(np.int32)), done)
                step, seen = step + 1, seen + len(part) * LENGTH
                if step % 50 == 0:
                    mean = float(loss)
                    print(
                        f"step {step} {done:.2f} loss {mean:.3f} {seen / (time.time() - began):.0f} pieces/s",
                        flush=True,
                    )
                if done - saved > SAVE_EVERY:
                    saved = done
                    self.save()
                    print(f"held-out accuracy {self.accuracy():.3f}", flush=True)
        accuracy = self.accuracy()
        self.save()
        record = {
            "steps": step,
            "pieces_seen": seen,
            "minutes": self.args.minutes,
            "rate": self.args.rate,
            "held_out_accuracy": accuracy,
        }
        (self.args.out / "adapt.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
        print(f"after: {accuracy:.3f}; {step} steps, {seen / 1e6:.0f} M pieces", flush=True)

    def _step(self, ids: Tensor, done: float) -> Tensor:
        warm = 0.04
        rate = (
            done / warm + 0.02
            if done < warm
            else 0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * (done - warm) / (1 - warm)))
        )
        for group in self.optimizer.param_groups:
            group["lr"] = self.args.rate * min(1.0, rate)
        changed, at, gold = masked(
            ids.to(self.device, non_blocking=True).long(), self.word_start, self.mask, self.pieces, self.generator
        )
        loss = F.cross_entropy(self.net(changed, at).float(), gold)
        loss.backward()
        work = list(self.net.parameters())
        for copy, p in zip(self.master, work, strict=True):
            copy.grad = p.grad.to(copy.dtype) if p.grad is not None else None
            p.grad = None
        torch.nn.utils.clip_grad_norm_(self.master, 1.0)
        self.optimizer.step()
        with torch.no_grad():
            torch._foreach_copy_(work, self.master)
        return loss.detach()

    @torch.no_grad()
    def accuracy(self) -> float:
        """Share of masked pieces of the held-out rows that are guessed."""
        generator = torch.Generator(self.device).manual_seed(7)
        right = count = 0
        for part in np.array_split(self.held[: self.args.held], max(1, self.args.held // 64)):
            ids = torch.from_numpy(part.astype(np.int64)).to(self.device)
            changed, at, gold = masked(ids, self.word_start, self.mask, self.pieces, generator)
            right += int((self.net(changed, at).argmax(-1) == gold).sum())
            count += len(gold)
        return right / max(count, 1)

    def save(self) -> None:
        """The encoder as a folder that `BertModel.from_pretrained` loads."""
        out: Path = self.args.out
        out.mkdir(parents=True, exist_ok=True)
        names = [n for n, _ in self.net.named_parameters()]
        kept = {
            n.removeprefix("bert."): p.cpu().contiguous()
            for n, p in zip(names, self.master, strict=True)
            if n.startswith("bert.")
        }
        save_file(kept, out / "model.safetensors.part", metadata={"format": "pt"})
        (out / "model.safetensors.part").replace(out / "model.safetensors")
        for name in ("config.json", "tokenizer.json"):
            shutil.copyfile(self.args.base / name, out / name)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--base", type=Path, required=True)
    add("--tokens", type=Path, required=True, help="made by training.packing")
    add("--out", type=Path, required=True)
    add("--minutes", type=float, default=5.0)
    add("--rows", type=int, default=192, help=f"rows of {LENGTH} pieces a step")
    add("--held", type=int, default=HELD_OUT)
    add("--rate", type=float, default=6e-4)
    add("--seed", type=int, default=1)
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    Adaptation(parser.parse_args()).train()


if __name__ == "__main__":
    main()
