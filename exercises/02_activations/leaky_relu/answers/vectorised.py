import numpy as np


def leaky_relu(x, alpha=0.01):
    return np.where(np.asarray(x) > 0, x, alpha * np.asarray(x))


def leaky_relu_grad(x, alpha=0.01):
    return np.where(np.asarray(x) > 0, 1.0, alpha)
