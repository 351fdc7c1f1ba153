import numpy as np


def fit_logistic(X, y, lr=0.1, iterations=1000):
    """The bias as the weight of a column of ones; labels -1 and 1, the loss log(1 + exp(-y z))."""
    A = np.hstack([X, np.ones((X.shape[0], 1))])
    sign = 2.0 * y - 1.0
    theta = np.zeros(A.shape[1])
    for _ in range(iterations):
        margin = sign * (A @ theta)
        theta += lr * np.mean((sign * np.exp(-np.logaddexp(0.0, margin)))[:, None] * A, axis=0)
    return theta[:-1], theta[-1]


def predict_proba(X, w, b):
    return np.exp(-np.logaddexp(0.0, -(np.dot(X, w) + b)))
