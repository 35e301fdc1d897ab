"""Against the pipeline of the tutorials, in one run on the same articles, warm, on this machine:

    python benchmarks/tutorial.py CORPUS.jsonl.gz --articles 10 --out build/tutorial.json

The tutorial: names by camel-tools' NERecognizer over a BERT-base token classifier, a pair of names in one sentence is an
edge, rdflib holds the triples and writes Turtle, pyvis draws them. The classifier has random weights (made here: speed does
not depend on them), biased so that about one word in ten begins a name, as in news. Khabar builds the same articles into a
folder: names, events with roles, relations, dates and claims with their words, store, files and explorer.

Then rdflib alone as the store of Khabar's quads, beside Oxigraph: loading, and one question.
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import os
import platform
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from typing import Any

LABELS = ("O", "B-PERS", "I-PERS", "B-LOC", "I-LOC", "B-ORG", "I-ORG", "B-MISC", "I-MISC")
QUESTION = "SELECT (COUNT(*) AS ?n) WHERE { ?c <http://www.w3.org/1999/02/22-rdf-syntax-ns#subject> ?s . ?s a ?k }"


def measured(task: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    wall, cpu = time.perf_counter(), time.process_time()
    out = task()
    return out, {"wall_s": round(time.perf_counter() - wall, 2), "cpu_s": round(time.process_time() - cpu, 2)}


def take(corpus: Path, count: int) -> list[dict[str, Any]]:
    opened = gzip.open(corpus, "rb") if corpus.suffix == ".gz" else corpus.open("rb")  # noqa: SIM115
    with opened as lines:
        return [json.loads(line) for line in itertools.islice(lines, count)]


def classifier(folder: Path, words: set[str]) -> Path:
    """A BERT-base token classifier with a vocabulary of these words and their letters."""
    import torch
    from transformers import BertConfig, BertForTokenClassification

    letters = sorted({c for w in words for c in w})
    pieces = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{c}" for c in letters), *sorted(words - set(letters))]
    pieces += [f"[unused{n}]" for n in range(max(0, 32_000 - len(pieces)))]
    (folder / "vocab.txt").write_text("\n".join(pieces) + "\n", encoding="utf-8")
    (folder / "tokenizer_config.json").write_text(json.dumps({"do_lower_case": False, "strip_accents": False}))
    torch.manual_seed(1)
    config = BertConfig(vocab_size=len(pieces), id2label=dict(enumerate(LABELS)), label2id={x: i for i, x in enumerate(LABELS)})
    model = BertForTokenClassification(config)
    with torch.no_grad():
        model.classifier.bias[0] = 0.6
    model.save_pretrained(folder)
    return folder


def tutorial(recogniser: Any, articles: list[dict[str, Any]], folder: Path) -> Counter[str]:
    """Names, co-occurrence, rdflib, pyvis."""
    import rdflib
    from camel_tools.tokenizers.word import simple_word_tokenize
    from pyvis.network import Network

    graph, network, counts = rdflib.Graph(), Network(cdn_resources="in_line"), Counter[str]()
    base = rdflib.Namespace("https://example.org/")
    for article in articles:
        sentences = [simple_word_tokenize(s) for s in article["text"].replace("\n", ".").split(".") if s.strip()]
        for words, labels in zip(sentences, recogniser.predict(sentences), strict=True):
            names, name = [], []
            for word, label in [*zip(words, labels, strict=False), ("", "O")]:
                if name and not label.startswith("I-"):
                    names.append(" ".join(name))
                    name = []
                if label != "O":
                    name.append(word)
            counts["names"] += len(names)
            for a, b in itertools.combinations(sorted(set(names)), 2):
                counts["edges"] += 1
                graph.add((base[str(hash(a))], base.near, base[str(hash(b))]))
                for n in (a, b):
                    graph.add((base[str(hash(n))], rdflib.RDFS.label, rdflib.Literal(n)))
                    network.add_node(n, label=n)
                network.add_edge(a, b)
    graph.serialize(folder / "tutorial.ttl", format="turtle")
    network.write_html(str(folder / "tutorial.html"), notebook=False, open_browser=False)
    return counts


def khabar(articles: list[dict[str, Any]], folder: Path, pipeline: Any) -> Any:
    import kg

    source = folder / "news.jsonl"
    source.write_text("".join(json.dumps(a, ensure_ascii=False) + "\n" for a in articles), encoding="utf-8")
    return kg.build(source, folder / "out", pipeline=pipeline, check=False).outcome


def stores(folder: Path) -> dict[str, dict[str, float]]:
    """rdflib alone beside Oxigraph: the quads of graph.trig, and a question."""
    import pyoxigraph as ox
    import rdflib

    file = folder / "out" / "graph.trig"
    _, rdflib_load = measured(lambda: rdflib.Dataset(default_union=True).parse(file, format="trig"))
    data = rdflib.Dataset(default_union=True)
    data.parse(file, format="trig")
    _, rdflib_ask = measured(lambda: list(data.query(QUESTION)))
    engine = ox.Store()
    _, ox_load = measured(lambda: engine.bulk_load(path=str(file), format=ox.RdfFormat.TRIG))
    _, ox_ask = measured(lambda: list(engine.query(QUESTION, use_default_graph_as_union=True)))
    return {"rdflib load": rdflib_load, "oxigraph load": ox_load, "rdflib ask": rdflib_ask, "oxigraph ask": ox_ask}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=10)
    parser.add_argument("--out", type=Path, default=None)
    given = parser.parse_args()
    articles = take(given.corpus, given.articles + 1)
    warm, articles = articles[:1], articles[1:]
    words = sum(len(a["text"].split()) for a in articles)
    with tempfile.TemporaryDirectory() as temporary:
        work = Path(temporary)
        for name in ("warm", "real"):
            (work / name).mkdir()
        from kg.extract import default_pipeline
        from kg.text.camel_data import catalogue_dir

        os.environ.setdefault("CAMELTOOLS_DATA", str(catalogue_dir()))
        from camel_tools.ner import NERecognizer

        recogniser = NERecognizer(str(classifier(work, {w for a in articles for w in a["text"].split()})), use_gpu=False)
        tutorial(recogniser, [{"text": warm[0]["text"][:200]}], work / "warm")
        counts, theirs = measured(lambda: tutorial(recogniser, articles, work / "real"))
        pipeline = default_pipeline()
        khabar(warm, work / "warm", pipeline)
        outcome, ours = measured(lambda: khabar(articles, work / "real", pipeline))
        beside = stores(work / "real")
    report = {
        "machine": {"system": platform.platform(), "cores": os.cpu_count(), "load": os.getloadavg()},
        "versions": {n: version(n) for n in ("khabar", "camel-tools", "transformers", "torch", "rdflib", "pyvis", "pyoxigraph")},
        "articles": len(articles), "words": words,
        "tutorial": {**theirs, "words_per_cpu_s": round(words / theirs["cpu_s"], 1), **counts},
        "khabar": {
            **ours, "words_per_cpu_s": round(words / ours["cpu_s"], 1), "entities": outcome.totals.entities,
            "events": outcome.totals.events, "claims": outcome.totals.claims, "quads": outcome.totals.quads,
        },
        "ratio": {key: round(theirs[key] / ours[key], 1) for key in ("wall_s", "cpu_s")},
        "stores": beside,
    }  # fmt: skip
    print(json.dumps(report, indent=1))
    if given.out:
        given.out.write_text(json.dumps(report, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
