import numpy as np


def binary_cross_entropy(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return -np.mean(y * np.log(p) + (1 - y) * np.log(1 - p))


def binary_cross_entropy_grad(p, y, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    return (p - y) / (p * (1 - p)) / p.size
