"""What a server may spend. Every limit has a default that is safe on the open web."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Limits and doors of `kg serve`. Sizes are bytes unless the name says otherwise."""

    seconds: float = 10.0
    """A query is killed after this long."""
    rows: int = 10_000
    """An answer has at most this many rows or triples."""
    answer_bytes: int = 16_000_000
    workers: int = 2
    """Processes that answer queries."""
    queue: int = 8
    """Queries that may wait for one; the next gets 503."""
    memory_mb: int = 1_024
    """What a query may take on top of the graph."""
    body_bytes: int = 256_000
    address_bytes: int = 64_000
    text_chars: int = 50_000
    """Longest text for /extract."""
    extract_seconds: float = 60.0
    rate: float = 10.0
    """Requests a second from one address, loopback excepted; bursts of ten times that."""
    token: str = ""
    """When set, every request must carry it."""
    origin: str = "*"
    """Pages of other sites that may read answers (without credentials)."""
    log_queries: bool = False
