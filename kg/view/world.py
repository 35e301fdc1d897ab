"""Outlines of the countries, as one SVG path: ten units a degree, from 180° W and 90° N."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def outlines() -> str:
    """The path. Natural Earth, public domain; see static/vendor/README.md."""
    return files("kg.view").joinpath("static", "vendor", "world.path").read_text(encoding="utf-8").strip()
