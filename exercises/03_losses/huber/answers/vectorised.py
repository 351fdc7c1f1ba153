import numpy as np


def huber(y_pred, y_true, delta=1.0):
    e = y_pred - y_true
    size = np.abs(e)
    return np.mean(np.where(size <= delta, 0.5 * e**2, delta * (size - 0.5 * delta)))


def huber_grad(y_pred, y_true, delta=1.0):
    return np.clip(y_pred - y_true, -delta, delta) / y_pred.size
