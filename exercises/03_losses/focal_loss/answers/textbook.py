import numpy as np


def focal_loss(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    # One term per class, as in the binary cross-entropy.
    p = np.clip(p, eps, 1 - eps)
    of_ones = alpha * y * (1 - p) ** gamma * np.log(p)
    of_zeros = (1 - alpha) * (1 - y) * p**gamma * np.log(1 - p)
    return -(of_ones + of_zeros).sum() / p.size


def focal_loss_grad(p, y, gamma=2.0, alpha=0.25, eps=1e-12):
    p = np.clip(p, eps, 1 - eps)
    q = 1 - p
    of_ones = alpha * q**gamma * (gamma * np.log(p) / q - 1 / p)
    of_zeros = (1 - alpha) * p**gamma * (1 / q - gamma * np.log(q) / p)
    return (y * of_ones + (1 - y) * of_zeros) / p.size
