"""Articles one after the other from any number of files, in constant memory, with how far it has come."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from kg.model import Article, Problem
from kg.read.kinds import Limits, read_file
from kg.read.places import Place, places

_LISTED = 100_000
"""Files that are listed beforehand so that progress is known; longer lists are walked as they are read."""


class Stream:
    """Articles and problems of files, folders, globs and addresses. Iterate it once.

    `share` is how much has been read of what was asked for, from 0 to 1; 0 as long as that cannot be known. Raises
    ReadError KG101 at construction for a path that does not exist.
    """

    def __init__(self, *paths: str | Path, max_file_bytes: int = 1_000_000) -> None:
        self._limits = Limits(max_file_bytes)
        self._walk = (place for path in paths for place in places(path))
        self._listed = [place for _, place in zip(range(_LISTED), self._walk, strict=False)]
        whole = len(self._listed) < _LISTED and all(p.size >= 0 for p in self._listed)
        self._total = sum(p.size for p in self._listed) if whole else 0
        self._done, self._open = 0, None
        self._size = 0
        self._file: IO[bytes] | None = None

    @property
    def share(self) -> float:
        """From 0 to 1."""
        here = 0
        if self._file is not None:
            try:
                here = min(self._size, self._file.tell())
            except (OSError, ValueError):  # some streams cannot tell, or are closed
                here = 0
        return min(1.0, (self._done + here) / self._total) if self._total else 0.0

    def __iter__(self) -> Iterator[Article | Problem]:
        listed, self._listed = iter(self._listed), []
        for source in (listed, self._walk):
            for place in source:
                yield from self._read(place)

    def _read(self, place: Place) -> Iterator[Article | Problem]:
        try:
            raw = place.open()
        except OSError as error:
            yield Problem(
                place.name, "KG113", f"it cannot be opened: {error.strerror or error}", "check its permissions"
            )
            return
        except Exception as error:  # a remote file system's own
            yield Problem(place.name, "KG113", f"it cannot be opened: {error}", "check the address and the network")
            return
        self._file, self._size = raw, max(0, place.size)
        try:
            yield from read_file(raw, place.name, place.size, self._limits)
        finally:
            self._file = None
            self._done += self._size
            raw.close()
