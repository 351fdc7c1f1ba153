import numpy as np

from dlgrade.figures import pictures
from dlgrade.i18n import Text
from dlref.cnn import col2im, im2col


def matrix():
    """A ring, and the matrix of its windows."""
    rows, columns = np.mgrid[:6, :6] - 2.5
    ring = np.exp(-((np.hypot(rows, columns) - 2.0) ** 2))
    return pictures(
        (Text("a ring, 6 × 6", "고리, 6 × 6"), ring),
        (Text("its matrix, 16 × 9", "행렬, 16 × 9"), im2col(ring[None, None], 3, 3)),
    )


def counts():
    """How many windows hold a pixel, for strides of one and two."""
    ones = np.ones((1, 1, 11, 11))
    return pictures(
        (Text("stride 1", "스트라이드 1"), col2im(im2col(ones, 3, 3), ones.shape, 3, 3)[0, 0]),
        (Text("stride 2", "스트라이드 2"), col2im(im2col(ones, 3, 3, 2), ones.shape, 3, 3, 2)[0, 0]),
    )
