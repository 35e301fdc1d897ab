"""The store from the ledger: a few changed graphs are replaced one by one, many are loaded anew in one go.

The store is behind the ledger until it is marked as stored there, so being killed in between costs doing it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, cast

from kg.building.ledger import Ledger
from kg.building.part import part_quads, unpack
from kg.building.passes import after
from kg.errors import GraphError
from kg.store import DiskStore, is_store
from kg.store.disk import FOLDER

FEW = 50
"""Up to so many changes the store is never loaded anew."""
_STEP = 20


def shelve(ledger: Ledger, folder: Path, base_iri: str) -> str:
    """Makes the store in `folder` hold what the ledger holds and the passes add; the digest of it all.

    Raises GraphError KG411 when somebody uses the store, KG415 when it cannot be written.
    """
    place = folder / FOLDER
    digest = _digest(ledger)
    if not is_store(place):
        ledger.forget_store()
    stale, gone = ledger.pending()
    total = ledger.totals().articles
    if not stale and not gone and ledger.get("passed") == digest and is_store(place):
        return ledger.get("digest")
    try:
        if stale + gone > FEW and 3 * (stale + gone) > total:
            _load(ledger, place)
        else:
            _patch(ledger, place)
        with DiskStore(place) as store:
            passed = after(store, base_iri, ledger, folder)
    except OSError as error:
        advice = "free some space; run the build again: nothing is read twice"
        raise GraphError("KG415", f"the store cannot be written: {error}", advice) from error
    whole = hashlib.sha256(f"{digest}{passed}".encode()).hexdigest()
    ledger.set("digest", whole)
    ledger.set("passed", digest)
    return whole


def _digest(ledger: Ledger) -> str:
    """SHA-256 over the graphs in the order of their names, each with the SHA-256 of its sorted N-Quads lines."""
    total = hashlib.sha256()
    for graph, digest in ledger.digests():
        total.update(f"{graph} {digest.hex()}\n".encode())
    return total.hexdigest()


def _patch(ledger: Ledger, place: Path) -> None:
    with DiskStore(place) as store:
        for name in ledger.gone():
            store.remove_graph(name)
            ledger.mark_stored((), (name,))
        batch: dict[str, str] = {}
        graphs = {}
        for article, graph, body in ledger.bodies(stale=True):
            batch[article] = graph
            graphs[graph] = part_quads(body)
            if len(batch) == _STEP:
                store.replace_graphs(graphs)
                ledger.mark_stored(tuple(batch))
                batch, graphs = {}, {}
        if batch:
            store.replace_graphs(graphs)
            ledger.mark_stored(tuple(batch))


def _load(ledger: Ledger, place: Path) -> None:
    """Into a new folder beside the old one, which is then put in its place."""
    fresh = place.with_name(place.name + ".part")
    shutil.rmtree(fresh, ignore_errors=True)
    if is_store(place):
        DiskStore(place).close()  # raises KG411 when somebody uses it
    try:
        with DiskStore(fresh) as store:
            store.bulk(cast(IO[bytes], _Stream(unpack(body) for _, _, body in ledger.bodies())))
        ledger.forget_store()
        shutil.rmtree(place, ignore_errors=True)
        fresh.rename(place)
    except (OSError, GraphError):
        with contextlib.suppress(OSError):
            shutil.rmtree(fresh)
        raise
    ledger.mark_stored()


class _Stream(io.RawIOBase):
    """Pieces of bytes as one readable file."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces: Iterator[bytes] = iter(pieces)
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """At most `size` bytes, b"" at the end."""
        while not self._left:
            piece = next(self._pieces, None)
            if piece is None:
                return b""
            self._left = memoryview(piece)
        size = len(self._left) if size is None or size < 0 else size
        out, self._left = bytes(self._left[:size]), self._left[size:]
        return out
