"""The morphology data of camel-tools: found if the user has it, fetched once by `kg setup`, never at import or in a build.

The database is almor-msa-r13 (derived from AraMorph, GPL-2; its licence file is kept beside it), as carried by an old
release of camel-tools; today's reader wants one more section in it, which is added here.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from kg.errors import ModelError
from kg.locations import camel_dir

RELEASE = "camel-tools==0.4.dev3"
WHEEL_SHA256 = "dd2c7735e4de52bb0f8e6a5254e5d3d16bafa569fa8f6cfb94c959df6f986fef"
DATABASE_SHA256 = "84467334b086675b93f1ae4fe2dbdc60988d9ee62022ea221c6a466069b485d5"
_INSIDE = "camel_tools/calima_star/databases/almor-msa/"
_SECTION = "###TOKENIZATIONS###\nTOKENIZATION d3tok atbtok d1tok d2tok\n"
_BEFORE = "###STEMBACKOFF###"
_CATALOGUE = {"version": "1.6", "packages": {}, "components": {}}
NAME = "almor-msa-r13.db"


def database() -> Path | None:
    """The database to use: the one `kg setup` made, else the user's own CAMeL data, else None."""
    own = [Path(p) for p in (os.environ.get("CAMELTOOLS_DATA"), Path.home() / ".camel_tools") if p]
    candidates = [camel_dir() / NAME, *(r / "data" / "morphology_db" / "calima-msa-r13" / "morphology.db" for r in own)]
    return next((p for p in candidates if p.is_file()), None)


def catalogue_dir() -> Path:
    """A folder with an empty catalogue, so that importing camel-tools asks nobody. Made if missing."""
    folder = camel_dir()
    file = folder / "catalogue.json"
    if not file.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        _write(file, json.dumps(_CATALOGUE).encode())
    return folder


def set_up() -> tuple[Path, bool]:
    """(the database, whether it was made now). Fetches the release through pip when it is not there yet.

    Raises ModelError KG311 when pip cannot fetch it, KG312 when what came is not what is expected.
    """
    known = database()
    if known:
        return known, False
    folder = camel_dir()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as work:
        wheel = _fetch(Path(work))
        install(wheel, folder)
    catalogue_dir()
    return folder / NAME, True


def install(
    wheel: Path, folder: Path, wheel_sha256: str = WHEEL_SHA256, database_sha256: str = DATABASE_SHA256
) -> None:
    """Takes the database and its licence out of `wheel` into `folder`, each written atomically."""
    _check(wheel.read_bytes(), wheel_sha256, wheel.name)
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(_INSIDE + NAME).decode("utf-8")
        licence = archive.read(_INSIDE + "LICENSE")
    if _BEFORE not in text:
        raise ModelError("KG312", f"{NAME} has no {_BEFORE} section", "report it; run without morphology until then")
    mended = text.replace(_BEFORE, _SECTION + _BEFORE, 1).encode("utf-8")
    _check(mended, database_sha256, NAME)
    _write(folder / f"{NAME}.LICENSE", licence)
    _write(folder / NAME, mended)


def _fetch(work: Path) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(work), RELEASE]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = sorted(work.glob("*.whl"))
    if done.returncode or not wheels:
        last = (done.stderr.strip().splitlines() or ["pip gave nothing"])[-1]
        raise ModelError(
            "KG311", f"pip could not fetch {RELEASE}: {last}", "connect to a package index and run `kg setup` again"
        )
    return wheels[0]


def _check(data: bytes, wanted: str, name: str) -> None:
    found = hashlib.sha256(data).hexdigest()
    if found != wanted:
        raise ModelError(
            "KG312", f"{name} is not the expected file (sha256 {found[:12]}…)", "run `kg setup` again, or report it"
        )


def _write(path: Path, data: bytes) -> None:
    """Whole or not at all."""
    part = path.with_name(path.name + ".part")
    part.write_bytes(data)
    shutil.move(part, path)
