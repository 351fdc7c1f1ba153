import numpy as np


class Dropout:
    def __init__(self, rate=0.5):
        self.rate = rate

    def forward(self, x, rng, train=True):
        factors = []
        for _ in range(x.size):
            if not train:
                factors.append(1.0)
            elif rng.random() < self.rate:
                factors.append(0.0)
            else:
                factors.append(1 / (1 - self.rate))
        self.factors = factors
        return self.times(x)

    def backward(self, dout):
        return self.times(dout)

    def times(self, values):
        products = []
        for value, factor in zip(values.ravel().tolist(), self.factors):
            products.append(value * factor)
        return np.array(products).reshape(values.shape)
