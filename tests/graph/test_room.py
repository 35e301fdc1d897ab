"""Free room on the plane: the grids say what looking at everything would say."""

from __future__ import annotations

import math
from itertools import combinations
from random import Random

from kg.graph.room import SPACE, Circles, apart, sunflower


def test_a_circle_is_free_where_it_meets_none_of_any_size() -> None:
    random, gap, circles, kept = Random(1), 21.0, Circles(21.0), []
    for _ in range(300):
        x, y, radius = random.uniform(-4000, 4000), random.uniform(-4000, 4000), random.choice([40.0, 63.0, 400.0, 1700.0])
        assert circles.free(x, y, radius) == all(math.hypot(x - a, y - b) >= radius + r + gap for a, b, r in kept)
        if random.random() < 0.5:  # also where there is no room, as the layout does with what is linked
            circles.add(x, y, radius)
            kept.append((x, y, radius))


def test_no_two_boxes_of_labels_lie_on_one_another() -> None:
    places = {f"n{i}": (3 * x * SPACE, 3 * y * SPACE) for i in range(120) for x, y in [sunflower(i, 120)]}
    found = apart(places, {})
    near = [1 for (a, b), (c, d) in combinations(found.values(), 2) if abs(a - c) < SPACE - 1 and abs(b - d) < SPACE / 2 - 1]
    assert not near
    assert found == apart(dict(reversed(places.items())), {})


def test_what_stood_before_stays_where_it_stood() -> None:
    assert apart({"a": (0.0, 0.0), "b": (1.0, 0.0)}, {"b": (1.0, 0.0)})["b"] == (1.0, 0.0)
