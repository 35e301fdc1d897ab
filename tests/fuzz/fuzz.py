"""One target under atheris (libFuzzer): python -m tests.fuzz.fuzz TARGET [libFuzzer options], e.g. -max_total_time=60 CORPUS."""

from __future__ import annotations

import sys

import atheris


def main() -> None:
    name = sys.argv.pop(1)
    with atheris.instrument_imports(include=["kg"]):
        from tests.fuzz.targets import TARGETS
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
