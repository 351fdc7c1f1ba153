import math

import numpy as np


def gelu(x):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        v = float(x[index])
        out[index] = v * (1 + math.erf(v / 2**0.5)) / 2
    return out


def gelu_grad(x):
    x = np.array(x, dtype=float)
    out = np.zeros(x.shape)
    for index in np.ndindex(x.shape):
        v = float(x[index])
        out[index] = (1 + math.erf(v / 2**0.5)) / 2 + v * math.exp(-v * v / 2) / (2 * math.pi) ** 0.5
    return out
