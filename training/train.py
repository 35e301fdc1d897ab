"""Train the joint extractor: `python -m training.train --shared ../shared --vectors vectors.npz --out weights --minutes 80`.

Ends on time whatever the machine: the learning rate falls with the clock or the epochs, whichever is further. Runs on a GPU
where there is one, else on the CPU. See README.md.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.utils.data import DataLoader

from kg.extract.labels import TAGS
from kg.extract.vectors import WordVectors
from kg.extract.windows import Subwords
from training import auxiliary
from training.augment import Augmenter
from training.batches import Batch, BatchMaker, Further
from training.corpus import DEV_BATCHES, TRAIN_BATCHES, GoldArticle, load, load_silver
from training.lexical import Lexical
from training.loss import batch_loss, total
from training.measure import measure
from training.network import Joint
from training.quick import quicken

Found = tuple[list[int], list[int], Tensor, Tensor]
"""Numbers of the articles of a batch, their words, and what the taggers found in them: tags and trigger chances [words]."""
MOST_SPURIOUS = 12
LIKELY_TRIGGER = 0.3


def main() -> None:
    args = _arguments()
    torch.manual_seed(args.seed)
    np.random.seed(args.seed)
    torch.set_num_threads(args.threads)
    torch.backends.cuda.matmul.allow_tf32 = True
    articles, dev = load(args.shared, TRAIN_BATCHES), load(args.shared, DEV_BATCHES)
    if args.all:
        articles, dev = articles + dev, dev[:4]
    articles += [a for path in args.more for a in load_silver(path)]
    known = {a.text for a in articles}
    silver = [a for a in load_silver(args.silver) if a.text not in known] if args.silver else []
    extra = auxiliary.load(args.shared) if args.auxiliary_until else []
    vectors = WordVectors.load(args.vectors)
    net = Joint(args.base or args.shared / "encoder" / "base", vectors.table, tuple(len(s.labels) for s in extra))
    if args.resume:
        net.load_state_dict(torch.load(args.resume / "model.pt", map_location="cpu", weights_only=True))
    if args.device == "cpu":
        quicken(net)
    args.out.mkdir(parents=True, exist_ok=True)
    Run(args, net.to(args.device), articles, dev, silver, extra, vectors).train()


class Run:
    """One training run: optimiser, averaged weights, the clock, and the log."""

    def __init__(
        self, args: argparse.Namespace, net: Joint, gold: list[GoldArticle], dev: list[GoldArticle], silver: list[GoldArticle],
        extra: list[auxiliary.TaggedSet], vectors: WordVectors,
    ) -> None:  # fmt: skip
        self.args, self.net, self.dev, self.extra = args, net, dev, extra
        self.gold, self.silver = len(gold), len(silver)
        self.rng = random.Random(args.seed)
        self.lexical = Lexical(vectors, args.features)
        self.subwords = Subwords(args.shared / "encoder" / "base" / "tokenizer.json")
        weights = [1.0] * len(gold) + [args.silver_weight] * len(silver)
        self.maker = BatchMaker([*gold, *silver], weights, Augmenter(gold), self.subwords, self.lexical, args.mask)
        self.optimizer = torch.optim.AdamW(_groups(net, args), betas=(0.9, 0.98), eps=1e-6, fused=True)
        self.parameters = [p for _, p in net.named_parameters()]
        self.average = [p.detach().clone() for p in self.parameters]
        self.step, self.began = 0, time.time()
        self.device = torch.device(args.device)

    @property
    def progress(self) -> float:
        """0 at the start, 1 at the end."""
        steps = self.args.epochs * -(-(self.gold + min(self.args.silver_share, self.silver)) // self.args.batch)
        return max(self.step / steps, (time.time() - self.began) / 60 / self.args.minutes)

    def train(self) -> None:
        """Epochs until the clock or the epochs run out; averaged weights saved at every measurement."""
        epoch = 0
        while self.progress < 1:
            epoch += 1
            began, sums, words = time.time(), dict[str, Tensor](), 0
            found: list[Found] = []
            self.net.train()
            for batch in self._batches():
                parts, tags, triggers = self._step(batch)
                for name, value in parts.items():
                    sums[name] = sums.get(name, 0) + value.detach()
                words += batch.words
                found.append((batch.numbers, batch.sizes, tags, triggers))
                if self.progress >= 1:
                    break
            self._remember(found)
            losses = " ".join(f"{name} {float(value) / words:.3f}" for name, value in sums.items())
            print(f"epoch {epoch} {time.time() - began:.1f} s progress {self.progress:.2f} {losses}", flush=True)
            if epoch % self.args.measure_every == 0 or self.progress >= 1:
                self._measure(epoch)

    def _batches(self) -> Iterator[Batch]:
        """The batches of one epoch: all gold articles and some of the others, each batch made in the loader's processes."""
        order = [
            *range(self.gold),
            *self.rng.sample(range(self.gold, self.gold + self.silver), min(self.args.silver_share, self.silver)),
        ]
        self.rng.shuffle(order)
        size, further_until = self.args.batch, self.progress < self.args.auxiliary_until
        plan = [
            (
                order[k : k + size],
                self.rng.randrange(1 << 30),
                self._further() if further_until and self.extra else None,
            )
            for k in range(0, len(order), size)
        ]
        if self.args.workers == 0:
            yield from (self.maker(*item) for item in plan)
            return
        yield from DataLoader(
            _Planned(self.maker, plan), batch_size=None, num_workers=self.args.workers, prefetch_factor=4
        )

    def _further(self) -> Further:
        sizes = [len(s.sentences) for s in self.extra]
        which = self.rng.choices(range(len(self.extra)), sizes)[0]
        at, taken, count = self.rng.randrange(sizes[which]), [], 0
        while count < self.args.auxiliary_words * self.args.batch and at < sizes[which]:
            taken.append(self.extra[which].sentences[at])
            count, at = count + len(taken[-1]), at + 1
        flat = [pair for s in taken for pair in s]
        return Further(which, [w for w, _ in flat], [len(s) for s in taken], [t for _, t in flat])

    def _step(self, batch: Batch) -> tuple[dict[str, Tensor], Tensor, Tensor]:
        warm, done = 0.04, self.progress
        rate = done / warm + 0.02 if done < warm else max(0.01, (1 - done) / (1 - warm))
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * min(1.0, rate)
        on = batch.to(self.device)
        with torch.autocast(self.device.type, dtype=torch.bfloat16):
            encoded = self.net.encode(on.ids, on.places)
        states = self.net.word_states(encoded.float(), on.vectors, on.features)
        parts, tags, triggers = batch_loss(self.net, on, states)
        (total(parts) / batch.words).backward()
        torch.nn.utils.clip_grad_norm_(self.parameters, 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        keep = min(self.args.average, (1 + self.step) / (10 + self.step))
        torch._foreach_lerp_(self.average, [p.detach() for p in self.parameters], 1 - keep)
        return parts, tags.to("cpu", non_blocking=True), triggers.to("cpu", non_blocking=True)

    def _remember(self, found: list[Found]) -> None:
        """Spans that the taggers found in this epoch but that overlap no gold one: the pair scorers must learn to leave
        them alone."""
        if self.device.type == "cuda":
            torch.cuda.synchronize()
        for numbers, sizes, tags, triggers in found:
            at = 0
            for number, size in zip(numbers, sizes, strict=True):
                article = self.maker.articles[number]
                self.maker.wrong[number] = spurious(
                    article, tags[at : at + size].numpy(), triggers[at : at + size].numpy()
                )
                at += size

    def _measure(self, epoch: int) -> None:
        raw = [p.detach().clone() for p in self.parameters]
        with torch.no_grad():
            torch._foreach_copy_(self.parameters, self.average)
        self.net.eval()
        kept = {k: v.cpu() for k, v in self.net.state_dict().items()}
        torch.save(kept, self.args.out / "model.pt.part")
        (self.args.out / "model.pt.part").replace(self.args.out / "model.pt")
        scores = measure(self.net, self.dev, self.subwords, self.lexical, self.args.shared)
        settings = {k: v if isinstance(v, (int, float)) else str(v) for k, v in vars(self.args).items()}
        minutes = round((time.time() - self.began) / 60, 1)
        record = {"settings": settings, "epoch": epoch, "minutes": minutes, "development": scores}
        (self.args.out / "train.json").write_text(json.dumps(record, indent=1), encoding="utf-8")
        print("  development " + " ".join(f"{k} {v:.1f}" for k, v in scores.items()), flush=True)
        with torch.no_grad():
            torch._foreach_copy_(self.parameters, raw)


class _Planned:
    """A data set of batches that are made when asked for."""

    def __init__(self, maker: BatchMaker, plan: list[tuple[list[int], int, Further | None]]) -> None:
        self.maker, self.plan = maker, plan

    def __len__(self) -> int:
        return len(self.plan)

    def __getitem__(self, i: int) -> Batch:
        if i >= len(self.plan):
            raise IndexError(i)
        return self.maker(*self.plan[i])


def spurious(
    article: GoldArticle, tags: np.ndarray, triggers: np.ndarray
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """(mention spans, trigger spans) among the found tags [words] and trigger chances [words] that touch no gold one."""
    free = ~(article.outer > 0) & ~(article.inner > 0)
    mentions: list[tuple[int, int]] = []
    i = 0
    while i < len(tags):
        j = i + 1
        if tags[i] and free[i]:
            while j < len(tags) and tags[j] and TAGS[tags[j]][0] == "I" and free[j]:
                j += 1
            mentions.append((i, j))
        i = j
    events = [(int(i), int(i) + 1) for i in np.nonzero((triggers > LIKELY_TRIGGER) & (article.triggers == 0))[0]]
    return mentions[:MOST_SPURIOUS], events[:MOST_SPURIOUS]


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
    add("--base", type=Path, help="encoder to start from (default: the base encoder; see training.adapt)")
    add("--resume", type=Path, help="folder of a run to go on from")
    add("--features", type=Path, help="word features made beforehand (training.lexical.save_features)")
    add("--more", type=Path, nargs="*", default=(), help="further annotated articles (training.annotated unpack)")
    add("--silver", type=Path, help="articles that other models annotated (training.silver)")
    add("--silver-share", type=int, default=432, help="how many of them an epoch takes")
    add("--silver-weight", type=float, default=0.5)
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
    add("--auxiliary-words", type=int, default=60, help="words of another set for each article of a batch")
    add("--measure-every", type=int, default=4)
    add("--threads", type=int, default=2)
    add("--workers", type=int, default=0, help="processes that make batches")
    add("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    add("--seed", type=int, default=1)
    add("--all", action="store_true", help="train on the development articles too (for weights that ship)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
