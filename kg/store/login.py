"""Digest authentication before the body is sent.

urllib sends the request, gets 401 and sends it again. A server that refuses may hang up without reading the first body, as
Virtuoso does: a small one is in its buffers by then, a large one breaks the pipe, and nobody sees the 401.
"""

from __future__ import annotations

import urllib.error
import urllib.request

SMALL = 16_000
"""Bytes of a body that any server has in its buffers before it refuses."""


def introduce(
    request: urllib.request.Request, plain: urllib.request.OpenerDirector, digest: urllib.request.AbstractDigestAuthHandler
) -> None:
    """Adds the Authorization header to a request whose body is not small, if the server asks for one by Digest.

    The challenge comes with a GET of the same address; `plain` opens it without a password, `digest` knows the password.
    Raises OSError when the server cannot be reached.
    """
    if len(request.data or b"") <= SMALL:  # type: ignore[arg-type]
        return
    try:
        plain.open(urllib.request.Request(request.full_url, headers={"User-Agent": "khabar"}), timeout=60).close()
    except urllib.error.HTTPError as refused:
        with refused:
            scheme, _, challenge = (refused.headers.get("WWW-Authenticate") or "").partition(" ")
        if refused.code == 401 and scheme.lower() == "digest":
            parts = urllib.request.parse_keqv_list(list(filter(None, urllib.request.parse_http_list(challenge))))
            if answer := digest.get_authorization(request, parts):
                request.add_unredirected_header("Authorization", f"Digest {answer}")
