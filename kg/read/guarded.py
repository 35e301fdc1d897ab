"""Streams that unpack, and that stop when what comes out has nothing to do with what went in (decompression bombs)."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from typing import IO, cast

from kg.errors import ReadError

PACKED = (".gz", ".zst", ".bz2", ".xz")
FREE_BYTES = 50_000_000
"""So much may come out of anything."""
MOST_TIMES = 200
"""After that, no more than so many times what went in. Arabic text packs about 5 times, at best 20."""


class Guarded(io.RawIOBase):
    """`inner`, read through a counter. `consumed` gives how many packed bytes it has taken so far."""

    def __init__(self, inner: IO[bytes], consumed: Callable[[], int]) -> None:
        self._inner, self._consumed, self._given = inner, consumed, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: object) -> int:
        """As RawIOBase. Raises ReadError KG114 for a bomb, KG116 for damaged data."""
        view = memoryview(cast(bytearray, buffer))
        try:
            data = self._inner.read(len(view))
        except (OSError, EOFError, lzma.LZMAError, ValueError, RuntimeError) as error:
            raise damaged(error) from error
        except Exception as error:  # zlib.error, zstandard.ZstdError and zipfile.BadZipFile have no common name
            raise damaged(error) from error
        view[: len(data)] = data
        self._given += len(data)
        if self._given > FREE_BYTES and self._given > MOST_TIMES * max(1, self._consumed()):
            raise ReadError(
                "KG114", f"it unpacks to more than {MOST_TIMES} times its size", "unpack it yourself if you trust it"
            )
        return len(data)


def damaged(error: Exception) -> ReadError:
    """The error for packed data that cannot be unpacked."""
    return ReadError("KG116", f"it is damaged: {error}", "fetch it again; what came before the damage is read")


def unpacked(raw: IO[bytes], suffix: str) -> IO[bytes]:
    """What `raw` packs: `suffix` is one of PACKED. Raises ReadError KG115 when a library is missing."""
    inner: IO[bytes]
    if suffix == ".gz":
        inner = cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    elif suffix == ".bz2":
        inner = cast(IO[bytes], bz2.BZ2File(raw))
    elif suffix == ".xz":
        inner = cast(IO[bytes], lzma.LZMAFile(raw))  # noqa: SIM115
    else:
        try:
            import zstandard
        except ImportError as error:
            raise missing("zstandard", ".zst") from error
        inner = zstandard.ZstdDecompressor(max_window_size=2**27).stream_reader(raw, read_across_frames=True)
    return guarded(inner, raw.tell)


def guarded(inner: IO[bytes], consumed: Callable[[], int]) -> IO[bytes]:
    """`inner` under guard, buffered."""
    return io.BufferedReader(Guarded(inner, consumed), 1 << 16)


def missing(library: str, what: str) -> ReadError:
    """The error for a format whose library is not installed."""
    return ReadError("KG115", f"reading {what} needs {library}", "pip install 'khabar[formats]'")
