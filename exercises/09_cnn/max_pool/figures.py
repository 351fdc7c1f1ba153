"""A house of thin lines, and stripes that move by a pixel."""

import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import max_pool2d


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
    """Pooling with windows of 2 and of 4 pixels."""
    x = _house()
    small, smaller = (max_pool2d(x[None, None], size, size)[0, 0] for size in (2, 4))
    return pictures(
        (Text("20 × 20 pixels", "20 × 20 픽셀"), x),
        (Text("after 2 × 2 windows", "2 × 2 창을 거친 뒤"), small),
        (Text("after 4 × 4 windows", "4 × 4 창을 거친 뒤"), smaller),
    )


def shift():
    """Stripes two pixels wide, before and after a step to the right."""
    stripes = np.zeros((12, 17))
    stripes[2:10] = np.arange(17) // 2 % 2
    panels = []
    for caption, x in (
        (Text("stripes", "줄무늬"), stripes[:, :16]),
        (Text("moved by one pixel", "한 픽셀 옮긴 것"), stripes[:, 1:]),
    ):
        pooled = max_pool2d(x[None, None])[0, 0]
        panels += [(caption, x), (Text("pooled", "풀링한 것"), pooled)]
    return pictures(*panels)
