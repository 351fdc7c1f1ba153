import numpy as np


def fit_perceptron(X, y, lr=1.0, epochs=100):
    w, b = np.zeros(X.shape[1]), 0.0
    mistakes = []
    for _ in range(epochs):
        count = 0
        for x, target in zip(X, y):
            error = target - (x @ w + b >= 0)
            w += lr * error * x
            b += lr * error
            count += abs(int(error))
        mistakes.append(count)
        if not count:
            break
    return w, b, mistakes
