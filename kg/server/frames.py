"""How the server and its workers talk: a line of JSON, then as many bytes as it says. Nothing that could be code."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from typing import Any, BinaryIO

LONGEST_HEAD = 1_000_000


def pack(head: Mapping[str, Any], body: bytes = b"") -> bytes:
    """A frame. `head` gets the length of `body` as 'length'."""
    return json.dumps({**head, "length": len(body)}, ensure_ascii=True).encode("ascii") + b"\n" + body


def receive(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """The next frame, None at the end of the stream."""
    line = stream.readline(LONGEST_HEAD)
    if not line.endswith(b"\n"):
        return None
    head = json.loads(line)
    return head, stream.read(head["length"])


async def receive_async(stream: asyncio.StreamReader) -> tuple[dict[str, Any], bytes]:
    """The next frame. Raises EOFError at the end of the stream, ValueError for a frame that is none."""
    line = await stream.readuntil(b"\n")
    head = json.loads(line)
    return head, await stream.readexactly(int(head["length"]))
