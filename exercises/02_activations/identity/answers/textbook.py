from functools import reduce

import numpy as np


def identity(x):
    return +np.asarray(x)


def identity_grad(x):
    return np.full(np.shape(x), 1.0)


def collapse(layers):
    # One matrix per layer, with the bias as the weights of an input that is always 1.
    matrices = []
    for W, b in layers:
        top = np.hstack([W, np.zeros((len(W), 1))])
        bottom = np.append(b, 1.0)
        matrices.append(np.vstack([top, bottom]))
    whole = reduce(np.matmul, matrices)
    return whole[:-1, :-1], whole[-1, :-1]
