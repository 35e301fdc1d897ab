"""A bounded smoke of the fuzz targets: mutated seeds and hypothesis' own bytes. The long run is `python -m tests.fuzz.hour`."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.targets import SEEDS, TARGETS

CRASHES = Path(__file__).parent / "crashes"
SLOW = {"explorer": 6, "temporal": 60, "article": 40}
"""How often the targets that take longer are tried."""


def mutated(seed: bytes, draw: random.Random) -> bytes:
    data = bytearray(seed)
    for _ in range(draw.randint(1, 6)):
        at = draw.randrange(len(data) + 1)
        match draw.randrange(4):
            case 0:
                data[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 4)))
            case 1:
                del data[at : at + draw.randint(1, 8)]
            case 2 if data:
                data[at % len(data)] ^= 1 << draw.randrange(8)
            case _:
                data[at:at] = data[draw.randrange(len(data) + 1) :][:20]
    return bytes(data)


@pytest.mark.parametrize("name", TARGETS)
def test_mutated_seeds(name: str) -> None:
    draw = random.Random(1)
    for _ in range(SLOW.get(name, 200)):
        TARGETS[name](mutated(draw.choice(SEEDS[name]), draw))


@pytest.mark.parametrize("name", [n for n in TARGETS if n != "explorer"])
def test_any_bytes(name: str) -> None:
    @settings(max_examples=SLOW.get(name, 100), deadline=None)
    @given(st.binary(max_size=400) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "replace")))
    def holds(data: bytes) -> None:
        TARGETS[name](data)

    holds()


@pytest.mark.parametrize("path", sorted(CRASHES.glob("*.bin")), ids=lambda p: p.stem)
def test_what_once_crashed(path: Path) -> None:
    """crashes/TARGET-*.bin: inputs that fuzzing found."""
    TARGETS[path.stem.split("-")[0]](path.read_bytes())
