import numpy as np


class Affine:
    """The bias as one more weight, whose input is always 1."""

    def __init__(self, W, b):
        self.theta = np.vstack([W, b])

    def forward(self, x):
        self.x = x
        self.ones = np.column_stack([np.reshape(x, (x.shape[0], -1)), np.ones(x.shape[0])])
        return np.einsum("nd,dm->nm", self.ones, self.theta)

    def backward(self, dout):
        self.dtheta = np.einsum("nd,nm->dm", self.ones, dout)
        return np.einsum("nm,dm->nd", dout, self.theta[:-1]).reshape(self.x.shape)

    @property
    def dW(self):
        return self.dtheta[:-1]

    @property
    def db(self):
        return self.dtheta[-1]
