"""A process that makes parts: `python -m kg.building.worker`. Articles come in by standard input, parts go out by standard
output, pickled, each with its length before it. It ends when its input does, so it never outlives who started it.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from kg.building.wire import receive, send


def main() -> None:
    """Plan first, then (article, full) → part, until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the builder, which then lets go of us
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever a library prints must not end up among the parts
    from kg.building.part import PartMaker

    with contextlib.suppress(EOFError, BrokenPipeError, KeyboardInterrupt):
        make = PartMaker(receive(incoming))
        while True:
            article, full = receive(incoming)
            send(outgoing, make(article, full))


if __name__ == "__main__":
    main()
