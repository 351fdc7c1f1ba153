import numpy as np


def kmeans(X, k, rng, iterations=100):
    centers = rng.permutation(np.unique(X, axis=0))[:k]
    labels = np.full(len(X), -1)
    for _ in range(iterations):
        distances = np.linalg.norm(X[:, None] - centers, axis=-1)
        new = np.argmin(distances, axis=1)
        own = distances.min(axis=1)
        for j in range(k):
            while not np.any(new == j):
                n = np.argmax(own)
                if np.sum(new == new[n]) > 1:
                    new[n] = j
                own[n] = -1.0
        if np.array_equal(new, labels):
            break
        labels = new
        centers = np.stack([X[labels == j].mean(axis=0) for j in range(k)])
    return centers, labels
