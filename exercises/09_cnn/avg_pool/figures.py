"""A house of thin lines after both kinds of pooling."""

import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import avg_pool2d, max_pool2d


def _house():
    """A roof, walls, a door and a window, drawn with lines of one pixel."""
    row, column = np.mgrid[:20, :20]
    beside = np.abs(column - 9.5)
    roof = (row <= 9) & (np.abs(beside - row) <= 0.5)
    walls = (row >= 9) & (row <= 18) & ((beside == 7.5) | (row == 18)) & (beside <= 7.5)
    door = (
        (row >= 13)
        & (row <= 18)
        & ((column == 5) | (column == 8) | ((row == 13) & (column > 5) & (column < 8)))
    )
    window = np.maximum(np.abs(row - 14), np.abs(column - 13)) == 1
    return np.where(roof | walls | door | window, 1.0, 0.0)


def house():
    """The house, its maxima and its means."""
    x = _house()
    largest, mean = (pool(x[None, None])[0, 0] for pool in (max_pool2d, avg_pool2d))
    return pictures(
        (Text("20 × 20 pixels", "20 × 20 픽셀"), x),
        (Text("max pooling", "최대 풀링"), largest),
        (Text("average pooling", "평균 풀링"), mean),
    )
