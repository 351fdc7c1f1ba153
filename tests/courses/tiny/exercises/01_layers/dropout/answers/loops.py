import numpy as np


class Dropout:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        self.factors = [1.0] * x.size
        if train:
            self.factors = [0.0 if rng.uniform() < self.rate else 1 / (1 - self.rate) for _ in range(x.size)]
        return self.scaled(x)

    def backward(self, dout):
        return self.scaled(dout)

    def scaled(self, x):
        return np.array([v * f for v, f in zip(x.ravel(), self.factors, strict=False)]).reshape(x.shape)
