import numpy as np


def log_sum_exp(x):
    total = x[:, 0]
    for column in x.T[1:]:
        total = np.maximum(total, column) + np.log1p(np.exp(-np.abs(total - column)))
    return total


def log_sum_exp_backward(dout, x):
    return np.diag(dout) @ np.exp(x - np.reshape(log_sum_exp(x), (-1, 1)))
