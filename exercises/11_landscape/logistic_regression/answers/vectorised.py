import numpy as np


def sigmoid(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1 / (1 + e), e / (1 + e))


def fit_logistic(X, y, lr=0.1, iterations=1000):
    w, b = np.zeros(X.shape[1]), 0.0
    for _ in range(iterations):
        error = predict_proba(X, w, b) - y
        w = w - lr * (X.T @ error) / len(y)
        b = b - lr * np.mean(error)
    return w, b


def predict_proba(X, w, b):
    return sigmoid(X @ w + b)
