import numpy as np


def stable_learning_rate(curvature):
    return 2 / curvature


def descend_quadratic(curvature, x0, lr, steps):
    return x0 * (1 - lr * curvature) ** np.arange(steps + 1)
