"""Free room on the plane: circles that do not meet, and spots for nodes whose labels do not lie on one another."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from itertools import count

Position = tuple[float, float]
SPACE = 105.0
"""Pixels that a node wants around itself. Labels need width more than height: half of it up and down."""
_HEIGHT = SPACE * 0.5
_AROUND = [(dx, dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if dx or dy]


def sunflower(i: int, n: int) -> Position:
    """The `i`-th of `n` spots spread evenly over the unit circle, from the middle outwards (Vogel 1979)."""
    r, angle = math.sqrt((i + 0.5) / n), i * math.pi * (3 - math.sqrt(5))
    return r * math.cos(angle), r * math.sin(angle)


class Circles:
    """Circles on the plane. Those of about one size share a grid, so that a small one never looks at all others near a large one."""

    def __init__(self, gap: float) -> None:
        self._gap = gap
        self._grids: dict[int, dict[tuple[int, int], list[tuple[float, float, float]]]] = {}

    def add(self, x: float, y: float, radius: float) -> None:
        """Sets a circle, wherever the others are."""
        size = math.frexp(radius)[1]
        cell = math.ldexp(2.0, size)
        self._grids.setdefault(size, {}).setdefault((int(x // cell), int(y // cell)), []).append((x, y, radius))

    def free(self, x: float, y: float, radius: float) -> bool:
        """Whether a circle here meets none."""
        for size, grid in self._grids.items():
            cell, reach = math.ldexp(2.0, size), radius + math.ldexp(1.0, size) + self._gap
            columns = range(int((x - reach) // cell), int((x + reach) // cell) + 1)
            rows = range(int((y - reach) // cell), int((y + reach) // cell) + 1)
            if len(columns) * len(rows) < len(grid):
                near: Iterator[list[tuple[float, float, float]]] = (
                    grid[c, r] for c in columns for r in rows if (c, r) in grid
                )
            else:
                near = iter(grid.values())
            if any(math.hypot(px - x, py - y) < radius + wide + self._gap for found in near for px, py, wide in found):
                return False
        return True


def apart(places: Mapping[str, Position], known: Mapping[str, Position]) -> dict[str, Position]:
    """Each node takes the free spot nearest to where it wants to be, so that boxes of labels do not lie on one another. What
    stood before is set first and moves least."""
    out: dict[str, Position] = {}
    taken: dict[tuple[int, int], Position] = {}  # a cell is as large as a box, so it holds one at most
    steps: list[Position] = []
    for node in sorted(places, key=lambda n: (n not in known, places[n], n)):
        x, y = next((x, y) for x, y in _outwards(*places[node], steps) if _free(taken, x, y))
        out[node] = float(round(x)), float(round(y))
        taken[int(x // SPACE), int(y // _HEIGHT)] = x, y
    return out


def _free(taken: Mapping[tuple[int, int], Position], x: float, y: float) -> bool:
    cx, cy = int(x // SPACE), int(y // _HEIGHT)
    if (cx, cy) in taken:
        return False
    for dx, dy in _AROUND:
        other = taken.get((cx + dx, cy + dy))
        if other and abs(other[0] - x) < SPACE and abs(other[1] - y) < _HEIGHT:
            return False
    return True


def _outwards(x: float, y: float, steps: list[Position]) -> Iterator[Position]:
    """This spot, then spots ever farther around it, twice as far to the sides as up and down. `steps` are kept for the next."""
    for k in count():
        if k == len(steps):
            dx, dy = sunflower(k, 1) if k else (0.0, 0.0)
            steps.append((dx * SPACE * 0.3, dy * SPACE * 0.15))
        yield x + steps[k][0], y + steps[k][1]
