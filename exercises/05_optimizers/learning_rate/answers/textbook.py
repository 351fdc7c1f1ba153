import numpy as np


def stable_learning_rate(curvature):
    return np.reciprocal(0.5 * curvature)


def descend_quadratic(curvature, x0, lr, steps):
    def slope(x):
        return curvature * x

    def gradient_descent(grad, x):
        path = np.zeros((steps + 1, x.size))
        path[0] = x
        for t in range(1, steps + 1):
            path[t] = path[t - 1] - lr * grad(path[t - 1])
        return path

    return gradient_descent(slope, np.array([x0])).ravel()
