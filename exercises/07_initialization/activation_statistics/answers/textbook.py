import numpy as np


def activate(z, activation):
    if activation == "sigmoid":
        e = np.exp(-np.abs(z))
        return np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    if activation == "tanh":
        return np.tanh(z)
    return z * (z > 0)


def layer_std(x, weights, activation):
    if len(weights) == 0:
        return np.zeros(0)
    out = activate(np.dot(x, weights[0]), activation)
    deviation = out - out.mean()
    first = np.sqrt((deviation**2).sum() / deviation.size)
    return np.concatenate([[first], layer_std(out, weights[1:], activation)])
