import numpy as np


def identity(x):
    return x


def identity_grad(x):
    return np.ones_like(x)


def collapse(layers):
    W, b = layers[0]
    for W_next, b_next in layers[1:]:
        W, b = W @ W_next, b @ W_next + b_next
    return W, b
