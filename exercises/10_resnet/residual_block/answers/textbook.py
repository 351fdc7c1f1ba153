import numpy as np


class Dense:
    """One dense layer; the bias is one more row of weights."""

    def __init__(self, W, b):
        self.theta = np.vstack([W, b])

    def forward(self, x):
        self.inputs = np.column_stack([x, np.ones(len(x))])
        return np.einsum("nd,dm->nm", self.inputs, self.theta)

    def backward(self, dout):
        self.dtheta = np.einsum("nd,nm->dm", self.inputs, dout)
        return np.einsum("nm,dm->nd", dout, self.theta[:-1])


class ResidualBlock:
    def __init__(self, W1, b1, W2, b2):
        self.first, self.second = Dense(W1, b1), Dense(W2, b2)

    def forward(self, x):
        z = self.first.forward(x)
        self.on = np.heaviside(z, 0.0)
        return x + self.second.forward(self.on * z)

    def backward(self, dout):
        around = dout
        through = self.first.backward(self.on * self.second.backward(dout))
        self.dW1, self.db1 = self.first.dtheta[:-1], self.first.dtheta[-1]
        self.dW2, self.db2 = self.second.dtheta[:-1], self.second.dtheta[-1]
        return around + through
