"""Arrays of a model in one .npz: large ones as int8 with a scale for each row, small ones in half precision."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

LARGE = 4096
"""Arrays of two or more axes with more numbers than this are quantised."""
_ROWS, _SCALE = ".int8", ".scale"


def save(path: Path, arrays: Mapping[str, NDArray[np.float32]]) -> None:
    """Writes `arrays` by name."""
    out: dict[str, NDArray[np.generic]] = {}
    for name, value in sorted(arrays.items()):
        if value.ndim > 1 and value.size > LARGE:
            scale = np.abs(value).max(-1, keepdims=True) / 127
            out[name + _SCALE] = scale.astype(np.float32)
            out[name + _ROWS] = np.rint(value / np.where(scale == 0, 1, scale)).astype(np.int8)
        else:
            out[name] = value.astype(np.float16)
    np.savez_compressed(path, **out)  # type: ignore[arg-type]


def load(path: Path) -> dict[str, NDArray[np.float32]]:
    """The arrays that `save` wrote, in full precision."""
    with np.load(path) as data:
        whole = {n: data[n].astype(np.float32) for n in data.files if not n.endswith((_ROWS, _SCALE))}
        for name in data.files:
            if name.endswith(_ROWS):
                plain = name.removesuffix(_ROWS)
                whole[plain] = data[name].astype(np.float32) * data[plain + _SCALE]
    return whole
