"""Numbers as short as a figure needs them."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike


def short(value: float, decimals: int | None = 4) -> float | int:
    """A number with four significant digits, and no more than some decimals."""
    rounded = float(f"{value:.4g}")
    if decimals is not None:
        rounded = round(rounded, decimals)
    return int(rounded) if rounded == int(rounded) else rounded


def shorts(values: ArrayLike, decimals: int | None = 4) -> list[Any]:
    """An array as lists of short numbers."""
    array = np.asarray(values, dtype=np.float64)
    if array.ndim > 1:
        return [shorts(row, decimals) for row in array]
    return [short(value, decimals) for value in array.tolist()]
