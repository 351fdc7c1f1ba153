import numpy as np


def gradient_descent(grad, x0, lr=0.1, steps=100):
    path = np.empty((steps + 1, x0.size))
    path[0] = x0
    for t in range(steps):
        path[t + 1] = path[t] - lr * grad(path[t])
    return path
