import numpy as np


def minibatches(X, y, batch_size, rng):
    index = np.arange(X.shape[0])
    rng.shuffle(index)
    for i in range(batches_per_epoch(X.shape[0], batch_size)):
        part = index[i * batch_size : (i + 1) * batch_size]
        yield X[part], y[part]


def batches_per_epoch(n, batch_size):
    if batch_size <= 0:
        raise ValueError("batch_size must be positive")
    return (n + batch_size - 1) // batch_size
