import numpy as np


class Dropout:
    def __init__(self, rate=0.5):
        self.rate = rate
        self.mask = None

    def forward(self, x, rng, train=True):
        if not train:
            self.mask = None
            return x
        self.mask = rng.random(x.shape) > self.rate
        return np.where(self.mask, x / (1 - self.rate), 0.0)

    def backward(self, dout):
        return dout if self.mask is None else np.where(self.mask, dout / (1 - self.rate), 0.0)
