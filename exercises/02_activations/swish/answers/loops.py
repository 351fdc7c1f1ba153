import math

import numpy as np


def gate(z):
    if z < 0:
        return 1 - gate(-z)
    return 1 / (1 + math.exp(-z))


def swish(x, beta=1.0):
    if np.ndim(x) == 0:
        return x * gate(beta * x)
    return [swish(part, beta) for part in x]


def swish_grad(x, beta=1.0):
    if np.ndim(x) == 0:
        z = beta * x
        return gate(z) * (1 + z * gate(-z))
    return [swish_grad(part, beta) for part in x]
