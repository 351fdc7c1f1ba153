import numpy as np


def and_params():
    return np.array([1, 2]), -3


def or_params():
    return np.array([4, 4]), np.float64(-4)


def nand_params():
    return np.array([-0.3, -0.2]), 0.4


def fires(params, a, b):
    w, bias = params
    return 1 if w[0] * a + w[1] * b + bias >= 0 else 0


def xor(x1, x2):
    if np.ndim(x1) == 0:
        a, b = x1, x2
        return fires(and_params(), fires(nand_params(), a, b), fires(or_params(), a, b))
    out = np.zeros(x1.shape, dtype=int)
    for index in np.ndindex(x1.shape):
        out[index] = xor(x1[index], x2[index])
    return out
