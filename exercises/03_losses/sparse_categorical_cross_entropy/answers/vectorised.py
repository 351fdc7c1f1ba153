import numpy as np


def sparse_categorical_cross_entropy(p, labels, eps=1e-12):
    chosen = p[np.arange(len(p)), labels]
    return -np.mean(np.log(np.clip(chosen, eps, 1 - eps)))


def sparse_categorical_cross_entropy_grad(p, labels, eps=1e-12):
    rows = np.arange(len(p))
    gradient = np.zeros_like(p)
    gradient[rows, labels] = -1 / (len(p) * np.clip(p[rows, labels], eps, 1 - eps))
    return gradient
