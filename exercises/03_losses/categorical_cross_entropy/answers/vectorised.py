import numpy as np


def categorical_cross_entropy(p, y_onehot, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.sum(y_onehot * np.log(p)) / len(p)


def categorical_cross_entropy_grad(p, y_onehot, eps=1e-12):
    return -y_onehot / np.clip(p, eps, 1 - eps) / len(p)
