import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.resnet import ConvResidualBlock


def _house():
    """A house with a door and a window, 16 × 16."""
    rows, columns = np.mgrid[:16, :16]
    house = 0.2 * np.ones((16, 16))
    house[(rows >= 2) & (rows < 8) & (abs(columns - 7.5) < rows - 1)] = 0.7  # the roof
    house[8:15, 3:13] = 1.0
    house[10:15, 5:7] = 0.0
    house[10:12, 9:11] = 0.4
    return house


def _through(skip, stride=1, count=3):
    """The house after some blocks whose filters are random, as they are before any training."""
    rng = np.random.default_rng(3)
    x = _house()[None, None]
    for _ in range(count):
        w1, w2 = rng.normal(scale=0.3, size=(2, 1, 1, 3, 3))
        block = ConvResidualBlock(w1, np.zeros(1), w2, np.zeros(1), np.full((1, 1, 1, 1), skip), stride)
        x = block.forward(x)
    return x[0, 0]


def blocks():
    return pictures(
        (Text("a picture", "그림"), _house()),
        (Text("3 plain blocks", "연결 없는 블록 3개"), _through(0.0)),
        (Text("3 residual blocks", "잔차 블록 3개"), _through(1.0)),
        (Text("1 with stride 2", "스트라이드가 2인 블록 1개"), _through(1.0, 2, 1)),
    )
