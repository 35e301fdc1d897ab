"""One builder at a time in an output folder. The system lets go of the lock when its holder dies, however it dies."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from kg.errors import GraphError

NAME = ".lock"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of `folder`, made if missing. Raises GraphError KG417 when another build holds it, KG414 when the
    folder cannot be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        advice = "give another folder with -o"
        raise GraphError("KG414", f"cannot write to {folder}: {error.strerror or error}", advice) from error
    try:
        _take(handle, folder)
        yield
    finally:
        os.close(handle)


def _take(handle: int, folder: Path) -> None:
    try:
        try:
            import fcntl
        except ImportError:  # Windows
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        holder = os.pread(handle, 20, 0).decode("ascii", "replace") if hasattr(os, "pread") else ""
        who = f" (process {holder.strip()})" if holder.strip() else ""
        raise GraphError(
            "KG417",
            f"another build is writing to {folder}{who}",
            "wait until it is done, or give another folder with -o",
        ) from error
    with contextlib.suppress(OSError):  # a full disk: the number is for the reader of the message alone
        os.ftruncate(handle, 0)
        os.write(handle, str(os.getpid()).encode())
