import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import blur_filter, correlate2d, horizontal_edge_filter, vertical_edge_filter


def _house():
    """A house of 20 by 20 pixels: roof, walls and a door."""
    rows, columns = np.mgrid[:20, :20]
    away = np.abs(columns - 9.5)
    picture = np.full((20, 20), 0.15)
    picture[(rows >= 3) & (rows < 9) & (away <= rows - 2.5)] = 0.6
    picture[(rows >= 9) & (rows < 18) & (away <= 5.5)] = 1.0
    picture[(rows >= 12) & (rows < 18) & (away <= 1.5)] = 0.3
    return picture


def edges():
    """The house, and what answers to each kind of edge."""
    return pictures(
        (Text("a house", "집"), _house()),
        (Text("upright edges", "세로 엣지"), correlate2d(_house(), vertical_edge_filter())),
        (Text("level edges", "가로 엣지"), correlate2d(_house(), horizontal_edge_filter())),
    )


def blur():
    """The house in bad light, and blurred."""
    noisy = _house() + np.random.default_rng(9).normal(scale=0.15, size=(20, 20))
    return pictures(
        (Text("with noise", "잡음이 낀 집"), noisy),
        (Text("blurred", "블러를 거친 뒤"), correlate2d(noisy, blur_filter())),
    )
