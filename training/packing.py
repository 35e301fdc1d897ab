"""Raw news → one stream of piece ids for masked-language-model training:
`python -m training.packing --shared ../shared --out build/news.u16.xz`.

Words are cut and tokenised as the extractor cuts them, sentences end with </s>. Articles that share a long sentence with an
annotated article are left out, and so is every sentence seen before.
"""

from __future__ import annotations

import argparse
import gzip
import json
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from kg.extract.windows import END, Subwords
from kg.text.sentences import sentences
from kg.text.words import words
from training.corpus import DEV_BATCHES, TRAIN_BATCHES

SETS = {
    "news_arabic_newspapers_19_countries/arabic_newspapers.jsonl.gz": 1.0,
    "news_hespress_aljazeera_2022/hespress_aljazeera.jsonl.gz": 1.0,
    "news_cnn_aljazeera_2024/cnn_arabic_2024.jsonl": 1.0,
    "news_cnn_aljazeera_2024/aljazeera_2024.jsonl": 1.0,
    "news_ahdath_morocco/ahdath_info.jsonl": 1.0,
    "news_alriyadh_sample/alsh_sample.jsonl": 1.0,
    "news_ant_jawharafm_tunisia/ant_jawharafm.jsonl.gz": 1.0,
    "news_sanad_khaleej/sanad_khaleej.jsonl.gz": 1.0,
    "news_saudinewsnet/saudinewsnet.jsonl.gz": 1.0,
}
"""File below `shared/data` and the share of its articles that is taken."""
LONG = 40
"""Code points from which a sentence is telling: two articles that share one are the same text."""
LEAST_WORDS, MOST_WORDS = 40, 3000


def articles(shared: Path, sets: dict[str, float] | None = None, seed: int = 0) -> Iterator[tuple[str, str]]:
    """(set, title and text) of every article that is taken."""
    rng, known = random.Random(seed), annotated(shared)
    for name, share in (sets or SETS).items():
        for text in raw_texts(shared / "data" / name):
            if rng.random() < share and not known & long_sentences(text):
                yield name.split("/")[0], text


def raw_texts(path: Path) -> Iterator[str]:
    """Title and text of every article of a raw news set (JSON lines, gzipped or not)."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield "\n".join(str(record[k]).strip() for k in ("title", "text") if record.get(k))


def annotated(shared: Path) -> set[int]:
    """Hashes of the long sentences of all annotated articles."""
    found: set[int] = set()
    for batch in (*TRAIN_BATCHES, *DEV_BATCHES):
        for path in (shared / "annotation" / "news" / batch).glob("*.txt"):
            found |= long_sentences(path.read_text(encoding="utf-8"))
    return found


def long_sentences(text: str) -> set[int]:
    """Hashes of the sentences of LONG code points or more, white space and signs aside."""
    plain = ("".join(c for c in text[s.start : s.end] if c.isalnum()) for s in sentences(text))
    return {hash(p) for p in plain if len(p) >= LONG}


def pieces(texts: Iterator[tuple[str, str]], subwords: Subwords, most: int) -> np.ndarray:
    """At most `most` piece ids, uint16, articles in a fixed random order."""
    parts, seen, total = [], set[int](), 0
    for _, text in texts:
        ids: list[int] = []
        count = 0
        for sentence in sentences(text):
            found = [text[w.start : w.end] for w in words(text, sentence.start, sentence.end)]
            key = hash(" ".join(found))
            if len(found) > 6 and key in seen:
                continue
            seen.add(key)
            count += len(found)
            for word in found:
                ids += subwords(word)
            ids.append(END)
        if LEAST_WORDS <= count <= MOST_WORDS:
            parts.append(np.array(ids, np.uint16))
            total += len(ids)
    order = np.random.default_rng(0).permutation(len(parts))
    return np.concatenate([parts[i] for i in order])[:most]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--most", type=int, default=40_000_000, help="piece ids at most")
    args = parser.parse_args()
    subwords = Subwords(args.shared / "encoder" / "base" / "tokenizer.json")
    stream = pieces(articles(args.shared), subwords, args.most)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    with lzma.open(args.out, "wb", preset=6) as file:
        file.write(stream.tobytes())
    print(f"{len(stream)} pieces, {args.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
