"""Development scores through the decoding that ships (numpy), so that what is tuned is what runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from kg.extract.heads import Floats, Heads
from kg.extract.reader import document_words, read_article
from kg.extract.serial import to_json
from kg.extract.thresholds import Thresholds
from kg.extract.vectors import WordVectors
from kg.extract.windows import PADDING, Subwords, pack
from kg.model import Article, Document, Extraction, Maker, Span
from training.corpus import GoldArticle, annotation_tools
from training.lexical import Lexical
from training.network import Joint

MEASURES = ("mention", "mention.name", "mention.fine", "event", "event.span", "role", "relation", "says")


def head_weights(net: Joint) -> dict[str, NDArray[np.generic]]:
    """Every array that the numpy heads need, by its name in the network."""
    skipped = ("bert.", "auxiliary", "mix", "scale", "vectors")
    return {
        k: v.float().cpu().numpy()
        for k, v in net.state_dict().items()
        if not k.startswith(skipped) and "_mask" not in k
    }


def load_net(run: Path, base: Path, vectors: WordVectors) -> Joint:
    """The network of a run of training.train, ready to read."""
    state = torch.load(run / "model.pt", map_location="cpu", weights_only=True)
    sizes = tuple(len(v) for k, v in state.items() if k.startswith("auxiliary.") and k.endswith("weight"))
    net = Joint(base, vectors.table, sizes)
    net.load_state_dict(state)
    return net.eval()


@torch.no_grad()
def word_states(net: Joint, article: GoldArticle, subwords: Subwords, lexical: Lexical) -> Floats:
    """[words, width] without dropout; in half precision on a GPU."""
    device = net.mix.device
    rows, places = pack([subwords(w) for w in article.words], article.sentence_ranges)
    ids = torch.full((len(rows), max(map(len, rows))), PADDING)
    for i, row in enumerate(rows):
        ids[i, : len(row)] = torch.tensor(row)
    vectors, features = lexical(article.words)
    with torch.autocast(device.type, dtype=torch.bfloat16, enabled=device.type == "cuda"):
        encoded = net.encode(ids.to(device), torch.from_numpy(places).to(device)).float()
    states: Floats = net.word_states(encoded, vectors.to(device), features.to(device)).cpu().numpy()
    return states


def document(article: GoldArticle) -> Document:
    """The article as the runtime sees it."""
    spans = tuple(Span(int(a), int(b)) for a, b in zip(article.starts, article.ends, strict=True))
    sentences = tuple(Span(a, b) for a, b in article.gold["sentences"])
    return Document(Article(article.name, article.text), sentences, spans)


def predict(
    article: GoldArticle, states: Floats, heads: Heads, limits: Thresholds, dates: Sequence[Span] = ()
) -> dict[str, Any]:
    """The prediction in the shape that the scorer reads."""
    doc = document(article).with_layer("date_spans", tuple(dates))
    read = read_article(doc, document_words(doc), states, heads, limits, Maker("joint", "training"))
    return to_json(Extraction(doc.article, doc.sentences, read.mentions, read.events, read.relations, read.says))


def score(
    articles: list[GoldArticle], states: list[Floats], heads: Heads, limits: Thresholds, shared: Path,
    dates: Sequence[Sequence[Span]] = (),
) -> dict[str, float]:  # fmt: skip
    """F1 in per cent by measure, and B-cubed coreference."""
    _, scorer = annotation_tools(shared)
    tally = scorer.Tally()
    mods = [0, 0, 0]
    for i, (article, state) in enumerate(zip(articles, states, strict=True)):
        predicted = predict(article, state, heads, limits, dates[i] if dates else ())
        scorer.score_article(article.gold, predicted, article.text, tally)
        same = scorer.pair(article.gold["events"], predicted["events"], scorer.overlap)
        for g, p in same.items():
            right, said = set(article.gold["events"][g]["mods"]), set(predicted["events"][p]["mods"])
            mods = [n + len(x) for n, x in zip(mods, (right & said, right, said), strict=True)]
    found = {name: 100 * tally.row(name)[2] for name in MEASURES}
    return {**found, "coref": _b_cubed(tally), "mods": 200 * mods[0] / max(1, mods[1] + mods[2])}


def _b_cubed(tally: Any) -> float:
    n = tally.gold["coref"] or 1
    p, r = tally.hit["coref.p"] / n, tally.hit["coref.r"] / n
    return 200 * p * r / (p + r) if p + r else 0.0


def measure(
    net: Joint, articles: list[GoldArticle], subwords: Subwords, lexical: Lexical, shared: Path,
    limits: Thresholds | None = None,
) -> Mapping[str, float]:  # fmt: skip
    """Scores of `net` with `limits` (default thresholds if None)."""
    states = [word_states(net, a, subwords, lexical) for a in articles]
    return score(articles, states, Heads(head_weights(net)), limits or Thresholds(), shared)
