import math

import numpy as np


def by_rows(function, axis, *arrays):
    moved = [np.moveaxis(np.array(a, dtype=float), axis, -1) for a in arrays]
    out = np.empty_like(moved[0])
    for index in np.ndindex(out.shape[:-1]):
        out[index] = function(*[list(m[index]) for m in moved])
    return np.moveaxis(out, -1, axis)


def softmax(x, axis=-1):
    def row(scores):
        top = max(scores)
        e = [math.exp(s - top) for s in scores]
        return [v / sum(e) for v in e]

    return by_rows(row, axis, x)


def log_softmax(x, axis=-1):
    def row(scores):
        top = max(scores)
        total = math.log(sum(math.exp(s - top) for s in scores))
        return [s - top - total for s in scores]

    return by_rows(row, axis, x)


def softmax_backward(dout, y, axis=-1):
    def row(g, p):
        inner = sum(a * b for a, b in zip(g, p))
        return [b * (a - inner) for a, b in zip(g, p)]

    return by_rows(row, axis, dout, y)
