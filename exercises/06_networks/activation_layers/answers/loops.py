import math

import numpy as np


def each(function, *arrays):
    flat = [array.ravel().tolist() for array in arrays]
    return np.array([function(*numbers) for numbers in zip(*flat)]).reshape(arrays[0].shape)


class ReLU:
    def forward(self, x):
        self.x = x
        return each(lambda v: v if v > 0 else 0.0, x)

    def backward(self, dout):
        return each(lambda v, g: g if v > 0 else 0.0, self.x, dout)


def sigmoid(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    return math.exp(v) / (1 + math.exp(v))


class Sigmoid:
    def forward(self, x):
        self.y = each(sigmoid, x)
        return self.y

    def backward(self, dout):
        return each(lambda y, g: g * y * (1 - y), self.y, dout)


class Tanh:
    def forward(self, x):
        self.y = each(math.tanh, x)
        return self.y

    def backward(self, dout):
        return each(lambda y, g: g * (1 - y) * (1 + y), self.y, dout)
