import numpy as np


def numerical_diff(f, x, h=1e-4):
    values = np.array([f(t) for t in x + h * np.array([1.0, -1.0])])
    return -np.diff(values)[0] / (2 * h)
