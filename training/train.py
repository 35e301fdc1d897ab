"""Train the joint extractor: `python -m training.train --shared ../shared --vectors vectors.npz --out weights --minutes 80`.

Ends on time whatever the machine: the learning rate falls with the clock or the epochs, whichever is further. On two CPU
cores 80 minutes are about 40 epochs. A GPU is not needed; see README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from kg.extract.vectors import WordVectors
from kg.extract.windows import Subwords, pack
from training import auxiliary
from training.augment import Augmenter
from training.corpus import DEV_BATCHES, TRAIN_BATCHES, GoldArticle, load
from training.lexical import Lexical
from training.loss import article_loss, total
from training.measure import measure
from training.network import Joint


def main() -> None:
    args = _arguments()
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    rng = random.Random(args.seed)
    torch.set_num_threads(args.threads)
    base = args.shared / "encoder" / "base"
    articles, dev = load(args.shared, TRAIN_BATCHES), load(args.shared, DEV_BATCHES)
    if args.all:
        articles, dev = articles + dev, dev[:4]
    extra = auxiliary.load(args.shared) if args.auxiliary_until else []
    vectors = WordVectors.load(args.vectors)
    net = Joint(base, vectors.table, tuple(len(s.labels) for s in extra))
    run = Run(args, net, articles, dev, extra, vectors, Subwords(base / "tokenizer.json"), rng)
    args.out.mkdir(parents=True, exist_ok=True)
    run.train()


class Run:
    """One training run: optimiser, averaged weights, the clock, and the log."""

    def __init__(
        self, args: argparse.Namespace, net: Joint, articles: list[GoldArticle], dev: list[GoldArticle],
        extra: list[auxiliary.TaggedSet], vectors: WordVectors, subwords: Subwords, rng: random.Random,
    ) -> None:  # fmt: skip
        self.args, self.net, self.articles, self.dev = args, net, articles, dev
        self.extra, self.vectors, self.subwords, self.rng = extra, vectors, subwords, rng
        self.augment = Augmenter(articles)
        self.lexical = Lexical(vectors)
        self.optimizer = torch.optim.AdamW(_groups(net, args), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.average = {n: p.detach().clone() for n, p in net.named_parameters()}
        self.step, self.began = 0, time.time()

    @property
    def progress(self) -> float:
        """0 at the start, 1 at the end."""
        steps = self.args.epochs * (len(self.articles) / self.args.batch)
        return max(self.step / steps, (time.time() - self.began) / 60 / self.args.minutes)

    def train(self) -> None:
        """Epochs until the clock or the epochs run out; averaged weights saved at every measurement."""
        epoch = 0
        while self.progress < 1:
            epoch += 1
            began, sums, words = time.time(), dict[str, float](), 0
            order = self.articles[:]
            self.rng.shuffle(order)
            self.net.train()
            for k in range(0, len(order), self.args.batch):
                for name, value in self._step(order[k : k + self.args.batch]).items():
                    sums[name] = sums.get(name, 0) + value
                words += sum(len(a.words) for a in order[k : k + self.args.batch])
                if self.progress >= 1:
                    break
            losses = " ".join(f"{name} {value / words:.3f}" for name, value in sums.items())
            print(f"epoch {epoch} {time.time() - began:.0f} s progress {self.progress:.2f} {losses}", flush=True)
            if epoch % self.args.measure_every == 0 or self.progress >= 1:
                self._measure(epoch)

    def _step(self, batch: list[GoldArticle]) -> dict[str, float]:
        warm, done = 0.04, self.progress
        rate = done / warm + 0.02 if done < warm else max(0.01, (1 - done) / (1 - warm))
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, rate)
        changed = [self.augment.words(a, self.rng) for a in batch]
        parts = [(w, a.sentence_ranges) for w, a in zip(changed, batch, strict=True)]
        chosen = self._auxiliary_sentences() if done < self.args.auxiliary_until else None
        if chosen:
            parts.append(([w for s in chosen[1] for w, _ in s], _ranges([len(s) for s in chosen[1]])))
        states = self._states(parts)
        losses, sums = [], dict[str, float]()
        for article, words, state in zip(batch, changed, states[: len(batch)], strict=True):
            found = article_loss(self.net, article, words, state)
            losses.append(total(found))
            for name, value in found.items():
                sums[name] = sums.get(name, 0) + value.item()
        loss = torch.stack(losses).sum() / sum(len(a.words) for a in batch)
        if chosen:
            gold = torch.tensor([t for s in chosen[1] for _, t in s])
            loss = loss + 0.5 * F.cross_entropy(self.net.auxiliary[chosen[0]](states[-1]), gold)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.net.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(self.args.average, (1 + self.step) / (10 + self.step))
        with torch.no_grad():
            for name, p in self.net.named_parameters():
                self.average[name].lerp_(p, 1 - keep)
        return sums

    def _states(self, parts: list[tuple[list[str], list[tuple[int, int]]]]) -> list[Tensor]:
        """Word states of several texts through one batch of the encoder, some words masked."""
        rows: list[list[int]] = []
        places = []
        for words, ranges in parts:
            masked = [[self.subwords.mask] if self.rng.random() < self.args.mask else self.subwords(w) for w in words]
            found, where = pack(masked, ranges, self.rng.choice((200, 300, 480, 480)))
            where[:, 0] += len(rows)
            rows += found
            places.append(where)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            encoded = self.net.encode(rows, np.concatenate(places)).float()
        out = []
        for (words, _), part in zip(parts, encoded.split([len(p) for p in places]), strict=True):
            out.append(self.net.word_states(part, *self.lexical(words)))
        return out

    def _auxiliary_sentences(self) -> tuple[int, list[tuple[tuple[str, int], ...]]] | None:
        if not self.extra:
            return None
        sizes = [len(s.sentences) for s in self.extra]
        which = self.rng.choices(range(len(self.extra)), sizes)[0]
        at, taken, count = self.rng.randrange(sizes[which]), [], 0
        while count < self.args.auxiliary_words and at < sizes[which]:
            taken.append(self.extra[which].sentences[at])
            count, at = count + len(taken[-1]), at + 1
        return which, taken

    def _measure(self, epoch: int) -> None:
        raw = {n: p.detach().clone() for n, p in self.net.named_parameters()}
        with torch.no_grad():
            for name, p in self.net.named_parameters():
                p.copy_(self.average[name])
        self.net.eval()
        scores = measure(self.net, self.dev, self.subwords, self.lexical, self.args.shared)
        kept = {k: v for k, v in self.net.state_dict().items() if not k.startswith("auxiliary")}
        torch.save(kept, self.args.out / "model.pt.part")
        (self.args.out / "model.pt.part").replace(self.args.out / "model.pt")
        settings = {k: str(v) if isinstance(v, Path) else v for k, v in vars(self.args).items()}
        minutes = round((time.time() - self.began) / 60, 1)
        record = {"settings": settings, "epoch": epoch, "minutes": minutes, "development": scores}
        (self.args.out / "train.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
        print("  development " + " ".join(f"{k} {v:.1f}" for k, v in scores.items()), flush=True)
        with torch.no_grad():
            for name, p in self.net.named_parameters():
                p.copy_(raw[name])


def _ranges(lengths: list[int]) -> list[tuple[int, int]]:
    ends = np.cumsum(lengths).tolist()
    return [(end - n, end) for n, end in zip(lengths, ends, strict=True)]


def _groups(net: Joint, args: argparse.Namespace) -> list[dict[str, object]]:
    """Parameter groups: deeper encoder layers learn slower, heads faster, CRF steps fastest; no decay on biases."""
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, p in net.named_parameters():
        if name.startswith("bert.embeddings"):
            rate = args.rate * args.layer_decay**12
        elif name.startswith("bert.encoder"):
            rate = args.rate * args.layer_decay ** (11 - int(name.split(".")[3]))
        else:
            rate = args.crf_rate if "_crf." in name else args.head_rate
        decay = 0.0 if "bias" in name or "LayerNorm" in name or "_crf." in name else 0.03
        groups.setdefault((rate, decay), []).append(p)
    return [{"params": p, "lr": r, "base": r, "weight_decay": d} for (r, d), p in groups.items()]


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--shared", type=Path, required=True)
    add("--out", type=Path, required=True)
    add("--vectors", type=Path, required=True)
    add("--minutes", type=float, default=80.0)
    add("--epochs", type=int, default=60)
    add("--batch", type=int, default=2)
    add("--rate", type=float, default=3.5e-4)
    add("--layer-decay", type=float, default=0.93)
    add("--head-rate", type=float, default=2e-3)
    add("--crf-rate", type=float, default=1e-2)
    add("--mask", type=float, default=0.1)
    add("--average", type=float, default=0.995)
    add("--auxiliary-until", type=float, default=0.85)
    add("--auxiliary-words", type=int, default=120)
    add("--measure-every", type=int, default=4)
    add("--threads", type=int, default=2)
    add("--seed", type=int, default=1)
    add("--all", action="store_true", help="train on the development articles too (for weights that ship)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
