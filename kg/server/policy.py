"""Content policies of pages that carry their scripts and styles inside: each is allowed by its hash, nothing else is."""

from __future__ import annotations

import base64
import hashlib
import re

_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_STYLE = re.compile(r"<style\b[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE)


def page_policy(html: str) -> str:
    """The policy of a page whose inline scripts and styles are its own. Attributes (onclick=, style=) get styles only."""
    scripts, styles = (" ".join(sorted({_hash(text) for text in kind.findall(html)})) for kind in (_SCRIPT, _STYLE))
    none = "'none'"
    return (
        f"default-src 'none'; script-src {scripts or none}; style-src-elem {styles or none}; style-src-attr 'unsafe-inline'; "
        "img-src data: blob:; font-src data:; connect-src 'self' data: blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
