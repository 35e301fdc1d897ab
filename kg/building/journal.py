"""What a build did, line by line, as JSON for programs: begin, article, problem, end, each with its time."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

from kg.errors import GraphError


class Journal:
    """Appends lines to a file, or does nothing when there is none. Raises GraphError KG414 when it cannot be written."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file = None
        if path is not None:
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                self._file = path.open("a", 1, encoding="utf-8", errors="backslashreplace", newline="\n")
            except OSError as error:
                raise GraphError("KG414", f"cannot write to {path}: {error.strerror}", "give another file") from error

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            self._file.close()

    def note(self, event: str, **fields: object) -> None:
        """One line. Times are UTC; a clock that jumps back only makes the lines look odd."""
        if self._file is None:
            return
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds")
        try:
            self._file.write(json.dumps({"time": now, "event": event, **fields}, ensure_ascii=False) + "\n")
        except OSError as error:
            advice = "free some space, or build without --log"
            raise GraphError("KG414", f"cannot write to {self._path}: {error.strerror}", advice) from error
