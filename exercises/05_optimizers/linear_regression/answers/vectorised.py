import numpy as np


def fit_line(x, y, lr=0.1, iterations=300):
    w, b, losses = 0.0, 0.0, []
    for _ in range(iterations):
        error = w * x + b - y
        losses.append(np.mean(error**2))
        w -= lr * 2 * np.mean(error * x)
        b -= lr * 2 * np.mean(error)
    return w, b, losses
