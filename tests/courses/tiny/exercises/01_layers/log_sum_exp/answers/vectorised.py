import math

import numpy as np

LOWEST = -math.inf


def row_max(x):
    top = np.full(len(x), LOWEST)
    for column in x.T:
        top = np.maximum(top, column)
    return top


def log_sum_exp(x):
    top = row_max(x)
    return top + np.log(np.exp(x - top[:, None]).sum(axis=1))


def log_sum_exp_backward(dout, x):
    return np.exp(x - log_sum_exp(x)[:, None]) * dout[:, None]
