"""In the worker: a job (a query, its dataset, the formats that will do) to an answer in bytes, within its limits."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.server import formats
from kg.server.results import Writer, boolean
from kg.store import OxigraphStore
from kg.store.base import QueryDataset
from kg.store.guard import Checked, inspect
from kg.store.run import failure

RDF_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
    "nq": ox.RdfFormat.N_QUADS,
}


@dataclass(frozen=True, slots=True)
class Job:
    """A query as it came. `default` and `named` are the dataset parameters of the protocol, None when not given."""

    sparql: str
    accept: str
    rows: int
    answer_bytes: int
    default: tuple[str, ...] | None = None
    named: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in bytes. `truncated` is '', 'rows' or 'bytes': which limit cut it."""

    media: str
    body: bytes
    rows: int
    truncated: str = ""
    form: str = ""


class Evaluator:
    """Answers jobs from one store, whose graphs do not change while it does."""

    def __init__(self, store: OxigraphStore, prefixes: Mapping[str, str]) -> None:
        self._store, self._graphs, self._prefixes = store, store.graphs(), dict(prefixes)
        store.prefixes = self._prefixes

    def answer(self, job: Job) -> Reply:
        """Raises QueryError KG501 to KG511, KG513 for an unknown graph, KG514 when no format will do, KG508 otherwise."""
        checked = inspect(job.sparql, self._graphs)
        offered = formats.ROWS if checked.form in ("SELECT", "ASK") else formats.GRAPHS
        media = formats.choose(job.accept, offered)
        if media is None:
            advice = f"accept one of {', '.join(offered)}"
            raise QueryError("KG514", f"no format of a {checked.form} is among {job.accept[:200]!r}", advice)
        dataset = self._dataset(job, checked)
        try:
            found = self._store.run(job.sparql, None, dataset)
            if isinstance(found, ox.QueryBoolean):
                return Reply(media, boolean(offered[media], bool(found)).encode(), 1, form=checked.form)
            if isinstance(found, ox.QueryTriples):
                return self._graph(found, media, job, checked.form)
            return _rows(found, media, job)
        except (SyntaxError, OSError, ValueError, RuntimeError, MemoryError) as error:
            raise failure(job.sparql, error) from error

    def _dataset(self, job: Job, checked: Checked) -> QueryDataset:
        if job.default is None and job.named is None:
            return QueryDataset(union=not checked.dataset)
        for name in (*(job.default or ()), *(job.named or ())):
            if name not in self._graphs:
                raise QueryError("KG513", f"no graph {name[:200]!r} here", "leave the dataset parameters out to ask all")
        return QueryDataset(False, job.default or (), job.named or ())

    def _graph(self, found: Iterator[ox.Triple], media: str, job: Job, form: str) -> Reply:
        triples = list(islice(found, job.rows + 1))
        cut = "rows" if len(triples) > job.rows else ""
        kept = list(dict.fromkeys(triples[: job.rows]))
        out = io.BytesIO()
        kind = RDF_FORMATS[formats.GRAPHS[media]]
        ox.serialize(kept, out, format=kind, prefixes=used(self._prefixes, kept))
        if out.tell() > job.answer_bytes:
            raise _too_large(job)
        return Reply(media, out.getvalue(), len(kept), cut, form)


def used(prefixes: Mapping[str, str], triples: Sequence[ox.Triple]) -> dict[str, str]:
    """Those of `prefixes` that some IRI of `triples` begins with."""
    spaces = {_space(t.value) for triple in triples for t in triple if isinstance(t, ox.NamedNode)}
    spaces |= {_space(t.object.datatype.value) for t in triples if isinstance(t.object, ox.Literal)}
    return {name: space for name, space in prefixes.items() if space in spaces}


def _space(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]


def _rows(found: ox.QuerySolutions, media: str, job: Job) -> Reply:
    columns = [v.value for v in found.variables]
    writer = Writer(formats.ROWS[media], columns)
    out, rows, cut = [writer.head().encode()], 0, ""
    size = len(out[0])
    for solution in found:
        if rows == job.rows:
            cut = "rows"
            break
        piece = writer.row(tuple(solution)).encode("utf-8", "replace")
        size += len(piece)
        if size > job.answer_bytes:
            if not rows:
                raise _too_large(job)
            cut = "bytes"
            break
        out.append(piece)
        rows += 1
    out.append(writer.foot().encode())
    return Reply(media, b"".join(out), rows, cut, "SELECT")


def _too_large(job: Job) -> QueryError:
    return QueryError("KG512", f"the answer has more than {job.answer_bytes} bytes", "ask for less: name columns, a LIMIT")
