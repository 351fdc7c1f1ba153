"""What the stub gives."""

import math

import numpy as np

LOWEST = -math.inf


def row_max(x):
    """Return the largest entry of every row, as an array of shape (N,)."""
    top = np.full(len(x), LOWEST)
    for column in x.T:
        top = np.maximum(top, column)
    return top
