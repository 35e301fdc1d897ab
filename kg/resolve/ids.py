"""Identifiers that are hashes of content: the same article gives the same ids."""

from __future__ import annotations

import hashlib


def content_id(*parts: object) -> str:
    """16 hexadecimal digits from the parts, in order."""
    text = "\x1f".join(str(p) for p in parts)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:16]
