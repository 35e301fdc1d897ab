"""Further articles annotated by careful reading, kept as offsets without their text:

`python -m training.annotated pack --shared ../shared --folders DIR … --out training/annotated.jsonl.gz`
`python -m training.annotated unpack --shared ../shared --out build/more.jsonl.gz`

The texts are articles of the raw news sets; only where something stands in them and what it is are kept here. A text that has
changed since is left out, and said so.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from training.corpus import annotation_tools
from training.packing import SETS, annotated, long_sentences, raw_texts

KEPT = Path(__file__).with_name("annotated.jsonl.gz")
NEEDLESS = ("text", "line", "sentence")
KINDS = ("mentions", "events", "relations", "says")


def texts(shared: Path) -> Iterator[tuple[str, str]]:
    """(digest, title and text) of every article of the raw news sets."""
    for name in SETS:
        for text in raw_texts(shared / "data" / name):
            yield digest(text), text


def digest(text: str) -> str:
    """What an article is known by."""
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def bare(gold: dict[str, Any]) -> dict[str, Any]:
    """`gold` (as the annotation tools print it) without any words of the article but its values and cluster names."""
    return {
        "doc": gold["doc"],
        "sentences": gold["sentences"],
        **{kind: [{k: v for k, v in x.items() if k not in NEEDLESS} for x in gold[kind]] for kind in KINDS},
    }


def with_text(annotation: dict[str, Any], text: str) -> dict[str, Any]:
    """What `bare` was made from, as far as training needs it."""
    return {
        **annotation,
        **{k: [{**x, "text": text[x["start"] : x["end"]]} if "start" in x else x for x in annotation[k]] for k in KINDS},
    }


def packed(shared: Path, folders: Sequence[Path]) -> list[dict[str, Any]]:
    """One record for each annotated article of `folders` that passes the check and is no copy of one annotated before."""
    annotate, _ = annotation_tools(shared)
    known, found = annotated(shared), []
    for path in sorted(p for folder in folders for p in folder.glob("*.ann")):
        gold, errors = annotate.parse(path)
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        if errors:
            print(f"{path.name}: {errors[0]}")
        elif known & long_sentences(text):
            print(f"{path.name}: annotated before")
        elif gold["mentions"]:
            known |= long_sentences(text)
            found.append({"article": digest(text), **bare(gold)})
    return sorted(found, key=lambda r: str(r["article"]))


def kept(path: Path = KEPT) -> dict[str, dict[str, Any]]:
    """{digest of the article: its annotation} of what is kept at `path`."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return {r.pop("article"): r for r in map(json.loads, lines)}


def unpacked(shared: Path) -> list[dict[str, Any]]:
    """Records of name, text and annotation, as `training.corpus.load_silver` reads them."""
    records = kept()
    found = {
        d: {"name": d, "text": t, "annotation": with_text(records[d], t)} for d, t in texts(shared) if d in records
    }
    print(f"{len(found)} of {len(records)} annotated articles found")
    return [found[d] for d in sorted(found)]


def write(records: Sequence[dict[str, Any]], out: Path) -> None:
    """JSON lines, gzipped, the same bytes each time."""
    lines = "".join(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n" for r in records)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(gzip.compress(lines.encode(), 9, mtime=0))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("pack", "unpack"))
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--folders", type=Path, nargs="+", default=())
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    records = packed(args.shared, args.folders) if args.verb == "pack" else unpacked(args.shared)
    write(records, args.out)
    print(f"{len(records)} articles, {sum(len(r.get('annotation', r)['events']) for r in records)} events")


if __name__ == "__main__":
    main()
