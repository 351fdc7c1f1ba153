import numpy as np


def mae(y_pred, y_true):
    return np.mean(np.abs(y_pred - y_true))


def mae_grad(y_pred, y_true):
    return np.sign(y_pred - y_true) / y_pred.size
