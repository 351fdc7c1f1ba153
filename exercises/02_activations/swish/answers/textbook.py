import numpy as np


def swish(x, beta=1.0):
    # sigmoid(z) = (1 + tanh(z/2)) / 2
    return x / 2 * (1 + np.tanh(beta * x / 2))


def swish_grad(x, beta=1.0):
    # beta·y + sigmoid·(1 − beta·y) with y = swish(x)
    y = beta * swish(x, beta)
    return y + (1 + np.tanh(beta * x / 2)) / 2 * (1 - y)
