import numpy as np


def numerical_gradient(f, x, h=1e-4):
    steps = h * np.eye(x.size).reshape(x.size, *x.shape)
    ahead = np.array([f(x + step) for step in steps])
    behind = np.array([f(x - step) for step in steps])
    return ((ahead - behind) / (2 * h)).reshape(x.shape)
