import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import blur_filter, conv2d, horizontal_edge_filter, vertical_edge_filter


def maps():
    """A house, and what a convolution with three filters makes of it."""
    rows, columns = np.mgrid[:16, :16]
    away = np.abs(columns - 7.5)
    house = np.zeros((16, 16))
    house[(rows >= 2) & (rows < 7) & (away <= rows - 1.0)] = 0.6  # the roof
    house[(rows >= 7) & (rows < 14) & (away <= 4.5)] = 1.0  # the walls
    house[(rows >= 10) & (rows < 14) & (away <= 0.5)] = 0.3  # the door
    filters = np.stack([vertical_edge_filter(), horizontal_edge_filter(), blur_filter()])[:, None]
    upright, level, soft = conv2d(house[None, None], filters, np.zeros(3), pad=1)[0]
    return pictures(
        (Text("the picture", "이미지"), house),
        (Text("feature map 0", "특징 맵 0"), upright),
        (Text("feature map 1", "특징 맵 1"), level),
        (Text("feature map 2", "특징 맵 2"), soft),
    )
