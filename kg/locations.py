"""Where data and models live. Nothing here fetches or writes."""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path

import platformdirs


def home() -> Path:
    """The user's Khabar folder: KHABAR_HOME, else the platform's cache folder."""
    return Path(os.environ.get("KHABAR_HOME") or platformdirs.user_cache_dir("khabar"))


def camel_dir() -> Path:
    """Where `kg setup` puts the morphology data of camel-tools."""
    return home() / "camel_tools"


def model_dirs() -> tuple[Path, ...]:
    """Folders that hold model folders: the user's, then the shipped one."""
    return home() / "models", Path(str(files("kg") / "models"))


def data_file(*parts: str) -> Path:
    """A file under kg/data."""
    return Path(str(files("kg") / "data")).joinpath(*parts)


def data_lines(*parts: str) -> list[str]:
    """The lines of a file under kg/data, without comments and empty ones."""
    lines = data_file(*parts).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def ontology_dir() -> Path:
    """The ontology's folder: inside an installed package, or beside `kg` in a checkout."""
    inside = Path(str(files("kg") / "ontology"))
    return inside if inside.is_dir() else Path(str(files("kg"))).parent / "ontology"
