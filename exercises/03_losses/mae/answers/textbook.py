import numpy as np


def mae(y_pred, y_true):
    # The larger of the two minus the smaller is how far they are apart.
    apart = np.maximum(y_pred, y_true) - np.minimum(y_pred, y_true)
    return float(apart.sum() / apart.size)


def mae_grad(y_pred, y_true):
    above = (y_pred > y_true).astype(float)
    below = (y_pred < y_true).astype(float)
    return (above - below) / np.prod(y_pred.shape)
