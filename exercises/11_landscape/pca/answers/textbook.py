import numpy as np


def pca(X, k):
    covariance = np.atleast_2d(np.cov(X, rowvar=False))
    values, vectors = np.linalg.eigh(covariance)
    order = np.argsort(-values)[:k]
    return -vectors.T[order], values[order]
