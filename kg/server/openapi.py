"""The description of the server for programs (OpenAPI 3.1): openapi.yaml, with the names that the code knows."""

from __future__ import annotations

import copy
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from kg.rdf.iris import KINDS
from kg.store import named_queries


def openapi(root: str) -> dict[str, Any]:
    """The description of the server at `root`."""
    found = copy.deepcopy(_read())
    found["servers"] = [{"url": root or "/"}]
    return found


@cache
def _read() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(files("kg.server").joinpath("openapi.yaml").read_text(encoding="utf-8"))
    paths = found["paths"]
    paths["/queries/{name}"]["get"]["parameters"][0]["schema"]["enum"] = list(named_queries())
    paths["/{kind}/{name}"]["get"]["parameters"][0]["schema"]["enum"] = list(KINDS)
    return found
