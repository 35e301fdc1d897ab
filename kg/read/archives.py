"""Files inside .zip and .tar, read in place: no name in them ever becomes a path on this machine."""

from __future__ import annotations

import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, cast

from kg.errors import ReadError
from kg.model import Problem
from kg.read.guarded import damaged, guarded

_HIDDEN = (".", "__MACOSX")


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive; its name tells of both."""

    name: str
    size: int
    file: IO[bytes]


def zip_members(file: IO[bytes], name: str) -> Iterator[Member | Problem]:
    """The files of a .zip by name. Raises ReadError KG116 when it is damaged."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise damaged(error) from error
    with archive:
        for info in sorted(archive.infolist(), key=lambda i: i.filename):
            if info.is_dir() or _hidden(info.filename):
                continue
            shown = f"{name}!{info.filename}"
            if info.flag_bits & 1:
                yield Problem(shown, "KG118", "it is encrypted", "unpack it with its password first")
                continue
            try:
                with archive.open(info) as inner:
                    yield Member(shown, info.file_size, guarded(inner, lambda i=info: i.compress_size))  # type: ignore[misc]
            except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
                problem = damaged(error)
                yield Problem(shown, problem.code, problem.message, problem.advice)


def tar_members(file: IO[bytes], name: str) -> Iterator[Member | Problem]:
    """The files of a .tar, packed or not, as they come. Raises ReadError KG116 when it is damaged, KG114 for a bomb."""
    try:
        with tarfile.open(fileobj=cast(IO[bytes], _Counted(file)), mode="r|*") as archive:
            for info in archive:
                if info.isfile() and not _hidden(info.name):
                    inner = archive.extractfile(info)
                    if inner is not None:
                        yield Member(f"{name}!{info.name}", info.size, guarded(inner, file.tell))
    except (tarfile.TarError, EOFError, ValueError) as error:
        raise damaged(error) from error
    except ReadError:
        raise
    except Exception as error:  # zlib.error and lzma's have no common name
        raise damaged(error) from error


class _Counted:
    """A file of which tarfile sees only `read`."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def read(self, size: int = -1) -> bytes:
        return self._file.read(size)


def _hidden(name: str) -> bool:
    return any(part.startswith(_HIDDEN) and part not in (".", "..") for part in name.split("/"))
