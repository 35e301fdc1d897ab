"""Oxigraph in a folder: survives the program, holds more than memory does."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import GraphError
from kg.store.oxigraph import OxigraphStore

FOLDER = "store"
"""Its name inside the output folder of a build."""
_LOCK, _CURRENT = "LOCK", "CURRENT"


class DiskStore(OxigraphStore):
    """A store in `folder`, made if missing. One writer or many readers, never both: whoever comes second gets KG411.

    Changes are on disk when the method that made them returns; `close` packs the write-ahead log away, so that the next
    reader opens at once.
    """

    def __init__(self, folder: Path, *, read_only: bool = False) -> None:
        self.folder, self.read_only = folder, read_only
        self._lock = _readers_lock(folder) if read_only else -1
        try:
            super().__init__(ox.Store.read_only(str(folder)) if read_only else ox.Store(str(_made(folder))))
        except (OSError, RuntimeError, ValueError) as error:
            _unlock(self._lock)
            advice = "close the other program that uses it, or build into another folder with -o"
            raise GraphError("KG411", f"cannot open the store in {folder}: {error}", advice) from error

    def close(self) -> None:
        """Flushes and lets go of the folder. The store cannot be used afterwards. Raises GraphError KG415 when what was
        changed cannot be written (a full disk)."""
        try:
            if not self.read_only:
                self._engine.flush()
        except OSError as error:
            advice = "free some space and do it again"
            raise GraphError("KG415", f"the store in {self.folder} cannot be written: {error}", advice) from error
        finally:
            del self._engine
            _unlock(self._lock)

    @property
    def size(self) -> int:
        """Bytes of the folder."""
        return sum(f.stat().st_size for f in self.folder.iterdir() if f.is_file())

    def copied(self) -> OxigraphStore:
        """The same quads in memory; this store is closed."""
        copy = OxigraphStore()
        copy.add(self.quads())
        self.close()
        return copy

    def __enter__(self) -> DiskStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def is_store(folder: Path) -> bool:
    """Whether there is a store in `folder`."""
    return (folder / _CURRENT).is_file()


@contextlib.contextmanager
def writing(folder: Path) -> Iterator[DiskStore]:
    """The store in `folder`, open for writing until the block ends, however it ends."""
    store = DiskStore(folder)
    try:
        yield store
    finally:
        store.close()


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _readers_lock(folder: Path) -> int:
    """A shared lock on the engine's own lock file: its writers take an exclusive one. -1 where locks are unknown."""
    if not is_store(folder):
        raise GraphError("KG412", f"no store in {folder}", "build one first: kg build seeds -o output")
    try:
        import fcntl
    except ImportError:  # Windows: the engine itself refuses the second writer, readers are on their own
        return -1
    place = folder / _LOCK
    try:
        handle = os.open(place, os.O_RDONLY)
    except OSError:  # a folder that may only be read, without a lock file: nobody can be writing
        return -1
    try:
        fcntl.lockf(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except OSError as error:
        os.close(handle)
        raise GraphError("KG411", f"the store in {folder} is being written", "wait until the build is done") from error
    return handle


def _unlock(handle: int) -> None:
    if handle >= 0:
        os.close(handle)
