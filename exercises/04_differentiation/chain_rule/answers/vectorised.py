import numpy as np


class Multiply:
    def forward(self, x, y):
        self.inputs = np.stack([x, y])
        return self.inputs.prod(axis=0)

    def backward(self, dout):
        return tuple(dout * self.inputs[::-1])


class Add:
    def forward(self, x, y):
        return np.sum([x, y], axis=0)

    def backward(self, dout):
        return np.array(dout), np.array(dout)


def shopping(price, count, tax):
    values = np.array([price, count, tax])
    others = np.where(np.eye(3, dtype=bool), 1.0, values)
    return (values.prod(), *others.prod(axis=1))
