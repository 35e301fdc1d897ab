"""A worker that reads articles: `python -m kg.server.reader SOCKET MEMORY_MB SETTINGS`, the settings as JSON."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kg.errors import KhabarError
from kg.extract import default_pipeline, extract, to_json
from kg.pipeline import Pipeline
from kg.rdf import nquads, story_quads, turtle
from kg.read import read_text
from kg.resolve import resolve
from kg.server.worker import serve
from kg.settings import Settings
from kg.text.morph import Morphology, morphology

CPU_SECONDS = 36_000
WAKING = (
    "\u0642\u0627\u0644 \u0627\u0644\u0648\u0632\u064a\u0631 \u0625\u0646 "
    "\u0627\u0644\u0623\u0645\u0631 \u0627\u0646\u062a\u0647\u0649."
)
"""«The minister said that the matter is over»: read once, so that model and dictionary are loaded while files may be opened."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads a text with a pipeline, as `kg build` would."""

    pipeline: Pipeline
    base_iri: str
    morph: Morphology | None

    def work(self, head: Mapping[str, Any], body: bytes) -> tuple[dict[str, Any], bytes]:
        """The extraction and the graph of the text in `body`. Raises ReadError KG104, KG105; PipelineError KG202."""
        told = {name: str(head.get(name, "")) for name in ("title", "source", "published", "url")}
        article = read_text(body.decode("utf-8"), **told)
        found = extract(article, self.pipeline)
        quads = story_quads(resolve(found, self.morph), self.base_iri)
        graph = nquads(quads) if head.get("graph") == "nq" else "".join(turtle(quads, self.base_iri))
        answer = {"article": article.id, "extraction": to_json(found), "graph": graph}
        return {}, json.dumps(answer, ensure_ascii=False).encode("utf-8")


def main(address: str, memory_mb: str, values: str) -> None:
    """Loads the model, then answers."""
    chosen, morph = Settings(**json.loads(values)), morphology()
    reader = Reader(default_pipeline(chosen, morph), chosen.base_iri, morph)
    reader.work({}, WAKING.encode("utf-8"))
    serve(address, reader.work, memory_mb=int(memory_mb), cpu_seconds=CPU_SECONDS)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KhabarError as error:
        sys.exit(f"reader: {error}")
