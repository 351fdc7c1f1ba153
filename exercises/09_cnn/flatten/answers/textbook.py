import numpy as np


class Flatten:
    """By the formula for the column of a pixel."""

    def __init__(self):
        self.column = self.n = None

    def forward(self, x):
        self.n, channels, height, width = x.shape
        c, i, j = np.indices((channels, height, width))
        self.column = (c * height + i) * width + j
        out = np.empty((self.n, channels * height * width))
        out[:, self.column] = x
        return out

    def backward(self, dout):
        return dout[:, self.column]
