import numpy as np


class Dropout:
    def __init__(self, rate=0.5):
        self.keep = 1 - rate
        self.dropped = None

    def forward(self, x, rng, train=True):
        if not train:
            self.dropped = None
            return x
        self.dropped = rng.binomial(1, self.keep, size=x.shape) == 0
        out = x / self.keep
        out[self.dropped] = 0.0
        return out

    def backward(self, dout):
        if self.dropped is None:
            return dout
        return np.where(self.dropped, 0.0, dout / self.keep)
