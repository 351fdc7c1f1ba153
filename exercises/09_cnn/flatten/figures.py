"""A digit and its row of numbers."""

import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import Flatten


def row():
    """A seven; its row is drawn four pixels high."""
    i, j = np.mgrid[:8, :8]
    bar = (i >= 1) & (i <= 2) & (j >= 1) & (j <= 6)
    stroke = (i > 2) & (i < 7) & (np.abs(2 * j - (13 - i)) <= 2)
    seven = np.where(bar | stroke, 0.5 + i / 14.0, 0.0)
    flat = Flatten().forward(seven[None, None])
    return pictures(
        (Text("8 × 8 pixels", "8 × 8 픽셀"), seven),
        (Text("one row of 64 numbers", "수 64개가 놓인 한 줄"), np.repeat(flat, 4, axis=0)),
    )
