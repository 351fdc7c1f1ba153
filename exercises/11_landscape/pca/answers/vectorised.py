import numpy as np


def pca(X, k):
    Z = X - X.mean(axis=0)
    U, S, Vt = np.linalg.svd(Z, full_matrices=False)
    return Vt[:k], S[:k] ** 2 / (len(X) - 1)
