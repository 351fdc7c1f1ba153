import numpy as np


def kmeans(X, k, rng, iterations=100):
    """The squared distance multiplied out, the means by a product with one-hot labels; k-means++ to start."""
    centers = X[rng.integers(len(X), size=1)]
    while len(centers) < k:
        gap = ((X[:, None] - centers) ** 2).sum(axis=2).min(axis=1)
        centers = np.concatenate([centers, X[rng.choice(len(X), size=1, p=gap / gap.sum())]])
    labels = np.zeros(len(X), dtype=int) - 1
    shift = X.mean(axis=0)
    Z, C = X - shift, centers - shift
    for _ in range(iterations):
        distances = (C**2).sum(axis=1) - 2 * Z @ C.T + (Z**2).sum(axis=1)[:, None]
        new = distances.argmin(axis=1)
        members = np.eye(k)[new]
        if (members.sum(axis=0) == 0).any():  # the farthest of all moves over
            j = int(members.sum(axis=0).argmin())
            crowded = members.sum(axis=0)[new] > 1
            new[np.where(crowded, distances.min(axis=1), -np.inf).argmax()] = j
            members = np.eye(k)[new]
        if (new == labels).all():
            break
        labels = new
        C = members.T @ Z / np.maximum(members.sum(axis=0), 1)[:, None]
    return C + shift, labels
