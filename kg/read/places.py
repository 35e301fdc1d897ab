"""What is asked for: files, folders, globs and addresses → places that can be opened, one after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from glob import has_magic, iglob
from pathlib import Path
from typing import IO, cast

from kg.errors import ReadError
from kg.read.guarded import missing


@dataclass(frozen=True, slots=True)
class Place:
    """A file somewhere: the name to show for it, its size in bytes (-1 when nobody knows), and how to open it."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]


def places(given: str | Path) -> Iterator[Place]:
    """The files of `given`, in order: one file, all in a folder (all levels, hidden ones left out), a glob, or an address
    that fsspec knows (s3://…, https://…). Raises ReadError KG101 when there is none, KG115 when a library is missing."""
    text = str(given)
    if "://" in text:
        yield from _remote(text)
        return
    path = Path(given)
    if path.is_dir():
        yield from _folder(path, "")
    elif path.exists():
        yield _file(path, path.name)
    else:
        found = sorted(iglob(text, recursive=True)) if has_magic(text) else []
        if not found:
            raise ReadError("KG101", f"no file or folder {text!r}", "check the path")
        for name in found:
            match = Path(name)
            if match.is_dir():
                yield from _folder(match, match.name + "/")
            else:
                yield _file(match, match.name)


def _folder(folder: Path, shown: str) -> Iterator[Place]:
    with os.scandir(folder) as entries:
        ordered = sorted((e for e in entries if not e.name.startswith(".")), key=lambda e: e.name)
    for entry in ordered:
        if entry.is_dir(follow_symlinks=False):
            yield from _folder(Path(entry.path), f"{shown}{entry.name}/")
        elif entry.is_file():
            yield _file(Path(entry.path), shown + entry.name)


def _file(path: Path, name: str) -> Place:
    try:
        size = path.stat().st_size
    except OSError:
        size = -1
    return Place(name, size, lambda: path.open("rb"))


def _remote(address: str) -> Iterator[Place]:
    try:
        import fsspec
    except ImportError as error:
        raise missing("fsspec", address.partition("://")[0] + "://") from error
    try:
        system, path = fsspec.core.url_to_fs(address)
        if has_magic(path) and not system.exists(path):
            found = sorted(system.glob(path))
        elif system.isdir(path):
            found = sorted(system.find(path))
        else:
            found = [path] if system.exists(path) else []
    except (ImportError, ValueError) as error:
        advice = "pip install what it names, or check the address"
        raise ReadError("KG115", f"{address} cannot be read: {error}", advice) from error
    except Exception as error:  # each of its file systems has errors of its own
        raise ReadError("KG113", f"{address} cannot be opened: {error}", "check the address and the network") from error
    if not found:
        raise ReadError("KG101", f"nothing at {address!r}", "check the address")
    root = path.rstrip("/") + "/"
    for one in found:
        name = one.removeprefix(root) if one.startswith(root) else one.rstrip("/").rsplit("/", 1)[-1]
        if not any(part.startswith(".") for part in name.split("/")):
            yield Place(name, _size(system, one), _opener(system, one))


def _opener(system: object, path: str) -> Callable[[], IO[bytes]]:
    return lambda: cast(IO[bytes], system.open(path, "rb"))  # type: ignore[attr-defined]


def _size(system: object, path: str) -> int:
    try:
        return int(system.size(path) or -1)  # type: ignore[attr-defined]
    except Exception:  # the size is for the progress bar alone
        return -1
