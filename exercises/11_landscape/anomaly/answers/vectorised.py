import numpy as np


def z_scores(X):
    flat = np.ptp(X, axis=0) == 0
    deviation = np.where(flat, 1.0, X.std(axis=0))
    return np.where(flat, 0.0, (X - X.mean(axis=0)) / deviation)


def anomalies(X, threshold=3.0):
    return np.any(np.abs(z_scores(X)) > threshold, axis=1)
